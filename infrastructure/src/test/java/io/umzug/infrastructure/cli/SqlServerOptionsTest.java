package io.umzug.infrastructure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAuthentication.Integrated;
import io.umzug.application.sqlserver.SqlServerAuthentication.Kerberos;
import io.umzug.application.sqlserver.SqlServerAuthentication.SqlLogin;
import io.umzug.application.sqlserver.SqlServerAuthentication.WindowsAccount;
import io.umzug.application.sqlserver.SqlServerEncryption.Mode;
import io.umzug.infrastructure.cli.SqlServerOptions.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

class SqlServerOptionsTest {

  private static final Passwords NOBODY = new Passwords(Map.of(), _ -> Optional.empty());
  private static final Passwords VARIABLE =
      new Passwords(Map.of(Passwords.VARIABLE, "from outside"), _ -> Optional.empty());

  @TempDir Path folder;

  @Command(name = "try")
  static final class Tried {
    @Mixin private SqlServerOptions options = new SqlServerOptions();
  }

  private static SqlServerAccess access(Passwords passwords, String... arguments) {
    Tried tried = new Tried();
    new CommandLine(tried).parseArgs(arguments);
    return tried.options.access(passwords);
  }

  @Test
  void a_login_with_a_password_file() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "secret\n");

    SqlServerAccess access =
        access(NOBODY, "--server", "sqlnew\\SQL2019", "--user", "sa", "--password-file", "" + file);

    assertThat(access.endpoint().needsBrowser()).isTrue();
    assertThat(access.server()).isEqualTo("sqlnew\\SQL2019");
    assertThat(access.encryption().mode()).isEqualTo(Mode.MANDATORY);
    assertThat(access.encryption().trustWithoutCheck()).isFalse();
    assertThat(access.authentication())
        .isInstanceOfSatisfying(
            SqlLogin.class,
            login -> {
              assertThat(login.user()).isEqualTo("sa");
              assertThat(login.password().get()).isEqualTo("secret");
            });
    assertThat(access.toString()).doesNotContain("secret");
  }

  @Test
  void a_password_comes_from_the_variable_or_else_from_a_question_or_else_is_missing() {
    assertThat(((SqlLogin) access(VARIABLE, "--server", "s", "--user", "sa").authentication()))
        .extracting(login -> login.password().get())
        .isEqualTo("from outside");
    Passwords asked = new Passwords(Map.of(), account -> Optional.of("said by " + account));
    assertThat(((SqlLogin) access(asked, "--server", "s", "--user", "sa").authentication()))
        .extracting(login -> login.password().get())
        .isEqualTo("said by sa");
    assertThatThrownBy(() -> access(NOBODY, "--server", "s", "--user", "sa"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--password-file")
        .hasMessageContaining(Passwords.VARIABLE);
  }

  @Test
  void no_option_takes_a_password() {
    assertThat(new CommandLine(new Tried()).getCommandSpec().optionsMap().keySet())
        .doesNotContain("--password", "-P", "--trust-store-password");
  }

  @Test
  void a_windows_account_is_told_by_its_backslash_or_by_the_domain() {
    assertThat(access(VARIABLE, "--server", "s", "--user", "CORP\\admin").authentication())
        .hasToString("CORP\\admin (NTLM)");
    assertThat(
            access(VARIABLE, "--server", "s", "--user", "admin", "--domain", "CORP")
                .authentication())
        .isInstanceOf(WindowsAccount.class)
        .hasToString("CORP\\admin (NTLM)");
  }

  @Test
  void without_a_user_it_is_the_account_that_runs_the_command() {
    assertThat(access(NOBODY, "--server", "s").authentication()).isEqualTo(new Integrated());
  }

  @Test
  void kerberos_needs_no_password() {
    SqlServerAccess access =
        access(
            NOBODY,
            "--server=s",
            "--auth=KERBEROS",
            "--user=x@CORP.EXAMPLE",
            "--keytab=/x.keytab",
            "--service-principal=MSSQLSvc/s.corp.example:1433");

    assertThat(access.authentication())
        .isEqualTo(
            new Kerberos(
                "x@CORP.EXAMPLE", null, Path.of("/x.keytab"), "MSSQLSvc/s.corp.example:1433"));
  }

  @Test
  void encryption_and_time_outs_as_said() {
    SqlServerAccess access =
        access(
            NOBODY,
            "--server=s,1450",
            "--encrypt=strict",
            "--trust-store=/t.p12",
            "--host-name-in-certificate=sql.corp",
            "--login-timeout=30",
            "--browser-port=21434");

    assertThat(access.encryption().mode()).isEqualTo(Mode.STRICT);
    assertThat(access.encryption().trustStore()).isEqualTo(Path.of("/t.p12"));
    assertThat(access.encryption().hostNameInCertificate()).isEqualTo("sql.corp");
    assertThat(access.timeouts().login()).isEqualTo(Duration.ofSeconds(30));
    assertThat(access.browserPort()).isEqualTo(21_434);
    assertThat(access(NOBODY, "--server=s", "--trust-server-certificate").encryption())
        .hasToString("encrypt=true, certificate not checked");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--server=a b|is no address of a SQL Server",
        "--server=s --encrypt=maybe|is no kind of encryption",
        "--server=s --encrypt=strict --trust-server-certificate|always checks the certificate",
        "--server=s --login-timeout=0|1 to 65535 seconds",
        "--server=s --auth=SQL|--auth SQL needs --user",
        "--server=s --auth=NTLM --user=x|--auth NTLM needs --domain",
        "--server=s --auth=INTEGRATED --user=x|leave --user and --password-file away",
      })
  void what_does_not_fit_together_is_wrong_usage(String arguments, String says) {
    String[] words =
        arguments.startsWith("--server=a b") ? new String[] {arguments} : arguments.split(" ");
    CommandFailure failure =
        catchThrowableOfType(CommandFailure.class, () -> access(VARIABLE, words));

    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(failure).hasMessageContaining(says);
  }

  private static final class Twins {
    private final SqlServerOptions source = new SqlServerOptions(Side.SOURCE);
    private final SqlServerOptions target = new SqlServerOptions(Side.TARGET);

    private CommandLine commandLine() {
      CommandLine commandLine = new CommandLine(CommandSpec.create().name("try"));
      source.addTo(commandLine.getCommandSpec());
      target.addTo(commandLine.getCommandSpec());
      return commandLine;
    }
  }

  @Test
  void two_servers_in_one_command_have_their_own_options() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "of the target");
    Twins twins = new Twins();
    twins
        .commandLine()
        .parseArgs(
            "--source-server=old\\XPCONNECT",
            "--source-user=sa",
            "--target-server=new,1450",
            "--target-user=CORP\\admin",
            "--target-password-file=" + file,
            "--target-trust-server-certificate");
    Passwords passwords =
        new Passwords(
            Map.of(Passwords.VARIABLE + "_SOURCE", "of the source"), _ -> Optional.empty());

    SqlServerAccess source = twins.source.access(passwords);
    SqlServerAccess target = twins.target.access(passwords);

    assertThat(source.server()).isEqualTo("old\\XPCONNECT");
    assertThat(source.encryption().trustWithoutCheck()).isFalse();
    assertThat(((SqlLogin) source.authentication()).password().get()).isEqualTo("of the source");
    assertThat(target.endpoint().port()).isEqualTo(1450);
    assertThat(target.encryption().trustWithoutCheck()).isTrue();
    assertThat(((WindowsAccount) target.authentication()).password().get())
        .isEqualTo("of the target");
  }

  @Test
  void of_two_servers_one_may_be_left_out_until_it_is_needed() {
    Twins twins = new Twins();
    twins.commandLine().parseArgs("--source-server=old");
    assertThat(twins.source.isGiven()).isTrue();
    assertThat(twins.target.isGiven()).isFalse();
    assertThatThrownBy(() -> twins.target.access(NOBODY))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("This command needs --target-server.");
  }

  @Test
  void of_two_servers_every_sentence_names_the_right_option() {
    Twins twins = new Twins();
    CommandLine commandLine = twins.commandLine();
    assertThat(commandLine.getUsageMessage())
        .contains("The source:", "The target:", "without", "--source-user", "_SOURCE", "_TARGET")
        .doesNotContain(" --user", " --password-file", Passwords.VARIABLE + ",");
    commandLine.parseArgs("--source-server=old", "--source-auth=SQL", "--target-user=sa");
    assertThatThrownBy(() -> twins.source.access(NOBODY))
        .hasMessage("--source-auth SQL needs --source-user.");
    assertThatThrownBy(() -> twins.target.access(NOBODY))
        .hasMessageContaining("--target-server")
        .isInstanceOf(CommandFailure.class);
  }
}
