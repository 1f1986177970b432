package io.umzug.rehearsal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules, sequences, synonyms, notes and rights by DDL in, by catalog views out. */
class ModuleCatalogTest {

  private static final String VIEW =
      "\n-- what it is for\nCREATE VIEW dbo.VA (K, Label) WITH SCHEMABINDING AS\n"
          + "SELECT a.Id, a.N + N'!' FROM dbo.A a WHERE a.Id > 0\n";

  @TempDir static Path folder;
  private static Wire wire;

  @BeforeAll
  static void open() throws Exception {
    wire = new Wire(folder);
    wire.run("CREATE TABLE dbo.A (Id int IDENTITY PRIMARY KEY, N nvarchar(20) NOT NULL)");
    wire.run(VIEW);
    wire.run(
        """
        CREATE OR ALTER VIEW dbo.VB AS SELECT K FROM dbo.VA
        GO
        SET QUOTED_IDENTIFIER OFF
        GO
        CREATE PROCEDURE dbo.P @a int = 1, @b nvarchar(max) OUTPUT AS BEGIN SELECT * FROM dbo.VB; EXEC dbo.P END
        GO
        SET QUOTED_IDENTIFIER ON
        GO
        CREATE FUNCTION dbo.F (@x int) RETURNS nvarchar(10) AS BEGIN RETURN N'a' END
        GO
        CREATE FUNCTION dbo.FI (@x int) RETURNS TABLE AS RETURN (SELECT Id FROM dbo.A)
        GO
        CREATE TRIGGER dbo.TRG ON dbo.A AFTER INSERT, UPDATE AS SET NOCOUNT ON
        GO
        DISABLE TRIGGER dbo.TRG ON dbo.A
        GO
        CREATE SEQUENCE dbo.S AS int START WITH 5 INCREMENT BY 2 MINVALUE 1 MAXVALUE 100 CYCLE NO CACHE
        GO
        CREATE TABLE dbo.Counted (Id int NOT NULL CONSTRAINT DF_Counted DEFAULT (NEXT VALUE FOR dbo.S), X int)
        GO
        CREATE SYNONYM dbo.SY FOR dbo.A
        GO
        EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'it''s a column',
          @level0type=N'SCHEMA', @level0name=N'dbo', @level1type=N'TABLE', @level1name=N'A',
          @level2type=N'COLUMN', @level2name=N'N'
        GO
        CREATE USER u1 WITHOUT LOGIN WITH DEFAULT_SCHEMA = sales
        CREATE ROLE r1 AUTHORIZATION u1
        ALTER ROLE r1 ADD MEMBER u1
        GRANT SELECT, INSERT ON dbo.A TO r1 WITH GRANT OPTION
        GRANT UPDATE (N) ON OBJECT::dbo.A TO u1
        DENY DELETE ON SCHEMA::dbo TO u1
        REVOKE INSERT ON dbo.A FROM r1
        """);
  }

  @AfterAll
  static void close() throws SQLException {
    wire.close();
  }

  @Test
  void a_module_keeps_its_text_to_the_letter() throws Exception {
    try (java.sql.Statement statement = wire.connection.createStatement();
        java.sql.ResultSet row =
            statement.executeQuery(
                "SELECT definition FROM sys.sql_modules WHERE object_id = OBJECT_ID('dbo.VA')")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo(VIEW);
    }
    assertThat(wire.rows("SELECT OBJECT_DEFINITION(OBJECT_ID('dbo.VB'))"))
        .containsExactly("CREATE   VIEW dbo.VB AS SELECT K FROM dbo.VA");
    assertThat(
            wire.rows(
                "SELECT o.name, o.type, m.uses_ansi_nulls, m.uses_quoted_identifier,"
                    + " m.is_schema_bound FROM sys.sql_modules m JOIN sys.objects o ON o.object_id"
                    + " = m.object_id ORDER BY o.name"))
        .containsExactly(
            "F|FN|1|1|0", "FI|IF|1|1|0", "P|P|1|0|0", "TRG|TR|1|1|0", "VA|V|1|1|1", "VB|V|1|1|0");
    assertThat(
            wire.rows(
                "SELECT parameter_id, name, TYPE_NAME(user_type_id), max_length, is_output FROM"
                    + " sys.parameters WHERE object_id = OBJECT_ID('dbo.P') ORDER BY 1"))
        .containsExactly("1|@a|int|4|0", "2|@b|nvarchar|-1|1");
    assertThat(
            wire.rows(
                "SELECT OBJECT_NAME(referencing_id), referenced_entity_name FROM"
                    + " sys.sql_expression_dependencies WHERE referenced_id IS NOT NULL"))
        .contains("VA|A", "VB|VA", "P|VB", "FI|A");
  }

  @Test
  void views_are_queried_and_survive_changes_of_their_table() throws Exception {
    wire.run("INSERT dbo.A (N) VALUES (N'x')");
    assertThat(wire.rows("SELECT Label FROM dbo.VA")).containsExactly("x!");
    wire.run("ALTER TABLE dbo.A ADD Z int NOT NULL CONSTRAINT DF_Z DEFAULT (7)");
    assertThat(wire.rows("SELECT K FROM dbo.VB")).containsExactly("1");
    assertThat(wire.rows("SELECT COUNT(*) FROM dbo.SY")).containsExactly("1");
    assertThat(
            wire.rows(
                "SELECT name, TYPE_NAME(user_type_id), max_length FROM sys.columns WHERE object_id"
                    + " = OBJECT_ID('dbo.VA') ORDER BY column_id"))
        .containsExactly("K|int|4", "Label|nvarchar|42");
  }

  @Test
  void what_t_sql_would_have_to_run_is_refused_and_never_passed_over() throws Exception {
    assertThat(wire.refused("EXEC dbo.P 1")).isEqualTo(50000);
    assertThat(wire.refused("SELECT dbo.F(1)")).isEqualTo(50000);
    wire.run("ENABLE TRIGGER dbo.TRG ON dbo.A");
    assertThat(wire.refused("INSERT dbo.A (N) VALUES (N'z')")).isEqualTo(50000);
    wire.run("ALTER TABLE dbo.A DISABLE TRIGGER ALL");
    assertThat(wire.refused("SELECT 1 CREATE VIEW v AS SELECT 1 AS x")).isEqualTo(111);
    assertThat(wire.refused("CREATE VIEW v AS SELECT * FROM dbo.nothing")).isEqualTo(208);
    assertThat(wire.refused("ALTER VIEW dbo.nothing AS SELECT 1 AS x")).isEqualTo(208);
    assertThat(wire.refused("DROP PROCEDURE dbo.F")).isEqualTo(3701);
    assertThat(wire.refused("CREATE TRIGGER t ON DATABASE FOR CREATE_USER AS SELECT 1"))
        .isEqualTo(50000);
    assertThat(wire.refused("CREATE TRIGGER t ON ALL SERVER FOR CREATE_TABLE AS SELECT 1"))
        .isEqualTo(50000);
  }

  @Test
  void what_would_fire_a_trigger_of_the_database_is_refused() throws Exception {
    wire.run("CREATE TRIGGER ddl ON DATABASE FOR DDL_INDEX_EVENTS, DROP_VIEW AS PRINT 'x'");
    assertThat(
            wire.rows(
                "SELECT t.name, t.parent_class, e.type_desc, e.event_group_type_desc"
                    + " FROM sys.triggers t JOIN sys.trigger_events e ON e.object_id = t.object_id"
                    + " WHERE t.parent_class = 0 ORDER BY e.type"))
        .containsExactly(
            "ddl|0|CREATE_INDEX|DDL_INDEX_EVENTS",
            "ddl|0|ALTER_INDEX|DDL_INDEX_EVENTS",
            "ddl|0|DROP_INDEX|DDL_INDEX_EVENTS",
            "ddl|0|DROP_VIEW|-");
    assertThat(wire.rows("SELECT COUNT(*) FROM sys.objects WHERE name = 'ddl'"))
        .containsExactly("0");
    assertThat(wire.refused("CREATE UNIQUE INDEX i ON dbo.A (N)")).isEqualTo(50000);
    assertThat(wire.refused("DROP VIEW dbo.VB")).isEqualTo(50000);
    wire.run("DISABLE TRIGGER ALL ON DATABASE");
    wire.run("CREATE UNIQUE INDEX i ON dbo.A (N)");
    wire.run("DROP INDEX i ON dbo.A");
    assertThat(wire.refused("DROP TRIGGER ddl")).isEqualTo(3701);
    wire.run("DROP TRIGGER ddl ON DATABASE");
    assertThat(wire.refused("ENABLE TRIGGER ddl ON DATABASE")).isEqualTo(3701);
  }

  @Test
  void one_trigger_comes_first_and_one_last() throws Exception {
    wire.run(
        """
        CREATE TRIGGER dbo.Second ON dbo.A AFTER INSERT AS RETURN
        GO
        DISABLE TRIGGER dbo.Second ON dbo.A
        EXEC sp_settriggerorder 'dbo.TRG', 'First', 'INSERT'
        EXEC sp_settriggerorder @triggername = N'dbo.Second', @order = 'Last', @stmttype = 'INSERT'
        """);
    assertThat(
            wire.rows(
                "SELECT OBJECT_NAME(object_id), type_desc, is_first, is_last"
                    + " FROM sys.trigger_events ORDER BY 1, 2"))
        .containsExactly("Second|INSERT|0|1", "TRG|INSERT|1|0", "TRG|UPDATE|0|0");
    assertThat(wire.refused("EXEC sp_settriggerorder 'dbo.Second', 'First', 'INSERT'"))
        .isEqualTo(15130);
    assertThat(wire.refused("EXEC sp_settriggerorder 'dbo.Second', 'First', 'DELETE'"))
        .isEqualTo(15125);
    assertThat(wire.refused("EXEC sp_settriggerorder 'dbo.Nobody', 'First', 'DELETE'"))
        .isEqualTo(15165);
    wire.run("DROP TRIGGER dbo.Second");
    wire.run("EXEC sp_settriggerorder 'dbo.TRG', 'None', 'INSERT'");
  }

  @Test
  void a_view_with_an_index_is_bound_to_its_schema_and_has_a_unique_clustered_one_first()
      throws Exception {
    assertThat(wire.refused("CREATE UNIQUE CLUSTERED INDEX i ON dbo.VB (K)")).isEqualTo(1939);
    wire.run("CREATE VIEW dbo.VC WITH SCHEMABINDING AS SELECT Id, N FROM dbo.A");
    assertThat(wire.refused("CREATE INDEX i ON dbo.VC (Id)")).isEqualTo(1940);
    wire.run("CREATE UNIQUE CLUSTERED INDEX i ON dbo.VC (Id)");
    String indexes =
        "SELECT name, type_desc, is_unique FROM sys.indexes"
            + " WHERE object_id = OBJECT_ID('dbo.VC')";
    assertThat(wire.rows(indexes)).containsExactly("i|CLUSTERED|1");
    wire.run("ALTER VIEW dbo.VC WITH SCHEMABINDING AS SELECT Id FROM dbo.A");
    assertThat(wire.rows(indexes)).isEmpty();
    wire.run("DROP VIEW dbo.VC");
  }

  @Test
  void a_sequence_counts_and_says_where_it_is() throws Exception {
    wire.run("INSERT dbo.Counted (X) VALUES (1), (2)");
    assertThat(wire.rows("SELECT Id FROM dbo.Counted ORDER BY Id")).containsExactly("5", "7");
    assertThat(
            wire.rows(
                "SELECT start_value, increment, minimum_value, maximum_value, current_value,"
                    + " is_cycling, is_cached FROM sys.sequences"))
        .containsExactly("5|2|1|100|7|1|0");
  }

  @Test
  void notes_and_rights_are_those_that_were_given() throws Exception {
    assertThat(
            wire.rows(
                "SELECT class_desc, OBJECT_NAME(major_id), minor_id, name, value FROM"
                    + " sys.extended_properties"))
        .containsExactly("OBJECT_OR_COLUMN|A|2|MS_Description|it's a column");
    assertThat(
            wire.refused(
                "EXEC sp_addextendedproperty N'x', N'v', N'SCHEMA', N'dbo', N'TABLE', N'nope'"))
        .isEqualTo(15135);
    assertThat(
            wire.rows(
                "SELECT p.name, d.class_desc, d.minor_id, d.type, d.permission_name, d.state_desc"
                    + " FROM sys.database_permissions d JOIN sys.database_principals p ON"
                    + " p.principal_id = d.grantee_principal_id WHERE p.name IN ('u1', 'r1')"
                    + " ORDER BY p.name, d.permission_name"))
        .containsExactly(
            "r1|OBJECT_OR_COLUMN|0|SL|SELECT|GRANT_WITH_GRANT_OPTION",
            "u1|DATABASE|0|CO|CONNECT|GRANT",
            "u1|SCHEMA|0|DL|DELETE|DENY",
            "u1|OBJECT_OR_COLUMN|2|UP|UPDATE|GRANT");
    assertThat(
            wire.rows(
                "SELECT r.name, o.name, u.default_schema_name FROM sys.database_principals r JOIN"
                    + " sys.database_principals o ON o.principal_id = r.owning_principal_id JOIN"
                    + " sys.database_principals u ON u.name = 'u1' WHERE r.name = 'r1'"))
        .containsExactly("r1|u1|sales");
    assertThat(wire.refused("GRANT FROBNICATE TO u1")).isEqualTo(102);
    assertThat(wire.refused("GRANT SELECT ON dbo.nothing TO u1")).isEqualTo(15151);
  }

  @Test
  void a_backup_brings_the_whole_catalog_back() throws Exception {
    List<String> queries =
        List.of(
            "SELECT name, type, object_id FROM sys.objects ORDER BY object_id",
            "SELECT object_id, definition FROM sys.sql_modules ORDER BY object_id",
            "SELECT object_id, name, user_type_id FROM sys.columns ORDER BY object_id, column_id",
            "SELECT class, major_id, name, value FROM sys.extended_properties",
            "SELECT major_id, grantee_principal_id, type, state FROM sys.database_permissions"
                + " ORDER BY 1, 2, 3",
            "SELECT name, current_value FROM sys.sequences",
            "SELECT object_id, last_value FROM sys.identity_columns ORDER BY 1",
            "SELECT Id, N FROM dbo.A ORDER BY Id");
    List<List<String>> before = new ArrayList<>();
    for (String query : queries) {
      before.add(wire.rows(query));
    }
    wire.rig.target.run(
        "master", "BACKUP DATABASE schemata TO DISK = N'" + Rig.share("schemata.bak") + "'");
    wire.rig.target.run(
        "master",
        "RESTORE DATABASE restored FROM DISK = N'"
            + Rig.share("schemata.bak")
            + "' WITH MOVE N'schemata' TO N'D:\\r.mdf', MOVE N'schemata_log' TO N'D:\\r.ldf'");
    try (Connection restored = wire.connect("restored")) {
      for (int i = 0; i < queries.size(); i++) {
        assertThat(Wire.rows(restored, queries.get(i))).as(queries.get(i)).isEqualTo(before.get(i));
      }
      assertThat(Wire.rows(restored, "SELECT COUNT(*) FROM dbo.VB").getFirst())
          .isEqualTo(wire.rows("SELECT COUNT(*) FROM dbo.A").getFirst());
    }
  }
}
