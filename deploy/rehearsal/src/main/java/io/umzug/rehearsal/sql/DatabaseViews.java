package io.umzug.rehearsal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The catalog objects inside each database, and what is kept in it for them. */
final class DatabaseViews {

  private static final String KEPT =
      """
      CREATE SCHEMA IF NOT EXISTS "dbo";
      CREATE SCHEMA IF NOT EXISTS "umzug";
      CREATE TABLE IF NOT EXISTS "umzug"."catalog" (kind VARCHAR(20) NOT NULL, id INT NOT NULL,
        body CLOB NOT NULL, PRIMARY KEY (kind, id));
      CREATE SEQUENCE IF NOT EXISTS "umzug"."rowversion" START WITH 2001;
      CREATE TABLE IF NOT EXISTS "umzug"."principal" (principal_id INT PRIMARY KEY,
        name VARCHAR_IGNORECASE(128) NOT NULL UNIQUE, type CHAR(1) NOT NULL, sid VARBINARY(85),
        create_date TIMESTAMP(3) NOT NULL);
      CREATE TABLE IF NOT EXISTS "umzug"."role_member" (role_id INT, member_id INT,
        PRIMARY KEY (role_id, member_id));
      ALTER TABLE "umzug"."principal" ADD COLUMN IF NOT EXISTS default_schema
        VARCHAR_IGNORECASE(128) DEFAULT 'dbo';
      ALTER TABLE "umzug"."principal" ADD COLUMN IF NOT EXISTS owner_id INT DEFAULT 1;
      """;

  private static final String FIXED_PRINCIPALS =
      """
      INSERT INTO "umzug"."principal"
        (principal_id, name, type, sid, create_date) VALUES
        (0, 'public', 'R', NULL, LOCALTIMESTAMP), (1, 'dbo', 'S', NULL, LOCALTIMESTAMP),
        (2, 'guest', 'S', NULL, LOCALTIMESTAMP),
        (3, 'INFORMATION_SCHEMA', 'S', NULL, LOCALTIMESTAMP), (4, 'sys', 'S', NULL, LOCALTIMESTAMP),
        (16384, 'db_owner', 'R', NULL, LOCALTIMESTAMP),
        (16385, 'db_accessadmin', 'R', NULL, LOCALTIMESTAMP),
        (16386, 'db_securityadmin', 'R', NULL, LOCALTIMESTAMP),
        (16387, 'db_ddladmin', 'R', NULL, LOCALTIMESTAMP),
        (16389, 'db_backupoperator', 'R', NULL, LOCALTIMESTAMP),
        (16390, 'db_datareader', 'R', NULL, LOCALTIMESTAMP),
        (16391, 'db_datawriter', 'R', NULL, LOCALTIMESTAMP),
        (16392, 'db_denydatareader', 'R', NULL, LOCALTIMESTAMP),
        (16393, 'db_denydatawriter', 'R', NULL, LOCALTIMESTAMP);
      INSERT INTO "umzug"."role_member" VALUES (16384, 1);
      """;

  private static final String VIEWS =
      """
      CREATE VIEW "sys"."database_principals" AS SELECT name, principal_id, type,
        CAST(CASE type WHEN 'R' THEN 'DATABASE_ROLE' WHEN 'U' THEN 'WINDOWS_USER'
          ELSE 'SQL_USER' END AS VARCHAR_IGNORECASE(60)) AS type_desc,
        CASE WHEN type = 'R' OR principal_id IN (3, 4) THEN NULL
          WHEN principal_id = 2 THEN 'guest' ELSE default_schema END AS default_schema_name, create_date,
        create_date AS modify_date, CASE principal_id WHEN 1
          THEN COALESCE(sid, "sys"."UMZUG_OWNER_SID"(@UMZUG)) ELSE sid END AS sid,
        CASE WHEN type = 'R' THEN owner_id END AS owning_principal_id,
        principal_id >= 16384 AS is_fixed_role,
        CASE WHEN type = 'R' THEN 0 WHEN principal_id = 1 THEN 1 WHEN sid IS NULL THEN 0
          WHEN type = 'U' THEN 3 ELSE 1 END AS authentication_type,
        CAST(CASE WHEN type = 'R' THEN 'NONE' WHEN principal_id = 1 THEN 'INSTANCE'
          WHEN sid IS NULL THEN 'NONE' WHEN type = 'U' THEN 'WINDOWS' ELSE 'INSTANCE' END
          AS VARCHAR_IGNORECASE(60)) AS authentication_type_desc FROM "umzug"."principal";
      CREATE VIEW "sys"."database_role_members" AS SELECT role_id AS role_principal_id,
        member_id AS member_principal_id FROM "umzug"."role_member";
      CREATE VIEW "sys"."database_permissions" AS SELECT * FROM "sys"."UMZUG_PERMISSIONS"
        UNION ALL SELECT 0, 'DATABASE', 0, 0, principal_id, 1, 'CO', 'CONNECT', 'G', 'GRANT'
        FROM "umzug"."principal" WHERE type <> 'R' AND (principal_id = 1 OR principal_id > 4);
      """;

  private DatabaseViews() {}

  /** What a database needs before anything can be kept in it. */
  static void prepare(Connection connection) throws SQLException {
    run(connection, split(KEPT));
    try (Statement statement = connection.createStatement();
        var count = statement.executeQuery("SELECT COUNT(*) FROM \"umzug\".\"principal\"")) {
      count.next();
      if (count.getInt(1) == 0) {
        run(connection, split(FIXED_PRINCIPALS));
      }
    }
  }

  /** The functions, on which definitions of tables may rest, so that they stay where they are. */
  static void installFunctions(Connection connection) throws SQLException {
    run(connection, List.of("CREATE SCHEMA IF NOT EXISTS \"sys\""));
    run(connection, Functions.definitions());
  }

  /**
   * Creates the views anew.
   *
   * @param key under which {@link CatalogViews} knows the database's catalog
   */
  static void install(Connection connection, int key) throws SQLException {
    installFunctions(connection);
    List<String> statements = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        var views =
            statement.executeQuery(
                "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA = 'sys'")) {
      while (views.next()) {
        statements.add(
            "DROP VIEW IF EXISTS \"sys\"." + Translator.quote(views.getString(1)) + " CASCADE");
      }
    }
    statements.addAll(CatalogViews.definitions(key));
    statements.addAll(split(VIEWS));
    statements.addAll(ServerViews.definitions());
    run(connection, statements);
  }

  private static void run(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> split(String script) {
    return List.of(script.strip().split(";\\s*(?:\n|$)", 0));
  }
}
