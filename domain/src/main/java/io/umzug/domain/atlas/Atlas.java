package io.umzug.domain.atlas;

import java.util.Map;

/** The two things to be done with the bytes of an atlas.xml. */
public final class Atlas {
  private Atlas() {}

  public static AtlasReading read(byte[] content) {
    try {
      return AtlasDocument.parse(content).file();
    } catch (RefusedException e) {
      return e.refusal();
    }
  }

  /**
   * Points the connections of some databases at other SQL Servers (R29, E6). All that is asked is
   * done, or nothing.
   *
   * @param targets the new Data Source by database name, compared without regard to case
   * @param useWindowsLogin whether the entries of these databases shall bear {@code
   *     useLogin="Windows"}; if not, the attribute stays as it is
   */
  public static AtlasRewrite rewrite(
      byte[] original, Map<String, String> targets, boolean useWindowsLogin) {
    try {
      return new Retargeting(AtlasDocument.parse(original), useWindowsLogin).rewrite(targets);
    } catch (RefusedException e) {
      return e.refusal();
    }
  }
}
