package io.umzug.infrastructure.sqlserver;

import static io.umzug.infrastructure.sqlserver.TransactSql.name;
import static io.umzug.infrastructure.sqlserver.TransactSql.text;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * R25: membership in db_owner. A login and its user belong together by their SID, not by name:
 * after a restore the user may be there and be nobody's.
 */
final class DatabaseOwners {

  private static final String DBO = "dbo";
  private static final int SQL_2012 = 11;

  /** A login or user; the SID is empty where it has none, as roles do. */
  private record Principal(String name, String sid) {

    static Principal of(ResultSet row) throws SQLException {
      byte[] sid = row.getBytes(2);
      return new Principal(row.getString(1), sid == null ? "" : HexFormat.of().formatHex(sid));
    }

    boolean belongsTo(Principal login) {
      return !sid.isEmpty() && sid.equals(login.sid());
    }
  }

  private final SqlServerSession session;

  DatabaseOwners(SqlServerSession session) {
    this.session = session;
  }

  void grant(String database, String account) {
    Principal login = login(account).orElseGet(() -> createLogin(account));
    session.in(
        database,
        () -> {
          String user = userOf(login, account);
          if (!user.equals(DBO) && members().stream().noneMatch(owner -> owner.belongsTo(login))) {
            // ALTER ROLE … ADD MEMBER came with 2012.
            session.run(
                session.isSince(SQL_2012)
                    ? "ALTER ROLE db_owner ADD MEMBER " + name(user)
                    : "EXEC sp_addrolemember N'db_owner', " + text(user));
          }
          return user;
        });
    if (!includes(database, account)) {
      throw session.lookSaysOtherwise(
          "ALTER ROLE", "'%s' is not in db_owner of '%s'.".formatted(account, database));
    }
  }

  boolean includes(String database, String account) {
    return login(account)
        .map(
            login ->
                session.in(
                    database, () -> members().stream().anyMatch(owner -> owner.belongsTo(login))))
        .orElse(false);
  }

  private Optional<Principal> login(String account) {
    return session
        .query(Principal::of, "SELECT name, sid FROM sys.server_principals WHERE name = ?", account)
        .stream()
        .findFirst();
  }

  private Principal createLogin(String account) {
    session.run("CREATE LOGIN " + name(account) + " FROM WINDOWS");
    return login(account)
        .orElseThrow(
            () ->
                session.lookSaysOtherwise(
                    "CREATE LOGIN", "there is no login '%s'.".formatted(account)));
  }

  /** The login's user in the current database, made or mended where it is missing. */
  private String userOf(Principal login, String account) {
    Optional<Principal> bySid =
        session.query(Principal::of, "SELECT name, sid FROM sys.database_principals").stream()
            .filter(user -> user.belongsTo(login))
            .findFirst();
    if (bySid.isPresent()) {
      return bySid.get().name();
    }
    boolean isOrphaned =
        !session
            .query(
                Principal::of,
                "SELECT name, sid FROM sys.database_principals WHERE name = ?",
                account)
            .isEmpty();
    session.run(
        isOrphaned
            ? "ALTER USER " + name(account) + " WITH LOGIN = " + name(account)
            : "CREATE USER " + name(account) + " FOR LOGIN " + name(account));
    return account;
  }

  /** The database's owner is dbo, and dbo is in db_owner. */
  private List<Principal> members() {
    return session.query(
        Principal::of,
        "SELECT m.name, m.sid FROM sys.database_role_members rm"
            + " JOIN sys.database_principals r ON r.principal_id = rm.role_principal_id"
            + " JOIN sys.database_principals m ON m.principal_id = rm.member_principal_id"
            + " WHERE r.name = N'db_owner'");
  }
}
