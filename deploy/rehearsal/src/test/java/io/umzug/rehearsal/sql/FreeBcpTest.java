package io.umzug.rehearsal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.umzug.rehearsal.tds.OtherClient;
import io.umzug.rehearsal.tds.OtherClient.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** FreeTDS' bulk copy against the stand-in: out of a table, and into another. */
@Timeout(60)
class FreeBcpTest {

  private static final String COLUMNS =
      """
      (id int IDENTITY(1, 1) NOT NULL PRIMARY KEY, b bit NULL, t tinyint NULL, s smallint NULL,
      g bigint NULL, d decimal(28, 4) NULL, m money NULL, f float NULL, u uniqueidentifier NULL,
      dt datetime NULL, v varchar(20) NULL, n nvarchar(20) NULL, vb varbinary(10) NULL,
      nm nvarchar(max) NULL, c AS t + 1, r rowversion NOT NULL)
      """;

  @TempDir Path folder;

  @Test
  void a_table_goes_out_and_comes_in() throws Exception {
    assumeTrue(OtherClient.isThere("freebcp"), "FreeTDS' freebcp is not on the PATH.");
    try (Wire wire = new Wire(folder)) {
      wire.run("CREATE TABLE source " + COLUMNS + "\nGO\nCREATE TABLE target " + COLUMNS);
      wire.run(
          """
          INSERT INTO source (b, t, s, g, d, m, f, u, dt, v, n, vb, nm) VALUES
          (1, 254, -7, 9007199254740993, 1234567890.5678, -1.2345, 1.5, '00112233-4455-6677-8899-AABBCCDDEEFF',
          '2024-02-29T12:34:56.120', 'abc', N'Müller', 0x0A0B, N'lang')
          GO
          INSERT INTO source (b, v) VALUES (0, 'leer')
          """);
      for (int row = 0; row < 3000; row += 100) {
        wire.run("INSERT INTO source (s, n) SELECT TOP 100 s, n FROM source");
      }

      Outcome out = bcp(wire, "source", "out", "-c");
      assertThat(out.exitCode()).as(out.text()).isZero();
      Outcome in = bcp(wire, "target", "in", "-c", "-E", "-b", "500", "-h", "TABLOCK");
      assertThat(in.exitCode()).as(in.text()).isZero();

      String rows = "SELECT id, b, t, s, g, d, m, f, u, dt, v, n, vb, nm, c FROM ";
      List<String> expected = wire.rows(rows + "source ORDER BY id");
      assertThat(wire.rows(rows + "target ORDER BY id")).isEqualTo(expected);
      assertThat(expected.size()).isGreaterThan(500);
    }
  }

  @Test
  void a_row_that_is_there_already_is_refused() throws Exception {
    assumeTrue(OtherClient.isThere("freebcp"), "FreeTDS' freebcp is not on the PATH.");
    try (Wire wire = new Wire(folder)) {
      wire.run(
          "CREATE TABLE target (n int NOT NULL PRIMARY KEY)\nGO\nINSERT INTO target VALUES (2)");
      Files.writeString(folder.resolve("rows.bcp"), "1\n2\n3\n");

      Outcome in = bcp(wire, "target", "in", "-c");

      assertThat(in.text()).contains("2627").contains("Violation of PRIMARY KEY constraint");
      assertThat(wire.rows("SELECT n FROM target")).containsExactly("2");
    }
  }

  private Outcome bcp(Wire wire, String table, String direction, String... options)
      throws Exception {
    OtherClient client = new OtherClient(folder);
    client.environment(
        "FREETDSCONF",
        Files.writeString(
                folder.resolve("freetds.conf"),
                "[rehearsal]\nhost = 127.0.0.1\nport = %d\ntds version = 7.4\nclient charset = UTF-8\n"
                    .formatted(wire.port()))
            .toString());
    List<String> command =
        new ArrayList<>(List.of("freebcp", "schemata.dbo." + table, direction, "rows.bcp"));
    command.addAll(List.of("-S", "rehearsal", "-U", "sa", "-P", "Geheim1!"));
    Stream.of(options).forEach(command::add);
    return client.run(command.toArray(String[]::new));
  }
}
