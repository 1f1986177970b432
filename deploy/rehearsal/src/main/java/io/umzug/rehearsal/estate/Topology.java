package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.estate.SqlServerPlace.Edition;
import io.umzug.rehearsal.estate.SqlServerPlace.Release;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machines of an estate, as the plan lays them out (R16–R21, F1).
 *
 * @param sqlServers all SQL Servers, those to be installed later included
 * @param placements from where to where each database moves
 * @param targetHost the machine on which the XPhone server runs in the end
 * @param backupShare UNC path that SQL Servers and XPhone servers reach alike (B2)
 */
record Topology(
    Plan plan,
    List<SqlServerPlace> sqlServers,
    List<Placement> placements,
    String targetHost,
    String backupShare) {

  static final String OLD_HOST = "OLDXP";
  static final String DOMAIN = "REHEARSAL";
  static final String SERVICE_ACCOUNT = DOMAIN + "\\xphone";
  static final String SERVICE_NAME = "XPhoneRehearsal";

  /** A database's way, by SQL Server names. */
  record Placement(String database, String source, String target) {}

  private static final SqlServerPlace OLD_CONNECT =
      express(OLD_HOST, "XPCONNECT", Release.SQL_2017);
  private static final SqlServerPlace OLD_ANALYTICS =
      express(OLD_HOST, "XPANALYTICS", Release.SQL_2017);
  private static final SqlServerPlace EXTERNAL =
      new SqlServerPlace("SQLNEW", "SQL2019", Release.SQL_2019, Edition.STANDARD);

  static Topology of(Plan plan) {
    SqlServerPlace newConnect = express("NEWXP", "XPCONNECT", Release.SQL_2019);
    SqlServerPlace newAnalytics = express("NEWXP", "XPANALYTICS", Release.SQL_2019);
    SqlServerPlace newStandard =
        new SqlServerPlace("NEWXP", "", Release.SQL_2019, Edition.STANDARD);
    return switch (plan) {
      case A -> laidOut(plan, newConnect, newAnalytics, "NEWXP");
      case B -> laidOut(plan, newStandard, newStandard, "NEWXP");
      case C -> laidOut(plan, EXTERNAL, EXTERNAL, "NEWXP");
      case D -> laidOut(plan, EXTERNAL, EXTERNAL, OLD_HOST);
    };
  }

  private static Topology laidOut(
      Plan plan, SqlServerPlace connect, SqlServerPlace analytics, String targetHost) {
    return new Topology(
        plan,
        Stream.of(OLD_CONNECT, OLD_ANALYTICS, connect, analytics).distinct().toList(),
        List.of(
            new Placement("XPDATA", OLD_CONNECT.name(), connect.name()),
            new Placement("XPVDIR", OLD_CONNECT.name(), connect.name()),
            new Placement("XPSTATS", OLD_ANALYTICS.name(), analytics.name()),
            new Placement("XPSTATSRaw", OLD_ANALYTICS.name(), analytics.name())),
        targetHost,
        "\\\\" + connect.host() + "\\XPhoneBackup");
  }

  private static SqlServerPlace express(String host, String instance, Release release) {
    return new SqlServerPlace(host, instance, release, Edition.EXPRESS);
  }

  List<SqlServerPlace> oldSqlServers() {
    return List.of(OLD_CONNECT, OLD_ANALYTICS);
  }

  List<SqlServerPlace> newSqlServers() {
    return sqlServers.stream().filter(place -> !oldSqlServers().contains(place)).toList();
  }

  /** SQL Servers that are there before anybody has done anything. */
  List<SqlServerPlace> sqlServersAtFirst() {
    return sqlServers.stream().filter(p -> oldSqlServers().contains(p) || p == EXTERNAL).toList();
  }

  List<String> xphoneHosts() {
    return Stream.of(OLD_HOST, targetHost).distinct().toList();
  }

  Optional<SqlServerPlace> sqlServer(String name) {
    return sqlServers.stream().filter(place -> place.name().equalsIgnoreCase(name)).findFirst();
  }

  /** The SQL Server that a Data Source written on {@code fromHost} means. */
  Optional<SqlServerPlace> meantBy(String dataSource, String fromHost) {
    return sqlServers.stream().filter(place -> place.meantBy(dataSource, fromHost)).findFirst();
  }
}
