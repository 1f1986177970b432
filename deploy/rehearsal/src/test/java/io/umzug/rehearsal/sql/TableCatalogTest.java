package io.umzug.rehearsal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables by DDL in, by catalog views out. */
class TableCatalogTest {

  @TempDir static Path folder;
  private static Wire wire;

  @BeforeAll
  static void open() throws Exception {
    wire = new Wire(folder);
    wire.run(
        """
        CREATE SCHEMA sales AUTHORIZATION dbo
        GO
        CREATE TYPE dbo.Phone FROM nvarchar(30) NOT NULL
        GO
        CREATE TYPE dbo.Ids AS TABLE (id int NOT NULL PRIMARY KEY, n nvarchar(10) DEFAULT (N'x'))
        GO
        CREATE TABLE sales.Customer (
          Id int IDENTITY(10,5) NOT NULL CONSTRAINT PK_Customer PRIMARY KEY CLUSTERED,
          Name nvarchar(50) COLLATE Latin1_General_CS_AS NOT NULL,
          Phone dbo.Phone, Amount decimal(38,10) NULL CONSTRAINT DF_Amount DEFAULT 0,
          Cash money DEFAULT ($1.50), T tinyint, B bit DEFAULT 1, T3 time(3), D2 datetime2(5),
          Offs datetimeoffset(2), G uniqueidentifier ROWGUIDCOL, X xml, VM varchar(max), Sp int SPARSE,
          RV rowversion, Twice AS (T * 2) PERSISTED, Label AS Name + N'!', H hierarchyid,
          CONSTRAINT CK_Customer CHECK (T IN (1,2,3) OR B = 1),
          CONSTRAINT UQ_Customer UNIQUE (Name DESC, T))
        GO
        CREATE TABLE sales.[Order] (Id bigint NOT NULL, Customer int NULL, Parent bigint NULL,
          CONSTRAINT PK_Order PRIMARY KEY NONCLUSTERED (Id) WITH (FILLFACTOR = 80,
            DATA_COMPRESSION = PAGE),
          CONSTRAINT FK_Customer FOREIGN KEY (Customer) REFERENCES sales.Customer (Id)
            ON DELETE CASCADE ON UPDATE SET NULL,
          CONSTRAINT FK_Parent FOREIGN KEY (Parent) REFERENCES sales.[Order](Id))
        GO
        CREATE UNIQUE INDEX IX_F ON sales.[Order] (Customer DESC, Id) INCLUDE (Parent)
          WHERE Customer IS NOT NULL WITH (PAD_INDEX = ON, FILLFACTOR = 70, IGNORE_DUP_KEY = ON)
        GO
        CREATE CLUSTERED INDEX CIX ON sales.[Order](Parent)
        GO
        ALTER TABLE sales.[Order] WITH NOCHECK ADD CONSTRAINT CK_7 CHECK NOT FOR REPLICATION (Id <> 7)
        GO
        ALTER TABLE sales.[Order] NOCHECK CONSTRAINT FK_Parent
        ALTER INDEX IX_F ON sales.[Order] DISABLE
        """);
  }

  @AfterAll
  static void close() throws SQLException {
    wire.close();
  }

  @Test
  void columns_have_the_numbers_that_sql_server_gives_them() throws Exception {
    assertThat(
            wire.rows(
                "SELECT c.name, t.name, c.max_length, c.precision, c.scale, c.is_nullable FROM"
                    + " sys.columns c JOIN sys.types t ON t.user_type_id = c.user_type_id WHERE"
                    + " c.object_id = OBJECT_ID(N'sales.Customer') ORDER BY c.column_id"))
        .containsExactly(
            "Id|int|4|10|0|0",
            "Name|nvarchar|100|0|0|0",
            "Phone|Phone|60|0|0|0",
            "Amount|decimal|17|38|10|1",
            "Cash|money|8|19|4|1",
            "T|tinyint|1|3|0|1",
            "B|bit|1|1|0|1",
            "T3|time|4|12|3|1",
            "D2|datetime2|8|25|5|1",
            "Offs|datetimeoffset|8|29|2|1",
            "G|uniqueidentifier|16|0|0|1",
            "X|xml|-1|0|0|1",
            "VM|varchar|-1|0|0|1",
            "Sp|int|4|10|0|1",
            "RV|timestamp|8|0|0|0",
            "Twice|int|4|10|0|1",
            "Label|nvarchar|102|0|0|1",
            "H|hierarchyid|892|0|0|1");
    assertThat(
            wire.rows(
                "SELECT name, collation_name, is_sparse, is_rowguidcol, is_identity, is_computed"
                    + " FROM sys.columns WHERE object_id = OBJECT_ID(N'sales.Customer') AND name IN"
                    + " ('Id', 'Name', 'G', 'Sp', 'Twice') ORDER BY column_id"))
        .containsExactly(
            "Id|-|0|0|1|0",
            "Name|Latin1_General_CS_AS|0|0|0|0",
            "G|-|0|1|0|0",
            "Sp|-|1|0|0|0",
            "Twice|-|0|0|0|1");
    assertThat(
            wire.rows(
                "SELECT t.name, c.name FROM sys.table_types t JOIN sys.columns c ON c.object_id ="
                    + " t.type_table_object_id ORDER BY c.column_id"))
        .containsExactly("Ids|id", "Ids|n");
  }

  @Test
  void definitions_come_back_in_the_servers_own_spelling() throws Exception {
    assertThat(wire.rows("SELECT name, definition, is_persisted FROM sys.computed_columns"))
        .containsExactly("Twice|([T]*(2))|1", "Label|([Name]+N'!')|0");
    assertThat(
            wire.rows(
                "SELECT definition FROM sys.default_constraints WHERE parent_object_id ="
                    + " OBJECT_ID('sales.Customer') ORDER BY parent_column_id"))
        .containsExactly("((0))", "(($1.50))", "((1))");
    assertThat(
            wire.rows(
                "SELECT name, definition, is_not_trusted, is_not_for_replication FROM"
                    + " sys.check_constraints ORDER BY name"))
        .containsExactly(
            "CK_7|([Id]<>(7))|1|1", "CK_Customer|([T]=(3) OR [T]=(2) OR [T]=(1) OR [B]=(1))|0|0");
  }

  @Test
  void indexes_and_keys_keep_their_options() throws Exception {
    assertThat(
            wire.rows(
                "SELECT i.name, i.type_desc, i.is_unique, i.is_primary_key, i.fill_factor,"
                    + " i.is_padded, i.ignore_dup_key, i.is_disabled, i.filter_definition,"
                    + " p.data_compression_desc FROM sys.indexes i JOIN sys.partitions p ON"
                    + " p.object_id = i.object_id AND p.index_id = i.index_id WHERE i.object_id ="
                    + " OBJECT_ID('sales.Order') ORDER BY i.index_id"))
        .containsExactly(
            "CIX|CLUSTERED|0|0|0|0|0|0|-|NONE",
            "PK_Order|NONCLUSTERED|1|1|80|0|0|0|-|PAGE",
            "IX_F|NONCLUSTERED|1|0|70|1|1|1|([Customer] IS NOT NULL)|NONE");
    assertThat(
            wire.rows(
                "SELECT COL_NAME(object_id, column_id), key_ordinal, is_descending_key,"
                    + " is_included_column FROM sys.index_columns WHERE index_id = 3 AND object_id"
                    + " = OBJECT_ID('sales.Order') ORDER BY index_column_id"))
        .containsExactly("Customer|1|1|0", "Id|2|0|0", "Parent|0|0|1");
    assertThat(
            wire.rows(
                "SELECT name, is_disabled, is_not_trusted, delete_referential_action_desc,"
                    + " update_referential_action_desc FROM sys.foreign_keys ORDER BY name"))
        .containsExactly("FK_Customer|0|0|CASCADE|SET_NULL", "FK_Parent|1|1|NO_ACTION|NO_ACTION");
  }

  @Test
  void rows_obey_what_the_definition_says() throws Exception {
    wire.run("INSERT sales.Customer (Name, Phone, T) VALUES (N'Ab', N'1', 3)");
    assertThat(
            wire.rows(
                "SELECT Id, Amount, Cash, B, Twice, Label FROM sales.Customer WHERE Name = N'Ab'"))
        .containsExactly("10|0E-10|1.5000|1|6|Ab!");
    assertThat(wire.refused("INSERT sales.Customer (Id, Name, Phone) VALUES (1, N'x', N'1')"))
        .isEqualTo(544);
    assertThat(wire.refused("INSERT sales.Customer (Name, Phone, Twice) VALUES (N'x', N'1', 1)"))
        .isEqualTo(271);
    assertThat(wire.refused("INSERT sales.Customer (Name, Phone, T, B) VALUES (N'x', N'1', 9, 0)"))
        .isEqualTo(547);
    String version = wire.rows("SELECT RV FROM sales.Customer WHERE Id = 10").getFirst();
    wire.run("UPDATE sales.Customer SET Phone = N'2' WHERE Id = 10");
    assertThat(wire.rows("SELECT RV FROM sales.Customer WHERE Id = 10").getFirst())
        .isGreaterThan(version);
    wire.run(
        "SET IDENTITY_INSERT sales.Customer ON; INSERT sales.Customer (Id, Name, Phone, T) VALUES"
            + " (700, N'c', N'1', 1); SET IDENTITY_INSERT sales.Customer OFF;"
            + " INSERT sales.Customer (Name, Phone, T) VALUES (N'd', N'1', 1)");
    assertThat(
            wire.rows(
                "SELECT last_value, IDENT_CURRENT('sales.Customer') FROM"
                    + " sys.identity_columns WHERE object_id = OBJECT_ID('sales.Customer')"))
        .containsExactly("705|705");
    assertThat(wire.refused("INSERT sales.[Order] (Id) VALUES (7)")).isEqualTo(547);
    wire.run("INSERT sales.[Order] (Id, Parent) VALUES (8, 99)");
  }

  @Test
  void what_cannot_be_is_refused_with_the_servers_number() {
    assertThat(wire.refused("CREATE TABLE sales.Customer (a int)")).isEqualTo(2714);
    assertThat(wire.refused("CREATE TABLE t (a int, A int)")).isEqualTo(2705);
    assertThat(wire.refused("CREATE TABLE t (a nothing)")).isEqualTo(2715);
    assertThat(wire.refused("CREATE TABLE t (a int NULL PRIMARY KEY)")).isEqualTo(8111);
    assertThat(wire.refused("CREATE TABLE nowhere.t (a int)")).isEqualTo(2760);
    assertThat(wire.refused("CREATE TABLE t (a int REFERENCES nothing(b))")).isEqualTo(1767);
    assertThat(wire.refused("ALTER TABLE sales.Customer DROP COLUMN Cash")).isEqualTo(5074);
    assertThat(wire.refused("ALTER TABLE sales.Customer DROP CONSTRAINT PK_Customer"))
        .isEqualTo(3725);
    assertThat(wire.refused("DROP TABLE sales.Customer")).isEqualTo(3726);
    assertThat(wire.refused("DROP INDEX PK_Order ON sales.[Order]")).isEqualTo(3723);
    assertThat(wire.refused("DROP SCHEMA sales")).isEqualTo(3729);
    assertThat(wire.refused("DROP TYPE dbo.Phone")).isEqualTo(3732);
    assertThat(wire.refused("CREATE TABLE t (a int) FROBNICATE")).isEqualTo(102);
  }

  @Test
  void typed_xml_names_its_schemas_and_an_xml_index_its_primary_one() throws Exception {
    assertThat(wire.refused("CREATE TABLE dbo.T (x xml(dbo.Nothing))")).isEqualTo(6314);
    wire.run("CREATE XML SCHEMA COLLECTION dbo.Notes AS N'<xsd:schema/>'");
    wire.run("CREATE TABLE dbo.Noted (id int NOT NULL, x xml(DOCUMENT dbo.Notes), y xml)");
    assertThat(wire.rows("SELECT XML_SCHEMA_NAMESPACE('dbo', 'Notes')"))
        .containsExactly("<xsd:schema/>");
    assertThat(
            wire.rows(
                "SELECT c.name, x.name, c.is_xml_document FROM sys.columns c"
                    + " JOIN sys.xml_schema_collections x"
                    + " ON x.xml_collection_id = c.xml_collection_id AND c.xml_collection_id > 1"))
        .containsExactly("x|Notes|1");
    assertThat(wire.refused("DROP XML SCHEMA COLLECTION dbo.Notes")).isEqualTo(6328);
    assertThat(wire.refused("CREATE PRIMARY XML INDEX p ON dbo.Noted (y)")).isEqualTo(6332);
    wire.run("ALTER TABLE dbo.Noted ADD CONSTRAINT PK_Noted PRIMARY KEY CLUSTERED (id)");
    assertThat(wire.refused("CREATE XML INDEX s ON dbo.Noted (y) USING XML INDEX p FOR PATH"))
        .isEqualTo(2727);
    wire.run("CREATE PRIMARY XML INDEX p ON dbo.Noted (y)");
    wire.run("CREATE XML INDEX s ON dbo.Noted (y) USING XML INDEX p FOR PATH");
    assertThat(
            wire.rows(
                "SELECT s.name, p.name, s.secondary_type_desc FROM sys.xml_indexes s"
                    + " LEFT JOIN sys.xml_indexes p ON p.index_id = s.using_xml_index_id"
                    + " ORDER BY 1"))
        .containsExactly("p|-|-", "s|p|PATH");
    wire.run("DROP TABLE dbo.Noted");
    wire.run("DROP XML SCHEMA COLLECTION dbo.Notes");
  }

  @Test
  void a_history_is_kept_in_the_catalog_and_rows_of_it_are_not_written() throws Exception {
    wire.run(
        """
        CREATE TABLE dbo.Tariffs (id int NOT NULL, a datetime2 NOT NULL, b datetime2 NOT NULL)
        CREATE TABLE dbo.Former (id int NOT NULL, a datetime2 NOT NULL, b datetime2 NOT NULL)
        INSERT INTO dbo.Tariffs (id, a, b) VALUES (1, '2024-01-01', '2024-01-02')
        """);
    String on = "ALTER TABLE dbo.Tariffs SET (SYSTEM_VERSIONING = ON (HISTORY_TABLE = dbo.Former))";
    assertThat(wire.refused(on)).isEqualTo(13510);
    String period = "ALTER TABLE dbo.Tariffs ADD PERIOD FOR SYSTEM_TIME (a, b)";
    assertThat(wire.refused(period)).isEqualTo(13575);
    wire.run("UPDATE dbo.Tariffs SET b = '9999-12-31T23:59:59.9999999'");
    wire.run(period);
    assertThat(wire.refused(on)).isEqualTo(13553);
    wire.run("ALTER TABLE dbo.Tariffs ADD PRIMARY KEY (id)");
    wire.run(on);
    assertThat(
            wire.rows(
                "SELECT name, temporal_type_desc, OBJECT_NAME(history_table_id),"
                    + " history_retention_period_unit_desc FROM sys.tables"
                    + " WHERE temporal_type <> 0 ORDER BY name"))
        .containsExactly(
            "Former|HISTORY_TABLE|-|-", "Tariffs|SYSTEM_VERSIONED_TEMPORAL_TABLE|Former|INFINITE");
    assertThat(wire.refused("UPDATE dbo.Tariffs SET id = 2")).isEqualTo(50000);
    assertThat(wire.refused("DELETE FROM dbo.Former")).isEqualTo(13560);
    assertThat(wire.refused("DROP TABLE dbo.Former")).isEqualTo(13552);
    assertThat(wire.refused("INSERT INTO dbo.Former (id) VALUES (1)")).isEqualTo(13559);
    wire.run(
        """
        ALTER TABLE dbo.Tariffs SET (SYSTEM_VERSIONING = OFF)
        ALTER TABLE dbo.Tariffs DROP PERIOD FOR SYSTEM_TIME
        UPDATE dbo.Tariffs SET id = 2
        DROP TABLE dbo.Tariffs, dbo.Former
        """);
  }

  @Test
  void a_column_set_stands_for_its_columns_and_takes_no_values() throws Exception {
    wire.run(
        "CREATE TABLE dbo.Wide (id int, a int SPARSE, every xml COLUMN_SET FOR ALL_SPARSE_COLUMNS)");
    wire.run("INSERT INTO dbo.Wide (id, a) VALUES (1, 2)");
    assertThat(
            wire.rows(
                "SELECT name, is_sparse, is_column_set FROM sys.columns"
                    + " WHERE object_id = OBJECT_ID('dbo.Wide') ORDER BY column_id"))
        .containsExactly("id|0|0", "a|1|0", "every|0|1");
    assertThat(wire.rows("SELECT * FROM dbo.Wide")).containsExactly("1|-");
    assertThat(wire.rows("SELECT w.a FROM dbo.Wide w")).containsExactly("2");
    wire.run("ALTER TABLE dbo.Wide ADD b int SPARSE");
    assertThat(wire.rows("SELECT * FROM dbo.Wide")).containsExactly("1|-");
    assertThat(wire.refused("INSERT INTO dbo.Wide (id, every) VALUES (1, N'<a>1</a>')"))
        .isEqualTo(50000);
    wire.run("DROP TABLE dbo.Wide");
  }
}
