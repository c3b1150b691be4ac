package sc.fiji.lucid.job;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sc.fiji.lucid.deconvolution.Restoration;
import sc.fiji.lucid.io.Stack;
import sc.fiji.lucid.optics.OpticalParameter;
import sc.fiji.lucid.optics.OpticalSettings;

/** What a job did: lines for people, and values for the run record. */
public final class JobReport {

	private final long start = System.nanoTime();
	private final List<String> lines = new ArrayList<>();
	private final List<Map<String, Object>> channels = new ArrayList<>();
	private final List<Map<String, Object>> volumes = new ArrayList<>();
	private final Map<String, Object> values = new LinkedHashMap<>();

	JobReport(final Stack stack, final Request request) {
		values.put("lucid", Version.NUMBER);
		values.put("java", System.getProperty("java.version"));
		values.put("input", stack.name());
		values.put("size", stack.shape().toString());
		values.put("options", request.options().describe());
		values.put("scaling", 1);
	}

	void add(final String line) {
		lines.add(line);
	}

	void channel(final ChannelPsf psf) {
		final Map<String, Object> channel = new LinkedHashMap<>();
		channel.put("psf", psf.psf().extent().toString());
		channel.put("voxel", psf.psf().voxelSize().toString());
		channel.put("psfSha256", PsfHash.of(psf.psf()));
		psf.microscope().ifPresent(m -> channel.put("microscope", microscope(m.settings())));
		channels.add(channel);
	}

	static Map<String, Object> microscope(final OpticalSettings s) {
		final Map<String, Object> values = new LinkedHashMap<>();
		s.modality().ifPresent(m -> values.put("modality", Map.of("value", m.toString(), "origin", s.modalityOrigin()
			.orElseThrow().toString())));
		s.zernike().ifPresent(z -> values.put("zernike", Map.of("value", z.toString(), "origin", s.zernikeOrigin()
			.orElseThrow().toString())));
		for (final OpticalParameter p : OpticalParameter.values())
			s.get(p).ifPresent(v -> values.put(p.flag(), Map.of("value", v, "unit", p.unit(), "origin", s.origin(p)
				.orElseThrow().toString())));
		return values;
	}

	void restored(final int channel, final int frame, final Restoration r) {
		final Map<String, Object> volume = new LinkedHashMap<>();
		volume.put("channel", channel + 1);
		volume.put("frame", frame + 1);
		volume.put("grid", r.grid().toString());
		volume.put("background", r.background());
		volume.put("shift", r.shift());
		volume.put("iterations", r.iterations());
		volume.put("stopped", r.reason().toString());
		volume.put("observedFlux", r.observedFlux());
		volume.put("estimatedFlux", r.estimatedFlux());
		volume.put("divergence", r.divergence());
		volumes.add(volume);
	}

	JobReport end() {
		values.put("channels", channels);
		values.put("volumes", volumes);
		values.put("seconds", (System.nanoTime() - start) * 1e-9);
		values.put("peakHeapBytes", ManagementFactory.getMemoryPoolMXBeans().stream().filter(p -> p
			.getType() == MemoryType.HEAP).map(MemoryPoolMXBean::getPeakUsage).mapToLong(u -> u.getUsed()).sum());
		values.put("log", lines);
		return this;
	}

	/** @return the log, line by line */
	public List<String> lines() {
		return List.copyOf(lines);
	}

	/** @return everything by name: texts, numbers, lists and maps of these, ready for a run record */
	public Map<String, Object> values() {
		return values;
	}
}
