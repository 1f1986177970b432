package io.umzug.rehearsal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.sqlserver.jdbc.SQLServerBulkCopy;
import com.microsoft.sqlserver.jdbc.SQLServerBulkCopyOptions;
import com.microsoft.sqlserver.jdbc.SQLServerException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Microsoft's bulk copy against the stand-in. */
@Timeout(60)
class BulkLoadTest {

  private static final String EVERYTHING =
      """
      (id int IDENTITY(1, 1) NOT NULL PRIMARY KEY, b bit NULL, t tinyint NULL, s smallint NULL,
      g bigint NULL, d decimal(28, 4) NULL, m money NULL, sm smallmoney NULL, f float NULL, r real NULL,
      u uniqueidentifier NULL, da date NULL, ti time(7) NULL, dt datetime NULL, sd smalldatetime NULL,
      d2 datetime2(7) NULL, o datetimeoffset(3) NULL, c char(5) NULL, v varchar(20) NULL,
      n nvarchar(20) NULL, bi binary(4) NULL, vb varbinary(10) NULL, vm varchar(max) NULL,
      nm nvarchar(max) NULL, bm varbinary(max) NULL, tx text NULL, im image NULL, x xml NULL)
      """;

  /** Chooses among the options of a bulk copy. */
  @FunctionalInterface
  private interface Choice {
    void of(SQLServerBulkCopyOptions options) throws SQLException;
  }

  @TempDir Path folder;
  private Wire wire;

  @BeforeEach
  void open() throws Exception {
    wire = new Wire(folder);
  }

  @AfterEach
  void close() throws SQLException {
    wire.close();
  }

  private void copy(String from, String into, Choice chosen) throws SQLException {
    SQLServerBulkCopyOptions options = new SQLServerBulkCopyOptions();
    chosen.of(options);
    try (Connection source = wire.connect("schemata");
        Statement statement = source.createStatement();
        ResultSet rows = statement.executeQuery(from);
        SQLServerBulkCopy bulk = new SQLServerBulkCopy(wire.connection)) {
      bulk.setBulkCopyOptions(options);
      bulk.setDestinationTableName(into);
      bulk.writeToServer(rows);
    }
  }

  /** A statement of H2's own, for speed. */
  private void fill(String sql) throws Exception {
    wire.rig.target.load(
        "schemata",
        h2 -> {
          try (Statement statement = h2.createStatement()) {
            statement.execute(sql);
          }
        });
  }

  @Test
  void a_row_of_every_type_arrives_as_it_was() throws Exception {
    wire.run("CREATE TABLE source " + EVERYTHING + "\nGO\nCREATE TABLE target " + EVERYTHING);
    wire.run(
        """
        INSERT INTO source VALUES (1, 255, -7, 9007199254740993, 123456789012345678901234.5678, -1.2345,
        99.99, 1.5e-300, 0.25, '00112233-4455-6677-8899-AABBCCDDEEFF', '2024-02-29', '23:59:59.9999999',
        '2024-02-29T12:34:56.123', '2024-02-29T12:34:00', '2024-02-29T12:34:56.1234567',
        '2024-02-29T12:34:56.123+02:00', 'äb', 'Müller €', N'Ω𝄞', 0x01020304, 0x0A,
        NULL, NULL, NULL, 'alter Text', 0xFFD8, '<a>ä</a>')
        GO
        INSERT INTO source (b) VALUES (NULL)
        """);

    try (PreparedStatement longValues =
        wire.connection.prepareStatement("UPDATE source SET vm = ?, nm = ?, bm = ? WHERE id = 1")) {
      longValues.setString(1, "lang ".repeat(40_000));
      longValues.setNString(2, "Ωmega ".repeat(40_000));
      longValues.setBytes(3, "Bytes".repeat(50_000).getBytes(StandardCharsets.US_ASCII));
      longValues.executeUpdate();
    }

    copy("SELECT * FROM source", "dbo.target", options -> options.setKeepIdentity(true));

    assertThat(wire.rows("SELECT * FROM target ORDER BY id"))
        .isEqualTo(wire.rows("SELECT * FROM source ORDER BY id"))
        .hasSize(2);
    assertThat(wire.rows("SELECT LEN(vm), LEN(nm), DATALENGTH(bm) FROM target WHERE id = 1"))
        .containsExactly("200000|240000|250000");
  }

  @Test
  void thousands_of_rows_come_in_batches_each_of_which_is_whole() throws Exception {
    wire.run(
        """
        CREATE TABLE numbers (n int NOT NULL PRIMARY KEY, text nvarchar(50) NULL)
        GO
        CREATE TABLE target (n int NOT NULL PRIMARY KEY, text nvarchar(50) NULL)
        """);
    fill("INSERT INTO \"numbers\" SELECT X, 'Zeile ' || X FROM SYSTEM_RANGE(1, 5000)");
    wire.run("INSERT INTO target VALUES (4500, N'schon da')");

    assertThatExceptionOfType(SQLServerException.class)
        .isThrownBy(
            () ->
                copy(
                    "SELECT n, text FROM numbers ORDER BY n",
                    "target",
                    options -> {
                      options.setBatchSize(1000);
                      options.setTableLock(true);
                    }))
        .matches(e -> e.getErrorCode() == 2627);

    assertThat(wire.rows("SELECT COUNT(*), MAX(n) FROM target WHERE n <> 4500"))
        .containsExactly("4000|4000");
    assertThat(wire.rows("SELECT text FROM target WHERE n = 4500")).containsExactly("schon da");
  }

  @Test
  void the_options_decide_about_identity_nulls_and_trust() throws Exception {
    wire.run(
        """
        CREATE TABLE parent (id int NOT NULL PRIMARY KEY)
        GO
        CREATE TABLE source (id int NOT NULL, name nvarchar(10) NULL, parent int NULL)
        GO
        CREATE TABLE target (id int IDENTITY(1, 1) NOT NULL, name nvarchar(10) NULL DEFAULT N'leer',
        parent int NULL CONSTRAINT fk REFERENCES parent (id))
        GO
        INSERT INTO source VALUES (41, NULL, NULL)
        """);

    copy("SELECT * FROM source", "target", options -> options.setCheckConstraints(true));
    assertThat(wire.rows("SELECT is_not_trusted FROM sys.foreign_keys")).containsExactly("0");
    copy(
        "SELECT * FROM source",
        "target",
        options -> {
          options.setKeepIdentity(true);
          options.setKeepNulls(true);
        });
    wire.run("INSERT INTO target (name) VALUES (N'danach')");

    assertThat(wire.rows("SELECT id, name FROM target ORDER BY id"))
        .containsExactly("1|leer", "41|-", "42|danach");
    assertThat(wire.rows("SELECT is_not_trusted FROM sys.foreign_keys")).containsExactly("1");
  }

  @Test
  void what_cannot_be_loaded_is_refused_with_its_number() throws Exception {
    wire.run(
        """
        CREATE TABLE target (n int NOT NULL, c AS n + 1, short nvarchar(3) NOT NULL)
        GO
        CREATE TABLE source (n int NOT NULL, short nvarchar(30) NULL)
        GO
        INSERT INTO source VALUES (1, N'viel zu lang')
        """);

    assertThat(wire.refused("INSERT BULK nowhere (n int)")).isEqualTo(208);
    assertThat(wire.refused("INSERT BULK target (n int, n int)")).isEqualTo(264);
    assertThat(wire.refused("INSERT BULK target (c int)")).isEqualTo(271);
    assertThat(wire.refused("INSERT BULK target (n int) WITH (KEEP_IDENTITY)")).isEqualTo(102);
    assertThat(wire.refused("INSERT BULK target (n int); SELECT 1")).isEqualTo(428);
    wire.run("INSERT BULK target (n int)");
    assertThat(wire.refused("SELECT 1")).isEqualTo(4022);
    assertThat(wire.rows("SELECT 1")).containsExactly("1");

    assertThat(refusal("SELECT n, n + 1, CAST(NULL AS nvarchar(3)) FROM source")).isEqualTo(515);
    assertThat(wire.rows("SELECT COUNT(*) FROM target")).containsExactly("0");
  }

  private int refusal(String from) {
    try (Connection source = wire.connect("schemata");
        Statement statement = source.createStatement();
        ResultSet rows = statement.executeQuery(from);
        SQLServerBulkCopy bulk = new SQLServerBulkCopy(wire.connection)) {
      bulk.setDestinationTableName("target");
      bulk.addColumnMapping(1, "n");
      bulk.addColumnMapping(3, "short");
      bulk.writeToServer(rows);
    } catch (SQLException e) {
      return e.getErrorCode();
    }
    throw new AssertionError("Not refused: " + from);
  }

  @Test
  void under_fmtonly_a_statement_tells_its_columns_and_does_nothing() throws Exception {
    wire.run("CREATE TABLE t (n int NOT NULL)\nGO\nINSERT INTO t VALUES (1)");

    assertThat(wire.rows("SET FMTONLY ON SELECT * FROM t SET FMTONLY OFF")).isEmpty();
    wire.run("sp_executesql N'SET FMTONLY ON'");
    wire.run("SET FMTONLY ON DELETE FROM t DROP TABLE t SET FMTONLY OFF");

    assertThat(wire.rows("SELECT n FROM t")).containsExactly("1");
  }
}
