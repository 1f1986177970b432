package io.umzug.rehearsal.tds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class TediousTest {

  private static final Path SOURCE = Path.of("src/test/tedious");
  private static final Path INSTALLED = Path.of("target/tedious").toAbsolutePath();
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", ".npmrc", "client.js");

  @TempDir Path folder;

  @BeforeAll
  static void install() throws Exception {
    assumeTrue(
        OtherClient.isThere("node") && OtherClient.isThere("npm"),
        "node and npm are not on the PATH.");
    Files.createDirectories(INSTALLED);
    Path lock = INSTALLED.resolve("package-lock.json");
    Path mark = INSTALLED.resolve("node_modules/.package-lock.json");
    boolean current =
        Files.exists(mark)
            && Files.exists(lock)
            && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) == -1;
    for (String file : FILES) {
      Files.copy(
          SOURCE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!current) {
      OtherClient.Outcome outcome =
          new OtherClient(INSTALLED).run("npm", "ci", "--prefer-offline", "--fetch-retries=1");
      boolean offline =
          Stream.of("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENOTCACHED")
              .anyMatch(outcome.text()::contains);
      assumeTrue(!offline, "npm cannot reach its registry to install tedious.");
      assertThat(outcome.exitCode()).as(outcome.text()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "login", "encrypted", "strict"})
  void tedious_logs_in_queries_prepares_and_keeps_transactions(String mode) throws Exception {
    ServerTls tls =
        mode.equals("plain") ? ServerTls.off() : ServerTls.selfSigned(folder.resolve("server.p12"));
    try (RunningServer server = RunningServer.start(tls)) {
      OtherClient client = new OtherClient(folder);
      client.environment("TDS_PORT", Integer.toString(server.port()));
      client.environment("TDS_PASSWORD", ScriptedBackend.PASSWORD);
      client.environment(
          "TDS_ENCRYPT",
          switch (mode) {
            case "strict" -> "strict";
            case "encrypted" -> "true";
            default -> "false";
          });
      if (!mode.equals("plain")) {
        client.environment("TDS_CA", server.certificateFile(folder).toString());
      }

      OtherClient.Outcome outcome = client.run("node", INSTALLED.resolve("client.js").toString());

      assertThat(outcome.exitCode()).as(outcome.text()).isZero();
      assertThat(outcome.text().lines().toList())
          .contains(
              "decimal9 1234567.89",
              "nvarchar Müller €𝄞",
              "nvarcharmax " + EveryType.LONG_TEXT.length(),
              "varbinarymax " + EveryType.LONG_BINARY.length,
              "uniqueidentifier 00112233-4455-6677-8899-AABBCCDDEEFF",
              "chain 1 zwei",
              "echo 7 Größe null",
              "prepared 1 2 3",
              "output 42",
              "error 3201",
              "cancelled ECANCEL",
              "after cancel 4",
              "database XPDATA",
              "database after reset master");
      assertThat(server.backend().heard()).contains("begin", "commit", "rollback", "cancelled");
    }
  }

  @Test
  void the_lock_names_no_registry() throws Exception {
    assertThat(SOURCE.resolve("package-lock.json")).content().doesNotContain("\"resolved\"");
  }
}
