package io.umzug.rehearsal.sql;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What an instance is, decided before it first starts.
 *
 * @param name such as {@code OLDXP\XPCONNECT}, or {@code SQLNEW} for a default instance
 * @param folder everything the instance keeps lies below it
 * @param productVersion four numbers, such as {@code 15.0.2000.5}
 * @param edition as SERVERPROPERTY gives it, such as {@code Express Edition (64-bit)}
 * @param serviceAccount such as {@code NT Service\MSSQL$XPCONNECT}
 * @param logins those there are when the instance is first opened; later ones are kept on disk
 * @param filestreamEnabledForInstance the switch of the Configuration Manager (R26)
 * @param integratedLogin as which Windows login integrated connections come in; empty refuses them
 */
public record InstanceSettings(
    String name,
    Path folder,
    String productVersion,
    String edition,
    String serviceAccount,
    List<SqlLogin> logins,
    boolean filestreamEnabledForInstance,
    String integratedLogin) {

  static final int SQL_2012 = 11;

  public InstanceSettings {
    logins = List.copyOf(logins);
    if (!productVersion.matches("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+")) {
      throw new IllegalArgumentException(
          "A product version is four numbers, such as 15.0.2000.5; this is not: " + productVersion);
    }
  }

  int[] versionNumbers() {
    return Arrays.stream(productVersion.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
  }

  int majorVersion() {
    return versionNumbers()[0];
  }

  boolean isBefore(int major) {
    return majorVersion() < major;
  }

  /** From what 2014 left of them on, the lowest never rose. */
  private int lowestLevel() {
    return switch (majorVersion()) {
      case 10 -> 80;
      case 11 -> 90;
      default -> 100;
    };
  }

  boolean knowsLevel(int level) {
    return level % 10 == 0 && level >= lowestLevel() && level <= compatibilityLevel();
  }

  String levels() {
    return IntStream.iterate(
            lowestLevel(), level -> level <= compatibilityLevel(), level -> level + 10)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
  }

  int compatibilityLevel() {
    return majorVersion() * 10;
  }

  /** The version of database files, by which SQL Server knows whether it can read a backup. */
  int databaseVersion() {
    return switch (majorVersion()) {
      case 10 -> versionNumbers()[1] < 50 ? 655 : 661;
      case 11 -> 706;
      case 12 -> 782;
      case 13 -> 852;
      case 14 -> 869;
      case 15 -> 904;
      default -> 957;
    };
  }

  String releaseName() {
    return switch (majorVersion()) {
      case 10 -> versionNumbers()[1] < 50 ? "2008" : "2008 R2";
      case 11 -> "2012";
      case 12 -> "2014";
      case 13 -> "2016";
      case 14 -> "2017";
      case 15 -> "2019";
      default -> "2022";
    };
  }

  String machineName() {
    return name.contains("\\") ? name.substring(0, name.indexOf('\\')) : name;
  }

  String instanceName() {
    return name.contains("\\") ? name.substring(name.indexOf('\\') + 1) : "";
  }

  int engineEdition() {
    return edition.startsWith("Express") ? 4 : edition.startsWith("Enterprise") ? 3 : 2;
  }

  /** Where data and log files lie, as the instance tells its clients; ends in a backslash. */
  String dataPath() {
    return "C:\\Program Files\\Microsoft SQL Server\\MSSQL%d.%s\\MSSQL\\DATA\\"
        .formatted(majorVersion(), instanceName().isEmpty() ? "MSSQLSERVER" : instanceName());
  }
}
