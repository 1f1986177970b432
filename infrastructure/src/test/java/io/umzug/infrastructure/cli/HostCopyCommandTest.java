package io.umzug.infrastructure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.ApplicationPools;
import io.umzug.infrastructure.SomeEstate;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces;
import io.umzug.infrastructure.host.ScServiceControl;
import io.umzug.infrastructure.host.TcpListeners;
import io.umzug.infrastructure.host.command.ConfiguredHostCommands;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshHosts;
import io.umzug.rehearsal.host.OpenSshServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HostCopyCommandTest {

  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();

  private static Estate estate() {
    return SomeEstate.with(
        "acme", "/none", new XPhoneHost("NEWXP", "a.xml", "XPhone", "ACME\\x", "", "", List.of()));
  }

  private static HostCommand.Tools tools(SshHosts hosts) {
    return new HostCommand.Tools(
        new Estates() {
          @Override
          public List<Estate> all() {
            return List.of(estate());
          }

          @Override
          public Estate named(String name) {
            if (!name.equals("acme")) {
              throw new UnknownEstate(name, List.of("acme"));
            }
            return estate();
          }
        },
        new ScServiceControl(new ConfiguredHostCommands(hosts), Map.of(), InstantSource.system()),
        ApplicationPools.NONE,
        new ConfiguredPlaces(Map.of(), hosts),
        new TcpListeners(hosts),
        new ConfiguredHostCommands(hosts));
  }

  private int umzug(SshHosts hosts, String... arguments) {
    CommandLine commandLine = UmzugCommand.commandLine(HostCommand.of(_ -> tools(hosts)));
    PrintWriter writer = new PrintWriter(out, true);
    commandLine.setOut(writer);
    commandLine.setErr(writer);
    return commandLine.execute(arguments);
  }

  private int copy(SshHosts hosts, Path source, Path target, String... more) {
    List<String> all =
        new java.util.ArrayList<>(
            List.of("host", "copy", source.toString(), target.toString(), "--estate", "acme"));
    all.addAll(List.of(more));
    return umzug(hosts, all.toArray(String[]::new));
  }

  @Test
  void a_file_is_copied_once_and_never_over_another() throws IOException {
    Path source = Files.writeString(folder.resolve("a.bak"), "abc");
    Path target = folder.resolve("b.bak");
    assertThat(copy(SshHosts.NONE, source, target, "--read-back")).isEqualTo(ExitCode.DONE.code());
    assertThat(target).hasContent("abc");
    assertThat(out.toString()).contains("100 %  3 of 3 bytes", "SHA-256 " + ABC, "read back");
    assertThat(copy(SshHosts.NONE, source, target)).isEqualTo(ExitCode.UNCHANGED.code());
    Files.writeString(target, "another");
    assertThat(copy(SshHosts.NONE, source, target)).isEqualTo(ExitCode.FAILED.code());
    assertThat(target).hasContent("another");
  }

  @Test
  void what_is_missing_or_not_configured_is_told_with_its_place() {
    Path nothing = folder.resolve("nothing.bak");
    assertThat(copy(SshHosts.NONE, nothing, folder.resolve("b.bak")))
        .isEqualTo(ExitCode.FAILED.code());
    assertThat(out.toString()).contains(nothing.toString());
    assertThat(umzug(SshHosts.NONE, "host", "copy", "a", "b", "--estate", "other"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(out.toString()).contains("No estate is called 'other'");
    assertThat(copy(SshHosts.NONE, nothing, nothing, "--from", "NEWXPP"))
        .as("a misspelt host is not this machine")
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(out.toString()).contains("The hosts of estate 'acme' do not name 'NEWXPP'.");
    assertThat(copy(SshHosts.NONE, nothing, nothing, "--at-most", "0"))
        .isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void a_file_comes_from_another_machine_and_its_ports_are_tried_from_there() throws IOException {
    assumeTrue(OpenSshServer.isAvailable(), "OpenSSH's server is not installed");
    try (OpenSshServer sshd =
        OpenSshServer.start(
            Files.createDirectory(folder.resolve("sshd")), System.getProperty("user.name"))) {
      SshHosts hosts =
          new SshHosts(
              Map.of(
                  "acme",
                  Map.of(
                      "NEWXP",
                      new SshHost(
                          "localhost",
                          sshd.port(),
                          sshd.user(),
                          new SshHost.Secret.Key(sshd.key(), null),
                          sshd.fingerprint()))));
      Path source = Files.writeString(folder.resolve("a.bak"), "abc");
      Path target = folder.resolve("b.bak");
      assertThat(copy(hosts, source, target, "--from", "NEWXP", "--at-most", "100", "--quiet"))
          .isEqualTo(ExitCode.DONE.code());
      assertThat(target).hasContent("abc");
      String address = "localhost:" + sshd.port();
      assertThat(umzug(hosts, "host", "reach", address, "--from", "newxp", "--estate", "acme"))
          .isEqualTo(ExitCode.DONE.code());
      assertThat(
              umzug(hosts, "host", "reach", "localhost:1", "--from", "NEWXP", "--estate", "acme"))
          .isEqualTo(ExitCode.FAILED.code());
      assertThat(out.toString())
          .contains(address + " answers when newxp asks.", "NEWXP cannot connect to localhost:1");
    }
  }

  @Test
  void a_service_control_manager_that_is_not_there_is_told() {
    assertThat(umzug(SshHosts.NONE, "host", "service", "--estate", "acme"))
        .isEqualTo(ExitCode.NO_SERVICE.code());
    assertThat(out.toString()).contains("XPhone on NEWXP");
  }
}
