package sc.fiji.lucid.job;

import java.io.IOException;

/** Takes the restored planes. */
@FunctionalInterface
public interface ResultSink {

	/**
	 * @param channel from 0
	 * @param slice from 0
	 * @param frame from 0
	 * @param plane width·height voxels, x fastest
	 */
	void plane(int channel, int slice, int frame, float[] plane) throws IOException;
}
