package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.estate.SqlServerPlace.Edition;
import io.umzug.rehearsal.estate.SqlServerPlace.Release;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machines of an estate, as its layout has them (R3, R15, R16–R21, E5, F1).
 *
 * @param sqlServers all SQL Servers, those to be installed later included
 * @param placements from where to where each database moves
 * @param targetHost the machine on which the XPhone server runs in the end
 * @param backupShare UNC path that SQL Servers and XPhone servers reach alike (B2)
 */
record Topology(
    Layout layout,
    List<SqlServerPlace> sqlServers,
    List<Placement> placements,
    String targetHost,
    String backupShare) {

  static final String OLD_HOST = "OLDXP";
  static final String V4_HOST = "OLDV4";
  static final String INTERMEDIATE_HOST = "ZWISCHEN";
  static final String NEW_HOST = "NEWXP";
  static final String DOMAIN = "REHEARSAL";
  static final String SERVICE_ACCOUNT = DOMAIN + "\\xphone";
  static final String SERVICE_NAME = "XPhoneRehearsal";

  /**
   * A database's way, by SQL Server names.
   *
   * @param source empty where it comes from nowhere: a V4 has none that moves (R5)
   * @param intermediate empty where no intermediate server is gone by
   */
  record Placement(String database, String source, String intermediate, String target) {}

  private static final SqlServerPlace OLD_CONNECT =
      express(OLD_HOST, "XPCONNECT", Release.SQL_2017);
  private static final SqlServerPlace OLD_ANALYTICS =
      express(OLD_HOST, "XPANALYTICS", Release.SQL_2017);
  private static final SqlServerPlace BETWEEN_CONNECT =
      express(INTERMEDIATE_HOST, "XPCONNECT", Release.SQL_2017);
  private static final SqlServerPlace BETWEEN_ANALYTICS =
      express(INTERMEDIATE_HOST, "XPANALYTICS", Release.SQL_2017);
  private static final SqlServerPlace EXTERNAL =
      new SqlServerPlace("SQLNEW", "SQL2019", Release.SQL_2019, Edition.STANDARD);

  /** Older than the old ones, and as old as R17 allows. */
  private static final SqlServerPlace OLDER_EXTERNAL =
      new SqlServerPlace("SQLNEW", "SQL2014", Release.SQL_2014, Edition.STANDARD);

  static Topology of(Plan plan) {
    return of(Layout.of(plan));
  }

  static Topology of(Layout layout) {
    if (layout.route() == Route.SQL_EXPRESS) {
      return laidOut(
          layout,
          express(OLD_HOST, "XPCONNECT2019", Release.SQL_2019),
          express(OLD_HOST, "XPANALYTICS2019", Release.SQL_2019),
          OLD_HOST);
    }
    boolean older = layout.transport() == Transport.SCRIPT;
    SqlServerPlace external = older ? OLDER_EXTERNAL : EXTERNAL;
    SqlServerPlace newStandard =
        new SqlServerPlace(
            NEW_HOST, "", older ? Release.SQL_2014 : Release.SQL_2019, Edition.STANDARD);
    return switch (layout.plan()) {
      case A ->
          laidOut(
              layout,
              express(NEW_HOST, "XPCONNECT", Release.SQL_2019),
              express(NEW_HOST, "XPANALYTICS", Release.SQL_2019),
              NEW_HOST);
      case B -> laidOut(layout, newStandard, newStandard, NEW_HOST);
      case C -> laidOut(layout, external, external, NEW_HOST);
      case D -> laidOut(layout, external, external, OLD_HOST);
    };
  }

  private static Topology laidOut(
      Layout layout, SqlServerPlace connect, SqlServerPlace analytics, String targetHost) {
    List<SqlServerPlace> old =
        layout.route() == Route.V4 ? List.of() : List.of(OLD_CONNECT, OLD_ANALYTICS);
    List<SqlServerPlace> between =
        layout.downtime() == Downtime.INTERMEDIATE
            ? List.of(BETWEEN_CONNECT, BETWEEN_ANALYTICS)
            : List.of();
    return new Topology(
        layout,
        Stream.of(old, between, List.of(connect, analytics))
            .flatMap(List::stream)
            .distinct()
            .toList(),
        List.of(
            placement("XPDATA", 0, old, between, connect),
            placement("XPVDIR", 0, old, between, connect),
            placement("XPSTATS", 1, old, between, analytics),
            placement("XPSTATSRaw", 1, old, between, analytics)),
        targetHost,
        "\\\\" + connect.host() + "\\XPhoneBackup");
  }

  private static Placement placement(
      String database,
      int instance,
      List<SqlServerPlace> old,
      List<SqlServerPlace> between,
      SqlServerPlace target) {
    return new Placement(
        database,
        old.isEmpty() ? "" : old.get(instance).name(),
        between.isEmpty() ? "" : between.get(instance).name(),
        target.name());
  }

  private static SqlServerPlace express(String host, String instance, Release release) {
    return new SqlServerPlace(host, instance, release, Edition.EXPRESS);
  }

  Route route() {
    return layout.route();
  }

  Plan plan() {
    return layout.plan();
  }

  /** The instances that the old XPhone server uses on the first day. */
  List<SqlServerPlace> oldSqlServers() {
    return Stream.of(OLD_CONNECT, OLD_ANALYTICS).filter(sqlServers::contains).toList();
  }

  List<SqlServerPlace> intermediateSqlServers() {
    return Stream.of(BETWEEN_CONNECT, BETWEEN_ANALYTICS).filter(sqlServers::contains).toList();
  }

  /** Where the databases are in the end. */
  List<SqlServerPlace> newSqlServers() {
    return sqlServers.stream()
        .filter(place -> placements.stream().anyMatch(p -> p.target().equals(place.name())))
        .toList();
  }

  /** SQL Servers that are there before anybody has done anything. */
  List<SqlServerPlace> sqlServersAtFirst() {
    return sqlServers.stream()
        .filter(p -> oldSqlServers().contains(p) || p.host().equals(EXTERNAL.host()))
        .toList();
  }

  /** The machine that is switched off in the end, where one is (R16). */
  String oldHost() {
    return route() == Route.V4 ? V4_HOST : OLD_HOST;
  }

  boolean hasIntermediate() {
    return layout.downtime() == Downtime.INTERMEDIATE;
  }

  /** The machines on which an XPhone Connect server is or will be. */
  List<String> xphoneHosts() {
    return Stream.of(
            route() == Route.V4 ? Stream.<String>of() : Stream.of(OLD_HOST),
            hasIntermediate() ? Stream.of(INTERMEDIATE_HOST) : Stream.<String>of(),
            Stream.of(targetHost))
        .flatMap(hosts -> hosts)
        .distinct()
        .toList();
  }

  Optional<SqlServerPlace> sqlServer(String name) {
    return sqlServers.stream().filter(place -> place.name().equalsIgnoreCase(name)).findFirst();
  }

  /** The SQL Server that a Data Source written on {@code fromHost} means. */
  Optional<SqlServerPlace> meantBy(String dataSource, String fromHost) {
    return sqlServers.stream().filter(place -> place.meantBy(dataSource, fromHost)).findFirst();
  }
}
