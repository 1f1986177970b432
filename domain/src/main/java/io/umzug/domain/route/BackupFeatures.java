package io.umzug.domain.route;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a SQL Server can do with its backups, by its version and edition. */
public record BackupFeatures(boolean compression, boolean encryption) {

  private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(\\..*)?");
  private static final int SQL_SERVER_2008 = 10;
  private static final int RELEASE_2 = 50;
  private static final int SQL_SERVER_2014 = 12;

  /**
   * Nothing is promised of a version or edition that is not understood.
   *
   * @param version such as {@code 10.50.6000.34}
   * @param edition as SERVERPROPERTY('Edition') says it, such as {@code Standard Edition (64-bit)}
   */
  public static BackupFeatures of(String version, String edition) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      return new BackupFeatures(false, false);
    }
    int major = Integer.parseInt(matcher.group(1));
    int minor = Integer.parseInt(matcher.group(2));
    String name = edition.toLowerCase(Locale.ROOT);
    boolean enterprise =
        begins(
            name, "enterprise", "developer", "enterprise developer", "data center", "datacenter");
    boolean standard = begins(name, "standard", "standard developer", "business intelligence");
    boolean release2 = major > SQL_SERVER_2008 || major == SQL_SERVER_2008 && minor >= RELEASE_2;
    return new BackupFeatures(
        enterprise && major >= SQL_SERVER_2008 || standard && release2,
        (enterprise || standard) && major >= SQL_SERVER_2014);
  }

  private static boolean begins(String name, String... words) {
    for (String word : words) {
      if (name.startsWith(word)) {
        return true;
      }
    }
    return false;
  }
}
