package io.umzug.rehearsal.tds;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import com.microsoft.sqlserver.jdbc.SQLServerPreparedStatement;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import microsoft.sql.DateTimeOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JdbcTypesTest {

  @TempDir static Path folder;
  private RunningServer server;
  private SQLServerConnection connection;

  @BeforeEach
  void connect() throws Exception {
    server = RunningServer.start(ServerTls.selfSigned(folder.resolve("server.p12")));
    connection = server.connect();
  }

  @AfterEach
  void disconnect() throws Exception {
    connection.close();
    server.close();
  }

  @Test
  void every_type_arrives_in_a_result() throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("TYPES")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getBoolean("bit")).isTrue();
      assertThat(row.getShort("tinyint")).isEqualTo((short) 255);
      assertThat(row.getShort("smallint")).isEqualTo((short) -32768);
      assertThat(row.getInt("int")).isEqualTo(Integer.MIN_VALUE);
      assertThat(row.getLong("bigint")).isEqualTo(Long.MAX_VALUE);
      assertThat(row.getBigDecimal("decimal38"))
          .isEqualTo("-1234567890123456789012345678.0123456789");
      assertThat(row.getBigDecimal("decimal9")).isEqualTo("1234567.89");
      assertThat(row.getBigDecimal("money")).isEqualTo("-922337203685477.5808");
      assertThat(row.getFloat("real")).isEqualTo(1.5f);
      assertThat(row.getDouble("float")).isEqualTo(Math.PI);
      assertThat(row.getString("nvarchar")).isEqualTo("Müller €𝄞");
      assertThat(row.getString("nvarcharmax")).isEqualTo(EveryType.LONG_TEXT);
      assertThat(row.getString("varchar")).isEqualTo("Größe €");
      assertThat(row.getString("varcharmax")).isEqualTo("x".repeat(20_000));
      assertThat(row.getBytes("varbinary")).containsExactly(0, 1, -1);
      assertThat(row.getBytes("varbinarymax")).isEqualTo(EveryType.LONG_BINARY);
      assertThat(row.getString("uniqueidentifier"))
          .isEqualTo("00112233-4455-6677-8899-AABBCCDDEEFF");
      assertThat(row.getObject("date", LocalDate.class)).isEqualTo("2024-02-29");
      assertThat(row.getObject("time", LocalTime.class)).isEqualTo("23:59:59.999999900");
      assertThat(row.getObject("datetime", LocalDateTime.class))
          .isEqualTo("2026-11-22T14:05:06.997");
      assertThat(row.getObject("datetime2", LocalDateTime.class))
          .isEqualTo("0001-01-01T00:00:00.000000100");
      assertThat(row.getObject("datetimeoffset", OffsetDateTime.class))
          .isEqualTo(OffsetDateTime.parse("2026-01-02T03:04:05.678-03:30"));
      assertThat(row.getMetaData().getColumnTypeName(6)).isEqualTo("numeric");
      assertThat(row.next()).isTrue();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        assertThat(row.getObject(i)).as(row.getMetaData().getColumnName(i)).isNull();
      }
      assertThat(row.next()).isFalse();
    }
  }

  private interface Binding {
    void set(SQLServerPreparedStatement statement) throws SQLException;
  }

  private interface Reading {
    @Nullable Object get(ResultSet row) throws SQLException;
  }

  private @Nullable Object echo(Binding binding, Reading reading) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("ECHO ?")) {
      binding.set((SQLServerPreparedStatement) statement);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return reading.get(row);
      }
    }
  }

  @Test
  void numbers_come_back_as_they_were_sent() throws Exception {
    assertThat(echo(s -> s.setBoolean(1, true), r -> r.getBoolean(1))).isEqualTo(true);
    assertThat(echo(s -> s.setShort(1, (short) -7), r -> r.getShort(1))).isEqualTo((short) -7);
    assertThat(echo(s -> s.setByte(1, (byte) 200), r -> r.getShort(1))).isEqualTo((short) 200);
    assertThat(echo(s -> s.setInt(1, -70_000), r -> r.getInt(1))).isEqualTo(-70_000);
    assertThat(echo(s -> s.setLong(1, Long.MIN_VALUE), r -> r.getLong(1)))
        .isEqualTo(Long.MIN_VALUE);
    assertThat(echo(s -> s.setFloat(1, -0.1f), r -> r.getFloat(1))).isEqualTo(-0.1f);
    assertThat(echo(s -> s.setDouble(1, Double.MIN_VALUE), r -> r.getDouble(1)))
        .isEqualTo(Double.MIN_VALUE);
    BigDecimal money = new BigDecimal("-12345.6789");
    assertThat(echo(s -> s.setMoney(1, money), r -> r.getBigDecimal(1))).isEqualTo(money);
    assertThat(echo(s -> s.setSmallMoney(1, money), r -> r.getBigDecimal(1))).isEqualTo(money);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "0.0001",
        "-123456789.123456789",
        "12345678901234567890123456789012345678",
        "-0.12345678901234567890123456789012345678"
      })
  void decimals_keep_up_to_38_digits(String text) throws Exception {
    BigDecimal sent = new BigDecimal(text);
    int precision = Math.max(sent.precision(), sent.scale());
    assertThat(
            echo(
                s -> s.setBigDecimal(1, sent, Math.max(precision, 1), sent.scale()),
                r -> r.getBigDecimal(1)))
        .isEqualTo(sent);
  }

  @Test
  void texts_and_binaries_of_any_length_come_back() throws Exception {
    for (int length : new int[] {0, 1, 3999, 4000, 4001, 300_000}) {
      String text = "ä€".repeat(length).substring(0, length);
      assertThat(echo(s -> s.setString(1, text), r -> r.getString(1))).isEqualTo(text);
      assertThat(echo(s -> s.setNString(1, text), r -> r.getString(1))).isEqualTo(text);
      assertThat(echo(s -> s.setCharacterStream(1, new StringReader(text)), r -> r.getString(1)))
          .isEqualTo(text);
      byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_16BE);
      assertThat(echo(s -> s.setBytes(1, bytes), r -> r.getBytes(1))).isEqualTo(bytes);
      assertThat(
              echo(s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes)), r -> r.getBytes(1)))
          .isEqualTo(bytes);
    }
  }

  @Test
  void varchar_goes_by_the_collations_code_page() throws Exception {
    connection.close();
    connection = server.connect("sendStringParametersAsUnicode", "false");
    assertThat(echo(s -> s.setString(1, "Größe €"), r -> r.getString(1))).isEqualTo("Größe €");
    assertThat(echo(s -> s.setString(1, "z".repeat(9000)), r -> r.getString(1)))
        .isEqualTo("z".repeat(9000));
  }

  @Test
  void moments_come_back_as_they_were_sent() throws Exception {
    LocalDate day = LocalDate.of(1582, 1, 2);
    assertThat(echo(s -> s.setObject(1, day), r -> r.getObject(1, LocalDate.class))).isEqualTo(day);
    LocalTime time = LocalTime.parse("23:59:59.9999999");
    assertThat(echo(s -> s.setObject(1, time), r -> r.getObject(1, LocalTime.class)))
        .isEqualTo(time);
    LocalDateTime moment = LocalDateTime.parse("9999-12-31T23:59:59.9999999");
    assertThat(echo(s -> s.setObject(1, moment), r -> r.getObject(1, LocalDateTime.class)))
        .isEqualTo(moment);
    OffsetDateTime offset = OffsetDateTime.parse("2026-11-22T00:30:00.1234567+01:00");
    assertThat(echo(s -> s.setObject(1, offset), r -> r.getObject(1, OffsetDateTime.class)))
        .isEqualTo(offset);
    DateTimeOffset own = DateTimeOffset.valueOf(offset);
    assertThat(echo(s -> s.setDateTimeOffset(1, own), r -> r.getObject(1, DateTimeOffset.class)))
        .isEqualTo(own);
    Timestamp stamp = Timestamp.valueOf("2026-11-22 14:05:06.997");
    assertThat(echo(s -> s.setDateTime(1, stamp), r -> r.getTimestamp(1))).isEqualTo(stamp);
    Timestamp minute = Timestamp.valueOf("2026-11-22 14:05:00");
    assertThat(echo(s -> s.setSmallDateTime(1, minute), r -> r.getTimestamp(1))).isEqualTo(minute);
  }

  @Test
  void a_uniqueidentifier_keeps_its_byte_order() throws Exception {
    String text = "00112233-4455-6677-8899-AABBCCDDEEFF";
    assertThat(echo(s -> s.setUniqueIdentifier(1, text), r -> r.getString(1))).isEqualTo(text);
    assertThat(echo(s -> s.setObject(1, UUID.fromString(text)), r -> r.getString(1)))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Types.BIT,
        Types.TINYINT,
        Types.SMALLINT,
        Types.INTEGER,
        Types.BIGINT,
        Types.REAL,
        Types.DOUBLE,
        Types.DECIMAL,
        Types.VARCHAR,
        Types.NVARCHAR,
        Types.LONGNVARCHAR,
        Types.VARBINARY,
        Types.LONGVARBINARY,
        Types.DATE,
        Types.TIME,
        Types.TIMESTAMP,
        microsoft.sql.Types.DATETIMEOFFSET,
        microsoft.sql.Types.GUID,
        microsoft.sql.Types.MONEY,
        microsoft.sql.Types.DATETIME
      })
  void null_comes_back_as_null(int type) throws Exception {
    assertThat(echo(s -> s.setNull(1, type), r -> r.getObject(1))).isNull();
  }
}
