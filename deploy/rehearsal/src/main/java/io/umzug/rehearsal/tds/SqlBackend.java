package io.umzug.rehearsal.tds;

import java.util.Optional;

/** What stands behind the wire: it takes logins and gives sessions. Called from many threads. */
public interface SqlBackend {

  /**
   * What a LOGIN7 said.
   *
   * @param database empty for the login's default
   * @param integrated whether the client asked for Windows authentication; its account, where it
   *     has been proven, is {@code user} then
   */
  record Login(
      String user,
      String password,
      String database,
      String applicationName,
      String hostName,
      boolean integrated) {}

  /** The instance's name, as in ERROR tokens and {@code @@SERVERNAME}. */
  String serverName();

  /** Four numbers, such as 15, 0, 2000, 5 for SQL Server 2019. */
  int[] productVersion();

  /** The password of a Windows account such as {@code ESTATE\xphone}; empty where it is unknown. */
  default Optional<String> windowsPassword(String account) {
    return Optional.empty();
  }

  /**
   * Opens a session.
   *
   * @throws SqlServerException 18456 for a wrong login, 4060 for an unknown database
   */
  SqlSession login(Login login) throws SqlServerException;
}
