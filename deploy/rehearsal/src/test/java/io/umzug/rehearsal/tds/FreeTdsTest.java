package io.umzug.rehearsal.tds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FreeTdsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"off", "request", "require"})
  void tsql_logs_in_and_sees_rows_counts_and_errors(String encryption) throws Exception {
    assumeTrue(OtherClient.isThere("tsql"), "FreeTDS' tsql is not on the PATH (freetds-bin).");
    ServerTls tls =
        encryption.equals("off")
            ? ServerTls.off()
            : ServerTls.selfSigned(folder.resolve("server.p12"));
    try (RunningServer server = RunningServer.start(tls)) {
      OtherClient client = new OtherClient(folder);
      client.environment(
          "FREETDSCONF",
          Files.writeString(
                  folder.resolve("freetds.conf"),
                  """
                  [rehearsal]
                  host = 127.0.0.1
                  port = %d
                  tds version = 7.4
                  client charset = UTF-8
                  encryption = %s
                  """
                      .formatted(server.port(), encryption))
              .toString());
      client.input("TYPES\ngo\nCHAIN\ngo\nFAIL\ngo\nSTREAM 5000\ngo\nexit\n");

      OtherClient.Outcome outcome =
          client.run(
              "tsql",
              "-S",
              "rehearsal",
              "-U",
              "sa",
              "-P",
              ScriptedBackend.PASSWORD,
              "-D",
              "XPDATA");

      assertThat(outcome.exitCode()).as(outcome.text()).isZero();
      assertThat(outcome.text())
          .contains("-1234567890123456789012345678.0123456789")
          .contains("1234567.89")
          .contains("Müller €𝄞")
          .contains("00112233-4455-6677-8899-AABBCCDDEEFF")
          .contains("zwei")
          .contains("Msg 3201 (severity 16, state 2)")
          .contains("row number 4999");
      assertThat(server.backend().logins)
          .singleElement()
          .satisfies(login -> assertThat(login.database()).isEqualTo("XPDATA"));
    }
  }
}
