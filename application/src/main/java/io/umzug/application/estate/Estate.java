package io.umzug.application.estate;

import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.List;
import java.util.Optional;

/**
 * The configured surroundings of a move.
 *
 * @param backupFolder the folder for backups under the UNC path that the SQL Servers and the
 *     service share (B2)
 * @param rehearsal whether all of it is a stand-in
 */
public record Estate(
    String name,
    String title,
    boolean rehearsal,
    XPhoneVersion from,
    XPhoneVersion to,
    String backupFolder,
    List<SqlServerAddress> sqlServers,
    List<DatabaseMove> databases,
    XPhoneHost xphone) {

  public Estate {
    sqlServers = List.copyOf(sqlServers);
    databases = List.copyOf(databases);
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
