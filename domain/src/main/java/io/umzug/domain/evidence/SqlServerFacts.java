package io.umzug.domain.evidence;

/**
 * A SQL Server as it answered.
 *
 * @param version such as {@code 15.0.2000.5}
 * @param edition such as {@code Standard Edition (64-bit)}
 */
public record SqlServerFacts(String server, String version, String edition, boolean sysadmin) {

  /** R17: external SQL Servers are at least 2014, that is 12.x. */
  public static final int OLDEST_MAJOR_VERSION = 12;

  /** The product's major version: 12 for 2014, 15 for 2019. */
  public int majorVersion() {
    int dot = version.indexOf('.');
    return Integer.parseInt(dot < 0 ? version : version.substring(0, dot));
  }

  /** The highest compatibility level that this version knows: 120 for 2014, 150 for 2019. */
  public int compatibilityLevel() {
    return majorVersion() * 10;
  }

  public boolean isSupported() {
    return majorVersion() >= OLDEST_MAJOR_VERSION;
  }
}
