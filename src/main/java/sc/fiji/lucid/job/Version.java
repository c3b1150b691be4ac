package sc.fiji.lucid.job;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Which Lucid this is. */
public final class Version {

	/** The version that Maven built, as {@code 0.1.0}. */
	public static final String NUMBER = read();

	private Version() {}

	private static String read() {
		try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
			final Properties properties = new Properties();
			properties.load(in);
			return properties.getProperty("version");
		}
		catch (final IOException e) {
			throw new IllegalStateException("The Lucid jar is damaged: version.properties cannot be read.", e);
		}
	}
}
