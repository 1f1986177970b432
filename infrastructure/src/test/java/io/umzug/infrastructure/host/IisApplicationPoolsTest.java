package io.umzug.infrastructure.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.umzug.application.estate.Estate;
import io.umzug.application.host.ApplicationPools.Identity;
import io.umzug.application.host.ApplicationPools.PoolProblem;
import io.umzug.application.host.HostCommands;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is asked of IIS, word by word; no IIS can be had to ask. */
class IisApplicationPoolsTest {

  private static final Estate ESTATE = ScServiceControlTest.ESTATE;
  private static final String PASSWORD = "pass%wörd \"&'";

  /** One machine's programs, with one answer per property. */
  private static final class Recorded implements HostCommands {
    final List<Command> commands = new ArrayList<>();
    final boolean reached;
    final Map<String, String> answers;

    Recorded(boolean reached, Map<String, String> answers) {
      this.reached = reached;
      this.answers = answers;
    }

    @Override
    public int run(Estate estate, String machine, Command command, Output output) {
      commands.add(command);
      String last = command.words().getLast();
      String answer = answers.get(last.substring(last.lastIndexOf('.') + 1));
      if (answer != null) {
        answer.lines().forEach(line -> output.line(Stream.OUT, line));
      }
      return answer == null && last.startsWith("/text:") ? 1 : 0;
    }

    @Override
    public boolean isReached(Estate estate, String machine) {
      return reached;
    }
  }

  private static IisApplicationPools pools(
      HostCommands commands, boolean maySet, @Nullable List<String> appcmd) {
    return new IisApplicationPools(
        commands,
        Map.of(
            new EstateHost("acme", "NEWXP"),
            new IisApplicationPools.Way("Bob's pool", maySet, appcmd, null)),
        false);
  }

  @Test
  void without_a_way_to_an_iis_nobody_is_asked() throws Exception {
    Recorded nowhere = new Recorded(false, Map.of());
    assertThat(pools(nowhere, true, null).identity(ESTATE)).isEmpty();
    assertThat(nowhere.commands).isEmpty();
    assertThat(catchThrowableOfType(PoolProblem.class, () -> set(nowhere, true)).remedy())
        .contains("'hosts'");
  }

  @Test
  void a_pool_runs_as_a_user_as_itself_or_as_the_machine() throws Exception {
    Recorded user =
        new Recorded(true, Map.of("identityType", "SpecificUser\n", "userName", "ACME\\xphone"));
    assertThat(pools(user, false, null).identity(ESTATE))
        .contains(new Identity("Bob's pool", "SpecificUser", "ACME\\xphone"));
    assertThat(user.commands.getFirst().words())
        .containsExactly(
            "C:\\Windows\\System32\\inetsrv\\appcmd.exe",
            "list",
            "apppool",
            "Bob's pool",
            "/text:processModel.identityType");
    Recorded own = new Recorded(true, Map.of("identityType", "ApplicationPoolIdentity"));
    assertThat(pools(own, false, null).identity(ESTATE).orElseThrow().account())
        .isEqualTo("IIS APPPOOL\\Bob's pool");
    Recorded machine = new Recorded(true, Map.of("identityType", "LocalSystem"));
    assertThat(pools(machine, false, List.of("appcmd")).identity(ESTATE).orElseThrow().account())
        .isEqualTo("LocalSystem");
  }

  @Test
  void a_pool_that_is_not_there_is_a_problem_with_its_exit_code() {
    PoolProblem problem =
        catchThrowableOfType(
            PoolProblem.class,
            () -> pools(new Recorded(true, Map.of()), false, null).identity(ESTATE));
    assertThat(problem.sentence()).contains("Bob's pool", "NEWXP");
    assertThat(problem).hasMessageContaining("exit code 1");
  }

  @Test
  void a_password_is_read_by_powershell_and_stands_on_no_command_line() throws Exception {
    Recorded machine = new Recorded(true, Map.of());
    set(machine, true);
    HostCommands.Command command = machine.commands.getFirst();
    String script =
        new String(
            Base64.getDecoder().decode(command.words().getLast()), StandardCharsets.UTF_16LE);
    assertThat(script)
        .contains(
            "Set-ItemProperty 'IIS:\\AppPools\\Bob''s pool' -Name processModel -Value"
                + " @{userName='ACME\\x''y';password=$secret;identitytype=3}");
    String read = java.util.Objects.requireNonNull(command.input()).text();
    assertThat(new String(Base64.getDecoder().decode(read.strip()), StandardCharsets.UTF_8))
        .isEqualTo(PASSWORD);
    assertThat(command.toString() + script).doesNotContain(PASSWORD, read.strip());
  }

  @Test
  void without_leave_of_the_estate_nothing_is_set() {
    Recorded machine = new Recorded(true, Map.of());
    assertThat(catchThrowableOfType(PoolProblem.class, () -> set(machine, false)).remedy())
        .contains("may-set: true");
    assertThat(machine.commands).isEmpty();
  }

  private static void set(Recorded machine, boolean may) throws Exception {
    pools(machine, may, null).set(ESTATE, "ACME\\x'y", () -> PASSWORD);
  }
}
