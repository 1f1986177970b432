package io.umzug.rehearsal.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationPoolCommandTest {

  @TempDir Path folder = Path.of("");

  private String root = "";

  private Rehearsed.Said list(String pool, String property) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        ApplicationPoolCommand.run(
            List.of(
                root, Topology.OLD_HOST, "list", "apppool", pool, "/text:processModel." + property),
            new PrintStream(out, true, StandardCharsets.UTF_8));
    return new Rehearsed.Said(code, out.toString(StandardCharsets.UTF_8));
  }

  private int set(String account, String password) throws IOException {
    String script =
        "Set-ItemProperty 'IIS:\\AppPools\\%s' -Name processModel -Value @{userName='%s';password=$secret;identitytype=3}"
            .formatted(XPhoneHost.POOL, account);
    byte[] secret = Base64.getEncoder().encode(password.getBytes(StandardCharsets.UTF_8));
    return PowerShellCommand.run(
        List.of(
            root,
            Topology.OLD_HOST,
            "-EncodedCommand",
            Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_16LE))),
        new ByteArrayInputStream(secret),
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
  }

  @Test
  void a_pool_shows_who_it_is_and_takes_an_account_with_a_password_only() throws IOException {
    try (Rehearsed estate = Rehearsed.open(folder, Plan.D)) {
      root = estate.folder().root().toString();
      assertThat(list(XPhoneHost.POOL, "identityType"))
          .isEqualTo(new Rehearsed.Said(0, "ApplicationPoolIdentity\r\n"));
      assertThat(set(Topology.SERVICE_ACCOUNT, "")).isEqualTo(1);
      assertThat(set(Topology.SERVICE_ACCOUNT, "secret")).isZero();
      assertThat(list(XPhoneHost.POOL, "identityType").text()).isEqualTo("SpecificUser\r\n");
      assertThat(list(XPhoneHost.POOL, "userName").text())
          .isEqualTo(Topology.SERVICE_ACCOUNT + "\r\n");
      assertThat(list("DefaultAppPool", "identityType").exitCode()).isEqualTo(1);
    }
  }
}
