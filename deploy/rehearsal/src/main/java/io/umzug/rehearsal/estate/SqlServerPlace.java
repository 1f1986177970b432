package io.umzug.rehearsal.estate;

import java.util.List;
import java.util.Locale;

/**
 * A SQL Server of the estate: where it is and what it is.
 *
 * @param host machine, such as {@code SQLNEW}
 * @param instance instance name, empty for the default instance
 */
record SqlServerPlace(String host, String instance, Release release, Edition edition) {

  /** SQL Server releases with the version they report. */
  enum Release {
    SQL_2014(12, 0, 2000, 8),
    SQL_2017(14, 0, 2056, 2),
    SQL_2019(15, 0, 2000, 5);

    private final List<Integer> version;

    Release(Integer... version) {
      this.version = List.of(version);
    }

    int[] version() {
      return version.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /** Editions as SERVERPROPERTY tells them apart. */
  enum Edition {
    EXPRESS,
    STANDARD
  }

  /** As {@code @@SERVERNAME}: {@code HOST} or {@code HOST\INSTANCE}. */
  String name() {
    return instance.isEmpty() ? host : host + "\\" + instance;
  }

  /** By which the service finds the password of sa. */
  String credential() {
    return (instance.isEmpty() ? host : host + "_" + instance) + ".sa";
  }

  /** The account of the SQL Server service on its own machine (B3). */
  String serviceAccount() {
    return instance.isEmpty() ? "NT Service\\MSSQLSERVER" : "NT Service\\MSSQL$" + instance;
  }

  /** Under which the account appears over the network (B3). */
  String networkAccount() {
    return Topology.DOMAIN + "\\" + host + "$";
  }

  /** Spellings of a Data Source that lead here from {@code fromHost}, the plain name first. */
  List<String> spellings(String fromHost) {
    String suffix = instance.isEmpty() ? "" : "\\" + instance;
    return fromHost.equalsIgnoreCase(host)
        ? List.of(name(), "tcp:" + name(), "(local)" + suffix, "." + suffix, "localhost" + suffix)
        : List.of(name(), "tcp:" + name());
  }

  /** Whether a Data Source as written on {@code fromHost} means this server. */
  boolean meantBy(String dataSource, String fromHost) {
    String wanted = dataSource.trim().toUpperCase(Locale.ROOT);
    return spellings(fromHost).stream().anyMatch(s -> s.toUpperCase(Locale.ROOT).equals(wanted));
  }
}
