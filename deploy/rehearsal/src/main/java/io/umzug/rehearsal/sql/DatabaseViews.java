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
      CREATE TABLE IF NOT EXISTS "umzug"."object" (object_id INT PRIMARY KEY,
        schema_name VARCHAR_IGNORECASE(128) NOT NULL, name VARCHAR_IGNORECASE(128) NOT NULL,
        create_date TIMESTAMP(3) NOT NULL, modify_date TIMESTAMP(3) NOT NULL,
        UNIQUE (schema_name, name));
      CREATE TABLE IF NOT EXISTS "umzug"."principal" (principal_id INT PRIMARY KEY,
        name VARCHAR_IGNORECASE(128) NOT NULL UNIQUE, type CHAR(1) NOT NULL, sid VARBINARY(85),
        create_date TIMESTAMP(3) NOT NULL);
      CREATE TABLE IF NOT EXISTS "umzug"."role_member" (role_id INT, member_id INT,
        PRIMARY KEY (role_id, member_id));
      """;

  private static final String FIXED_PRINCIPALS =
      """
      INSERT INTO "umzug"."principal" VALUES
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

  private static final String USER_TABLES =
      " FROM \"umzug\".\"object\" o JOIN INFORMATION_SCHEMA.TABLES i"
          + " ON CAST(i.TABLE_SCHEMA AS VARCHAR_IGNORECASE) = o.schema_name"
          + " AND CAST(i.TABLE_NAME AS VARCHAR_IGNORECASE) = o.name ";

  private static final String SCHEMA_ID =
      "CASE <column> WHEN 'dbo' THEN 1 WHEN 'INFORMATION_SCHEMA' THEN 3 WHEN 'sys' THEN 4"
          + " ELSE CAST(ORA_HASH(CAST(<column> AS VARCHAR), 100000) AS INT) + 100 END";

  private static final String VIEWS =
      """
      CREATE VIEW "sys"."schemas" AS SELECT CAST(SCHEMA_NAME AS VARCHAR_IGNORECASE(128)) AS name,
        <schema SCHEMA_NAME> AS schema_id, 1 AS principal_id
        FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME NOT IN ('umzug', 'PUBLIC');
      CREATE VIEW "sys"."tables" AS SELECT o.name, o.object_id,
        <schema o.schema_name> AS schema_id, CAST(NULL AS INT) AS principal_id,
        0 AS parent_object_id, 'U ' AS type,
        CAST('USER_TABLE' AS VARCHAR_IGNORECASE(60)) AS type_desc, o.create_date, o.modify_date,
        FALSE AS is_ms_shipped, FALSE AS is_filetable <tables>;
      CREATE VIEW "sys"."objects" AS SELECT name, object_id, schema_id, principal_id,
        parent_object_id, type, type_desc, create_date, modify_date, is_ms_shipped
        FROM "sys"."tables";
      CREATE VIEW "sys"."partitions" AS SELECT CAST(o.object_id AS BIGINT) * 65536 AS partition_id,
        o.object_id, CASE WHEN EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS c
          WHERE c.CONSTRAINT_TYPE = 'PRIMARY KEY' AND c.TABLE_SCHEMA = i.TABLE_SCHEMA
          AND c.TABLE_NAME = i.TABLE_NAME) THEN 1 ELSE 0 END AS index_id, 1 AS partition_number,
        CAST(o.object_id AS BIGINT) * 65536 AS hobt_id,
        "sys"."UMZUG_ROWS"(i.TABLE_SCHEMA, i.TABLE_NAME) AS "rows" <tables>;
      CREATE VIEW "sys"."indexes" AS SELECT p.object_id,
        CAST(CASE p.index_id WHEN 1 THEN 'PK_' || p.object_id END AS VARCHAR_IGNORECASE(128))
          AS name, p.index_id, p.index_id AS type,
        CAST(CASE p.index_id WHEN 1 THEN 'CLUSTERED' ELSE 'HEAP' END AS VARCHAR_IGNORECASE(60))
          AS type_desc, p.index_id = 1 AS is_unique, p.index_id = 1 AS is_primary_key
        FROM "sys"."partitions" p;
      CREATE VIEW "sys"."types" AS SELECT CAST(name AS VARCHAR_IGNORECASE(128)) AS name,
        id AS system_type_id, id AS user_type_id, length AS max_length FROM (VALUES
        ('uniqueidentifier', 36, 16), ('date', 40, 3), ('time', 41, 5), ('datetime2', 42, 8),
        ('datetimeoffset', 43, 10), ('smallint', 52, 2), ('int', 56, 4), ('real', 59, 4),
        ('float', 62, 8), ('bit', 104, 1), ('decimal', 106, 17), ('bigint', 127, 8),
        ('varbinary', 165, 8000), ('nvarchar', 231, 8000), ('nchar', 239, 8000))
        AS v(name, id, length);
      CREATE VIEW "sys"."columns" AS SELECT o.object_id,
        CAST(c.COLUMN_NAME AS VARCHAR_IGNORECASE(128)) AS name,
        c.ORDINAL_POSITION AS column_id, CASE c.DATA_TYPE WHEN 'UUID' THEN 36 WHEN 'DATE' THEN 40
          WHEN 'TIME' THEN 41 WHEN 'TIMESTAMP' THEN 42 WHEN 'TIMESTAMP WITH TIME ZONE' THEN 43
          WHEN 'SMALLINT' THEN 52 WHEN 'INTEGER' THEN 56 WHEN 'REAL' THEN 59
          WHEN 'DOUBLE PRECISION' THEN 62 WHEN 'BOOLEAN' THEN 104 WHEN 'NUMERIC' THEN 106
          WHEN 'DECIMAL' THEN 106 WHEN 'DECFLOAT' THEN 106 WHEN 'BIGINT' THEN 127
          WHEN 'BINARY VARYING' THEN 165 WHEN 'BINARY LARGE OBJECT' THEN 165
          WHEN 'CHARACTER' THEN 239 ELSE 231 END AS system_type_id,
        CASE WHEN c.DATA_TYPE LIKE '%LARGE OBJECT' THEN -1
          WHEN c.DATA_TYPE IN ('CHARACTER VARYING', 'VARCHAR_IGNORECASE')
            THEN CAST(c.CHARACTER_MAXIMUM_LENGTH AS INT) * 2
          ELSE CAST(c.CHARACTER_MAXIMUM_LENGTH AS INT) END AS max_length,
        c.NUMERIC_PRECISION AS "precision", c.NUMERIC_SCALE AS scale,
        c.IS_NULLABLE = 'YES' AS is_nullable, c.IS_IDENTITY = 'YES' AS is_identity
        FROM "umzug"."object" o JOIN INFORMATION_SCHEMA.COLUMNS c
        ON CAST(c.TABLE_SCHEMA AS VARCHAR_IGNORECASE) = o.schema_name
        AND CAST(c.TABLE_NAME AS VARCHAR_IGNORECASE) = o.name;
      CREATE VIEW "sys"."foreign_keys" AS SELECT
        CAST(r.CONSTRAINT_NAME AS VARCHAR_IGNORECASE(128)) AS name,
        CAST(ORA_HASH(r.CONSTRAINT_NAME) AS BIGINT) AS object_id,
        <schema o.schema_name> AS schema_id, o.object_id AS parent_object_id,
        q.object_id AS referenced_object_id
        FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS r
        JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS c ON c.CONSTRAINT_SCHEMA = r.CONSTRAINT_SCHEMA
          AND c.CONSTRAINT_NAME = r.CONSTRAINT_NAME
        JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS u
          ON u.CONSTRAINT_SCHEMA = r.UNIQUE_CONSTRAINT_SCHEMA
          AND u.CONSTRAINT_NAME = r.UNIQUE_CONSTRAINT_NAME
        JOIN "umzug"."object" o ON CAST(c.TABLE_SCHEMA AS VARCHAR_IGNORECASE) = o.schema_name
          AND CAST(c.TABLE_NAME AS VARCHAR_IGNORECASE) = o.name
        JOIN "umzug"."object" q ON CAST(u.TABLE_SCHEMA AS VARCHAR_IGNORECASE) = q.schema_name
          AND CAST(u.TABLE_NAME AS VARCHAR_IGNORECASE) = q.name;
      CREATE VIEW "sys"."database_principals" AS SELECT name, principal_id, type,
        CAST(CASE type WHEN 'R' THEN 'DATABASE_ROLE' WHEN 'U' THEN 'WINDOWS_USER'
          ELSE 'SQL_USER' END AS VARCHAR_IGNORECASE(60)) AS type_desc,
        CAST('dbo' AS VARCHAR_IGNORECASE(128)) AS default_schema_name, create_date,
        create_date AS modify_date, CASE principal_id WHEN 1
          THEN "sys"."UMZUG_OWNER_SID"(@UMZUG) ELSE sid END AS sid,
        principal_id >= 16384 AS is_fixed_role,
        CASE WHEN type = 'R' THEN 0 WHEN principal_id = 1 THEN 1 WHEN sid IS NULL THEN 0
          WHEN type = 'U' THEN 3 ELSE 1 END AS authentication_type,
        CAST(CASE WHEN type = 'R' THEN 'NONE' WHEN principal_id = 1 THEN 'INSTANCE'
          WHEN sid IS NULL THEN 'NONE' WHEN type = 'U' THEN 'WINDOWS' ELSE 'INSTANCE' END
          AS VARCHAR_IGNORECASE(60)) AS authentication_type_desc FROM "umzug"."principal";
      CREATE VIEW "sys"."database_role_members" AS SELECT role_id AS role_principal_id,
        member_id AS member_principal_id FROM "umzug"."role_member";
      """;

  private DatabaseViews() {}

  static void install(Connection connection) throws SQLException {
    List<String> statements = new ArrayList<>(split(KEPT));
    statements.add("DROP SCHEMA IF EXISTS \"sys\" CASCADE");
    statements.add("CREATE SCHEMA \"sys\"");
    statements.addAll(Functions.definitions());
    statements.addAll(
        split(VIEWS.replace("<tables>", USER_TABLES)).stream()
            .map(DatabaseViews::withSchemaIds)
            .toList());
    statements.addAll(ServerViews.definitions());
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
      try (var count = statement.executeQuery("SELECT COUNT(*) FROM \"umzug\".\"principal\"")) {
        count.next();
        if (count.getInt(1) == 0) {
          for (String sql : split(FIXED_PRINCIPALS)) {
            statement.execute(sql);
          }
        }
      }
    }
  }

  private static String withSchemaIds(String view) {
    String text = view;
    for (String column : List.of("SCHEMA_NAME", "o.schema_name")) {
      text = text.replace("<schema " + column + ">", SCHEMA_ID.replace("<column>", column));
    }
    return text;
  }

  private static List<String> split(String script) {
    return List.of(script.strip().split(";\\s*(?:\n|$)", 0));
  }
}
