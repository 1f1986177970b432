package io.umzug.rehearsal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of every type as literals in, through the driver out. */
class ValuesTest {

  @TempDir static Path folder;
  private static Wire wire;

  @BeforeAll
  static void open() throws Exception {
    wire = new Wire(folder);
    wire.run(
        "CREATE TABLE dbo.T (Id int NOT NULL PRIMARY KEY, D date, T7 time(7), DT datetime, SD"
            + " smalldatetime, D2 datetime2(7), Offs datetimeoffset(7), Dec decimal(38,0), N3"
            + " numeric(38,38), M money, SM smallmoney, F float, R real, B bit, TI tinyint, BI"
            + " bigint, G uniqueidentifier, X xml, VB varbinary(max), B4 binary(4), NM"
            + " nvarchar(max), VM varchar(max), C5 char(5), H hierarchyid, Geo geography, S"
            + " sql_variant)");
  }

  @AfterAll
  static void close() throws SQLException {
    wire.close();
  }

  @Test
  void moments_keep_every_digit() throws Exception {
    wire.run(
        "INSERT dbo.T (Id, D, T7, DT, SD, D2, Offs) VALUES (1, '2020-02-29', '23:59:59.1234567',"
            + " '2020-02-29T12:13:14.997', '2020-02-29T12:13:00', CONVERT(datetime2(7),"
            + " N'9999-12-31T23:59:59.9999999', 126), '2020-02-29T12:13:14.1234567+05:30')");
    assertThat(
            wire.rows(
                "SELECT D, CONVERT(nvarchar(20), T7, 121), DT, SD, D2, Offs FROM dbo.T"
                    + " WHERE Id = 1"))
        .containsExactly(
            "2020-02-29|23:59:59.1234567|2020-02-29 12:13:14.997|2020-02-29 12:13:00.0"
                + "|9999-12-31 23:59:59.9999999|2020-02-29 12:13:14.1234567 +05:30");
    assertThat(
            wire.rows(
                "SELECT CONVERT(nvarchar(30), DT, 126), CONVERT(nvarchar(30), DT, 121),"
                    + " CONVERT(nvarchar(30), D, 23), CONVERT(nvarchar(40), Offs, 127) FROM dbo.T"
                    + " WHERE Id = 1"))
        .containsExactly(
            "2020-02-29T12:13:14.997|2020-02-29 12:13:14.997|2020-02-29"
                + "|2020-02-29T06:43:14.1234567Z");
    assertThat(wire.refused("SELECT CONVERT(nvarchar(30), DT, 131) FROM dbo.T")).isEqualTo(50000);
  }

  @Test
  void numbers_lose_nothing() throws Exception {
    wire.run(
        "INSERT dbo.T (Id, Dec, N3, M, SM, F, R, B, TI, BI) VALUES (2,"
            + " 99999999999999999999999999999999999999, 0.12345678901234567890123456789012345678,"
            + " $922337203685477.5807, -214748.3648, 1.7976931348623157E+308, 3.4028235E38, 1, 255,"
            + " -9223372036854775808)");
    assertThat(wire.rows("SELECT Dec, N3, M, SM, F, R, B, TI, BI FROM dbo.T WHERE Id = 2"))
        .containsExactly(
            "99999999999999999999999999999999999999|0.12345678901234567890123456789012345678"
                + "|922337203685477.5807|-214748.3648|1.7976931348623157E308|3.4028235E38|1|255"
                + "|-9223372036854775808");
    assertThat(
            wire.rows(
                "SELECT CONVERT(varbinary(8), F), CONVERT(varchar(30), M, 2) FROM dbo.T"
                    + " WHERE Id = 2"))
        .containsExactly("7fefffffffffffff|922337203685477.5807");
  }

  @Test
  void texts_and_bytes_come_back_as_they_were() throws Exception {
    wire.run(
        "INSERT dbo.T (Id, G, X, VB, B4, NM, VM, C5, H, Geo) VALUES (3,"
            + " 'F1E2D3C4-0000-1111-2222-333344445555', CONVERT(xml, N'<a> </a>', 1), 0x00FF,"
            + " 0x0102, N'ÄÖ € 😀' + NCHAR(10) + N'x', 'it''s', 'ab', CAST(0x58 AS [hierarchyid]),"
            + " CAST(0xE6100000010C AS geography));"
            + " UPDATE dbo.T SET [VB].WRITE(0x0A0B, NULL, 0) WHERE Id = 3");
    assertThat(
            wire.rows(
                "SELECT G, X, VB, B4, NM, VM, C5, CAST(H AS varbinary(max)), Geo, DATALENGTH(NM)"
                    + " FROM dbo.T WHERE Id = 3"))
        .containsExactly(
            "F1E2D3C4-0000-1111-2222-333344445555|<a> </a>|00ff0a0b|01020000|ÄÖ € 😀\nx|it's|ab|58"
                + "|e6100000010c|18");
    assertThat(
            wire.rows(
                "SELECT CONVERT(varchar(max), VB, 1), CONVERT(varchar(max), VB, 2),"
                    + " CONVERT(varbinary(max), '0x0AFF', 1), CAST(0x4100C400 AS nvarchar(max))"
                    + " FROM dbo.T WHERE Id = 3"))
        .containsExactly("0x00FF0A0B|00FF0A0B|0aff|AÄ");
  }

  @Test
  void a_variant_keeps_its_base_type() throws Exception {
    wire.run(
        "INSERT dbo.T (Id, S) VALUES"
            + " (11, CAST(CAST(N'abc' AS nvarchar(10)) COLLATE Latin1_General_CS_AS AS"
            + " [sql_variant])), (12, CAST(CAST('2020-02-29T12:13:14.997' AS datetime) AS"
            + " sql_variant)), (13, CAST(CAST(1.5E0 AS float) AS sql_variant)), (14,"
            + " CAST(CAST(12.50 AS decimal(10,3)) AS sql_variant)), (15, NULL)");
    assertThat(
            wire.rows(
                "SELECT SQL_VARIANT_PROPERTY(S, 'BaseType'), SQL_VARIANT_PROPERTY(S, 'MaxLength'),"
                    + " SQL_VARIANT_PROPERTY(S, 'Collation'), CONVERT(nvarchar(100), S, 121) FROM"
                    + " dbo.T WHERE Id > 10 AND Id < 20 ORDER BY Id"))
        .containsExactly(
            "nvarchar|20|Latin1_General_CS_AS|abc",
            "datetime|8|-|2020-02-29 12:13:14.997",
            "float|8|-|1.5000000000000000e+000",
            "decimal|9|-|12.500",
            "-|-|-|-");
  }

  @Test
  void a_thousand_rows_go_in_at_once() throws Exception {
    wire.run(
        "INSERT INTO dbo.T ([Id], [NM]) VALUES "
            + IntStream.range(1000, 2000)
                .mapToObj(i -> "(" + i + ", N'row " + i + "')")
                .collect(Collectors.joining(", ")));
    assertThat(wire.rows("SELECT COUNT(*) FROM dbo.T WHERE Id BETWEEN 1000 AND 1999"))
        .containsExactly("1000");
  }

  @Test
  void a_snapshot_needs_leave_and_then_holds() throws Exception {
    wire.run("SET TRANSACTION ISOLATION LEVEL SNAPSHOT");
    assertThat(wire.refused("BEGIN TRAN SELECT COUNT(*) FROM dbo.T")).isEqualTo(3952);
    wire.run("ROLLBACK");
    wire.run("ALTER DATABASE schemata SET ALLOW_SNAPSHOT_ISOLATION ON");
    assertThat(
            wire.rows(
                "SELECT snapshot_isolation_state_desc FROM sys.databases WHERE name = DB_NAME()"))
        .containsExactly("ON");
    wire.run("CREATE TABLE dbo.Seen (a int)");
    wire.run("BEGIN TRAN");
    assertThat(wire.rows("SELECT COUNT(*) FROM dbo.Seen")).containsExactly("0");
    wire.rig.target.run("schemata", "INSERT dbo.Seen VALUES (1)");
    assertThat(wire.rows("SELECT COUNT(*) FROM dbo.Seen")).containsExactly("0");
    wire.run("COMMIT");
    wire.run("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
    assertThat(wire.rows("SELECT COUNT(*) FROM dbo.Seen")).containsExactly("1");
  }

  @Test
  void variables_live_as_long_as_their_batch() throws Exception {
    assertThat(
            wire.rows(
                "DECLARE @n nvarchar(10) = N'x' + N'y', @i int = 4; SET @n = @n + N'z'; SELECT @n,"
                    + " @i"))
        .containsExactly("xyz|4");
    assertThat(wire.refused("SELECT @n")).isEqualTo(137);
    assertThat(wire.refused("DECLARE @i int DECLARE @I int")).isEqualTo(134);
  }
}
