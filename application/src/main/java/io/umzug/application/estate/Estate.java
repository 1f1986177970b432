package io.umzug.application.estate;

import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Particulars;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configured surroundings of a move.
 *
 * @param backupFolder the folder for backups under the UNC path that the SQL Servers and the
 *     service share (B2)
 * @param rehearsal whether all of it is a stand-in
 * @param xphone the XPhone server that is worked on: the target's, unless {@link #at} says
 *     otherwise
 * @param elsewhere the XPhone servers of the other sites, as far as the route needs them
 * @param usersCsv the CSV of the users that V4's Migrations-Manager exported (R6), as the XPhone
 *     server writes its path whose text connector imports it; absent where the route needs none
 * @param sourceMachine the machine of a V4, of which Umzug knows no more than its name; absent
 *     where the source's XPhone server is described, or is not asked for
 * @param backup how its databases are backed up and restored
 */
public record Estate(
    String name,
    String title,
    boolean rehearsal,
    RouteKind route,
    XPhoneVersion from,
    XPhoneVersion to,
    String backupFolder,
    List<SqlServerAddress> sqlServers,
    List<DatabaseMove> databases,
    XPhoneHost xphone,
    Map<Site, XPhoneHost> elsewhere,
    @Nullable String usersCsv,
    @Nullable String sourceMachine,
    BackupSettings backup) {

  public Estate {
    sqlServers = List.copyOf(sqlServers);
    databases = List.copyOf(databases);
    elsewhere = Map.copyOf(elsewhere);
  }

  /** An estate whose route does not begin with a V4. */
  public Estate(
      String name,
      String title,
      boolean rehearsal,
      RouteKind route,
      XPhoneVersion from,
      XPhoneVersion to,
      String backupFolder,
      List<SqlServerAddress> sqlServers,
      List<DatabaseMove> databases,
      XPhoneHost xphone,
      Map<Site, XPhoneHost> elsewhere) {
    this(
        name,
        title,
        rehearsal,
        route,
        from,
        to,
        backupFolder,
        sqlServers,
        databases,
        xphone,
        elsewhere,
        null,
        null,
        BackupSettings.PLAIN);
  }

  /** What a move in this estate is about. */
  public Particulars particulars(MigrationId id, String moveTitle) {
    List<Particulars.Machine> machines = new ArrayList<>();
    Arrays.stream(Site.values())
        .filter(this::has)
        .map(site -> new Particulars.Machine(site, at(site).xphone().host(), true))
        .forEach(machines::add);
    if (sourceMachine != null && !has(Site.SOURCE)) {
      machines.add(new Particulars.Machine(Site.SOURCE, sourceMachine, false));
    }
    return new Particulars(id, moveTitle, name, from, to, databases, route, machines);
  }

  /** Whether the configuration describes an XPhone server at this site. */
  public boolean has(Site site) {
    return site == Site.TARGET || elsewhere.containsKey(site);
  }

  /**
   * The same estate, with the XPhone server of this site as the one that is worked on.
   *
   * @throws Estates.UnknownSite where the configuration does not describe it
   */
  public Estate at(Site site) {
    if (site == Site.TARGET) {
      return this;
    }
    XPhoneHost there = elsewhere.get(site);
    if (there == null) {
      throw new Estates.UnknownSite(name, site);
    }
    return with(there, backup);
  }

  /** The same estate, with its databases backed up and restored like this. */
  public Estate with(BackupSettings settings) {
    return with(xphone, settings);
  }

  private Estate with(XPhoneHost host, BackupSettings settings) {
    return new Estate(
        name,
        title,
        rehearsal,
        route,
        from,
        to,
        backupFolder,
        sqlServers,
        databases,
        host,
        elsewhere,
        usersCsv,
        sourceMachine,
        settings);
  }

  /** The server with this name in the estate. */
  public Optional<SqlServerAddress> sqlServer(String server) {
    return sqlServers.stream()
        .filter(address -> address.name().equalsIgnoreCase(server))
        .findFirst();
  }

  /** The server that atlas.xml means by this Data Source. */
  public Optional<SqlServerAddress> byDataSource(String dataSource) {
    return sqlServers.stream().filter(address -> address.answersTo(dataSource)).findFirst();
  }
}
