package io.umzug.infrastructure.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.host.CommandTrouble;
import io.umzug.application.host.HostCommands;
import io.umzug.application.host.ServiceControl.ServiceProblem;
import io.umzug.application.host.ServiceControl.State;
import io.umzug.application.host.ServiceControl.Status;
import io.umzug.infrastructure.SomeEstate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Against recorded answers of sc.exe; a real service manager answers in {@link WineServiceTest}.
 */
class ScServiceControlTest {

  private static final String GERMAN =
      """

      SERVICE_NAME: XPhone
              TYP                : 10  WIN32_OWN_PROCESS
              STATUS             : %s
                                      (NOT_STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN)
              WIN32-BEENDIGUNGSCODE : %s
              DIENSTBEENDIGUNGSCODE : %s
              PRÜFPUNKT          : 0x0
              WARTEHINWEIS       : 0x7d0
      """;

  private static final String STOPPED = GERMAN.formatted("1  STOPPED", "1077  (0x435)", "0  (0x0)");
  private static final String STARTING =
      GERMAN.formatted("2  START_PENDING", "0  (0x0)", "0  (0x0)");
  private static final String RUNNING = GERMAN.formatted("4  RUNNING", "0  (0x0)", "0  (0x0)");

  static final Estate ESTATE =
      SomeEstate.with(
          "acme",
          "\\\\X\\Y",
          new XPhoneHost("NEWXP", "a.xml", "XPhone", "ACME\\x", "", "", List.of()));

  private record Said(int exitCode, String text) {}

  /** A machine whose programs answer as they were told, one answer after the other. */
  private static final class Recorded implements HostCommands {
    final List<String> asked = new ArrayList<>();
    private final Map<String, Deque<Said>> answers = new HashMap<>();
    private boolean unreachable;

    Recorded answering(String words, Said... said) {
      answers.put(words, new ArrayDeque<>(Arrays.asList(said)));
      return this;
    }

    @Override
    public int run(Estate estate, String machine, Command command, Output output)
        throws CommandTrouble {
      if (unreachable) {
        throw CommandTrouble.notConnected(
            new FileTrouble(FileTrouble.Kind.UNREACHABLE, machine, "", "timeout", null));
      }
      String words = (machine.equals(HostPath.HERE) ? "here: " : "") + command.shown();
      asked.add(words);
      Deque<Said> known = answers.getOrDefault(words, new ArrayDeque<>());
      Said said =
          known.isEmpty() ? new Said(1, "") : known.size() == 1 ? known.peek() : known.pop();
      said.text().lines().forEach(line -> output.line(Stream.OUT, line));
      return said.exitCode();
    }

    @Override
    public boolean isReached(Estate estate, String machine) {
      return true;
    }
  }

  private Instant now = Instant.EPOCH;

  private ScServiceControl control(HostCommands commands, ScServiceControl.Way way) {
    return new ScServiceControl(
        commands,
        Map.of(new EstateHost("acme", "NEWXP"), way),
        () -> now,
        pause -> now = now.plus(pause));
  }

  private ScServiceControl control(HostCommands commands) {
    return control(commands, new ScServiceControl.Way(null, Duration.ofMinutes(1)));
  }

  @Test
  void codes_are_read_by_their_place_for_their_labels_are_translated() throws Exception {
    Recorded machine =
        new Recorded()
            .answering(
                "sc.exe query XPhone",
                new Said(0, GERMAN.formatted("1  STOPPED", "1066  (0x42a)", "5  (0x5)")));
    Status status = control(machine).query(ESTATE);
    assertThat(status.state()).isEqualTo(State.STOPPED);
    assertThat(status.exitCode()).isEqualTo(1066);
    assertThat(status.ownExitCode()).isEqualTo(5);
    machine.answering(
        "sc.exe query XPhone",
        new Said(0, GERMAN.formatted("1  STOPPED", "3221225477  (0xc0000005)", "0  (0x0)")));
    assertThat(control(machine).query(ESTATE).exitCode()).isEqualTo(0xc0000005);
  }

  @Test
  void a_refused_start_bears_its_own_code_not_that_of_the_last_end() throws Exception {
    Recorded machine =
        new Recorded()
            .answering("sc.exe query XPhone", new Said(0, STOPPED))
            .answering(
                "sc.exe start XPhone",
                new Said(
                    1069, "[SC] StartService FEHLER 1069:\n\nDer Dienst konnte nicht starten."));
    Status status = control(machine).start(ESTATE);
    assertThat(status.exitCode()).isEqualTo(1069);
    assertThat(status.text()).startsWith("[SC] StartService FEHLER 1069:").contains("STOPPED");
  }

  @Test
  void a_start_is_waited_for_until_it_runs_and_no_longer_than_was_said() throws Exception {
    Recorded quick =
        new Recorded()
            .answering(
                "sc.exe query XPhone",
                new Said(0, STOPPED),
                new Said(0, STARTING),
                new Said(0, STARTING),
                new Said(0, RUNNING))
            .answering("sc.exe start XPhone", new Said(0, STARTING));
    assertThat(control(quick).start(ESTATE).state()).isEqualTo(State.RUNNING);
    Recorded slow =
        new Recorded()
            .answering("sc.exe query XPhone", new Said(0, STOPPED), new Said(0, STARTING))
            .answering("sc.exe start XPhone", new Said(0, STARTING));
    Instant before = now;
    assertThat(control(slow).start(ESTATE).state()).isEqualTo(State.START_PENDING);
    assertThat(Duration.between(before, now))
        .isBetween(Duration.ofMinutes(1), Duration.ofSeconds(62));
  }

  @Test
  void the_account_is_the_configurations_last_line_or_the_registrys() throws Exception {
    Recorded machine =
        new Recorded()
            .answering(
                "sc.exe qc XPhone",
                new Said(
                    0,
                    "[SC] QueryServiceConfig ERFOLG\n\nSERVICE_NAME: XPhone\n        TYP : 10\n"
                        + "        DIENST_START_NAME  : ACME\\xphone\n"));
    assertThat(control(machine).account(ESTATE)).isEqualTo("ACME\\xphone");
    machine
        .answering("sc.exe qc XPhone", new Said(122, "[SC] QueryServiceConfig FEHLER 122:"))
        .answering(
            "reg.exe query HKLM\\SYSTEM\\CurrentControlSet\\Services\\XPhone /v ObjectName",
            new Said(
                0, "\nHKEY_LOCAL_MACHINE\\...\n    ObjectName    REG_SZ    .\\der Dienst\n\n"));
    assertThat(control(machine).account(ESTATE)).isEqualTo(".\\der Dienst");
  }

  @Test
  void what_is_not_there_and_who_cannot_be_asked_are_told_apart() {
    Recorded machine =
        new Recorded()
            .answering(
                "sc.exe query XPhone",
                new Said(1060, "[SC] EnumQueryServicesStatus:OpenService FEHLER 1060:"));
    assertThat(problem(machine).code()).isEqualTo(1060);
    machine.answering("sc.exe query XPhone", new Said(1060, ""));
    assertThat(problem(machine).code()).isEqualTo(1060);
    machine.unreachable = true;
    ServiceProblem problem = problem(machine);
    assertThat(problem.trouble()).isNotNull();
    assertThat(problem).hasMessageContaining("NEWXP: The host does not answer.");
  }

  private ServiceProblem problem(Recorded machine) {
    return catchThrowableOfType(ServiceProblem.class, () -> control(machine).query(ESTATE));
  }

  @Test
  void a_command_of_the_configuration_runs_here_and_has_neither_registry_nor_log()
      throws Exception {
    Recorded machine =
        new Recorded().answering("here: sc.exe \\\\NEWXP query XPhone", new Said(0, RUNNING));
    ScServiceControl control =
        control(
            machine,
            new ScServiceControl.Way(List.of("sc.exe", "\\\\NEWXP"), Duration.ofMinutes(1)));
    assertThat(control.query(ESTATE).state()).isEqualTo(State.RUNNING);
    assertThat(control.eventLog(ESTATE)).isEmpty();
    catchThrowableOfType(ServiceProblem.class, () -> control.account(ESTATE));
    assertThat(machine.asked).allMatch(words -> words.startsWith("here: sc.exe \\\\NEWXP "));
  }

  @Test
  void the_event_log_is_asked_narrowly() throws Exception {
    Recorded machine = new Recorded();
    assertThat(control(machine).eventLog(ESTATE)).isEmpty();
    machine.answering(machine.asked.getFirst(), new Said(0, "Event[0]:\n  Event ID: 7038"));
    assertThat(control(machine).eventLog(ESTATE)).isEqualTo("Event[0]:\n  Event ID: 7038");
    assertThat(machine.asked.getFirst())
        .startsWith("wevtutil.exe qe System /q:*[System[Provider[@Name='Service Control Manager']")
        .contains("/c:5", "/rd:true", "/f:text");
  }
}
