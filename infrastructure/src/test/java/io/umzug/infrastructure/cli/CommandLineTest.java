package io.umzug.infrastructure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.work.ProgressBoard.Progress;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.migration.Instruction.BeginStep;
import io.umzug.domain.migration.MigrationEvent.StepSkipped;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.StepAt;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.Finding;
import io.umzug.infrastructure.datafolder.ServiceFile;
import io.umzug.infrastructure.files.AtlasFileStore;
import io.umzug.infrastructure.filesystem.Local;
import io.umzug.infrastructure.web.Moves;
import io.umzug.infrastructure.web.ServiceInMemory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {

  private record Run(int exitCode, String out, String err) {}

  private interface Happening {
    void run() throws IOException;
  }

  @TempDir Path folder;
  private ServiceInMemory service;
  private final Deque<Happening> betweenLooks = new ArrayDeque<>();

  @BeforeEach
  void start() throws IOException {
    service = ServiceInMemory.in(folder);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void a_move_is_opened_planned_begun_and_retried() {
    assertThat(umzug("list").out()).contains("There is no move yet");
    assertThat(umzug("open", "acme", "--estate", "rehearsal", "--title", "Umzug M\u00fcller"))
        .satisfies(run -> assertThat(run.exitCode()).isZero())
        .satisfies(run -> assertThat(run.out()).contains("REHEARSAL", "umzug plan acme"));
    assertThat(umzug("plan", "acme", "c").out()).contains("plan C", "[>] working");
    Moves.checksFind(
        service,
        "acme",
        Finding.fail(Check.SYSADMIN, "SQLNEW", "no", "It is not sysadmin.", "Make it so."));
    assertThat(umzug("show", "acme").out())
        .contains("FAIL  sysadmin: SQLNEW", "umzug accept acme P --work acme/P/RUN_PREFLIGHT/1");
    assertThat(umzug("accept", "acme", "P", "--work", "acme/P/RUN_PREFLIGHT/1").err())
        .contains("needs words");
    assertThat(umzug("findings", "acme").out()).contains("1 failed, 0 warnings, 0 passed.");
    assertThat(
            umzug("accept", "acme", "P", "--work", "acme/P/RUN_PREFLIGHT/1", "--reason", "tonight")
                .out())
        .contains("umzug begin acme R23");
    assertThat(umzug("begin", "acme", "R23").out()).contains("[>] working");
    service.report("acme", order -> new Report.BackupFailed(order, failure()));
    assertThat(umzug("show", "acme").out()).contains("HALTED", "umzug retry acme R23");
    assertThat(umzug("retry", "acme", "r23").out()).contains("[>] working");
    assertThat(umzug("list").out()).contains("acme", "working", "R23");
    assertThat(service.events("acme").getLast().person()).isEqualTo("J\u00f6rg");
  }

  @Test
  void an_optional_step_is_skipped_with_its_reason() {
    Moves.upToOutlook(service, "acme");
    assertThat(umzug("skip", "acme", "3", "--reason", "kein MAPI n\u00f6tig").exitCode()).isZero();
    assertThat(service.events("acme"))
        .anyMatch(
            event ->
                event.event() instanceof StepSkipped skipped
                    && skipped.reason().equals("kein MAPI n\u00f6tig"));
    assertThat(umzug("confirm", "acme", "5", "--note", "done").exitCode()).isZero();
  }

  @Test
  void a_move_goes_back_to_a_snapshot_or_is_paused_or_given_up() throws IOException {
    Moves.upToOutlook(service, "acme");
    assertThat(umzug("rollback", "acme", "S1", "--preview").out()).contains("Back to S1: V8");
    assertThat(umzug("rollback", "acme", "S1").exitCode()).isEqualTo(4);
    assertThat(umzug("rollback", "acme", "S2", "--reason", "x").err()).contains("It has: S1.");
    assertThat(umzug("snapshot", "acme", "--reason", "to be sure").out())
        .contains("working on step SNAPSHOT");
    service.report("acme", order -> new Report.SnapshotTaken(order, BACKUPS, List.of()));
    assertThat(umzug("pause", "acme", "--reason", "night").out())
        .contains("The move is paused: night", "umzug continue acme");
    assertThat(umzug("continue", "acme").out())
        .contains("umzug confirm acme 3", "Back to: S1", "S2");
    assertThat(umzug("claim", "acme", "3", "--name", "x", "--powered-off").exitCode()).isEqualTo(4);
    assertThat(umzug("accept-loss", "acme", "3", "--statement", "x").exitCode()).isEqualTo(4);
    assertThat(umzug("approve", "acme", "3", "XPDATA", "XPVDIR").err()).contains("rule R33");
    assertThat(umzug("run-batch-files", "acme", "3").err()).contains("rule E4");
    assertThat(umzug("by-hand", "acme", "3", "--note", "x").exitCode()).isEqualTo(4);
    Path log = Files.writeString(folder.resolve("a log.txt"), "22:39:49 INF");
    assertThat(umzug("attach", "acme", "R23", log.toString(), "--note", "its log").exitCode())
        .isZero();
    assertThat(umzug("audit", "acme").out()).contains("the file 'a log.txt' is kept as evidence");
    assertThat(umzug("attach", "acme", "R23", log + ".not").err()).contains("no such file");
    assertThat(umzug("attach", "acme", "R23", folder.toString()))
        .isEqualTo(new Run(2, "", folder + ": this is a folder. Attach a file.\n"));
    assertThat(umzug("loss", "acme").exitCode()).isEqualTo(1);
    assertThat(umzug("abandon", "acme", "--reason", "sold").out()).contains("was abandoned: sold");
  }

  @Test
  void a_move_that_waits_too_long_is_marked_in_the_list_and_told_in_the_audit() {
    Moves.upToBackup(service, "acme");
    long held = service.events("acme").getLast().sequence();
    assertThat(umzug("list").out()).doesNotContain("overdue");
    assertThat(umzug("show", "acme").out()).contains("Waits:   since 2026-11-21T08:00:00Z\n");
    service.report(new Report.PersonOverdue(new MigrationId("acme"), held, 1, false));
    assertThat(umzug("list").out()).contains("overdue");
    service.report(new Report.PersonOverdue(new MigrationId("acme"), held, 2, true));
    assertThat(umzug("list").out()).contains("ESCALATED");
    assertThat(umzug("show", "acme").out()).contains("OVERDUE, reminders: 2, escalated");
    assertThat(umzug("audit", "acme").out())
        .contains("umzug (DEADLINE)  Step R23", "still waits for a person: reminder 1.")
        .contains("in spite of the reminder");
  }

  @Test
  void a_window_is_agreed_on_and_overridden() {
    Moves.upToOutlook(service, "acme");
    assertThat(
            umzug(
                    "cut-over",
                    "acme",
                    "--from",
                    "2026-11-21T08:00:00Z",
                    "--until",
                    "2026-11-21T20:00:00Z")
                .out())
        .contains("until 2026-11-21T20:00:00Z: GO (R16)", "1:23 (acme/R23/BACK_UP_DATABASES/1)")
        .contains("A rollback has to begin by 2026-11-21T19:58:37Z");
    assertThat(umzug("override", "acme", "--reason", "x").exitCode()).isEqualTo(4);
    long window = service.events("acme").getLast().sequence();
    service.report(
        new Report.RollbackWindowClosed(
            new MigrationId("acme"), window, Instant.parse("2026-11-21T19:58:37Z")));
    assertThat(umzug("show", "acme").out())
        .contains("NO-GO, nothing is begun", "umzug override acme");
    assertThat(umzug("confirm", "acme", "3").err()).contains("rule R16");
    assertThat(umzug("override", "acme", "--reason", "the partner agrees").out())
        .contains("NO-GO, overridden");
    assertThat(umzug("confirm", "acme", "3").exitCode()).isZero();
    assertThat(umzug("cut-over", "acme", "--from", "now", "--until", "later").exitCode())
        .isNotZero();
  }

  @Test
  void the_audit_lists_every_event_as_a_line_or_as_json() {
    Moves.upToOutlook(service, "acme");
    int events = service.events("acme").size();
    Run lines = umzug("audit", "acme");
    assertThat(lines.out().lines()).hasSize(events);
    assertThat(lines.out()).contains("anna (API)  Plan C was chosen", "umzug (WORKER)  Backed up");
    JsonNode json = JsonMapper.shared().readTree(umzug("audit", "acme", "--json").out());
    assertThat(json.size()).isEqualTo(events);
    assertThat(json.get(0).path("type").asString()).isEqualTo("migration.opened");
  }

  @Test
  void a_refusal_is_a_sentence_with_its_rule_and_exit_code_4() {
    Moves.upToBackup(service, "acme");
    Run run = umzug("begin", "acme", "12");
    assertThat(run)
        .isEqualTo(
            new Run(
                4,
                "",
                "Refused: The move stands at step R23, not at step 12. The order is fixed. (rule R24)\n"));
    assertThat(umzug("open", "acme", "--estate", "acme").exitCode()).isEqualTo(4);
  }

  @Test
  void what_is_not_known_has_exit_codes_of_its_own() {
    Moves.upToBackup(service, "acme");
    assertThat(umzug("show", "nobody").exitCode()).isEqualTo(6);
    assertThat(umzug("show", "nobody").err()).contains("There is no such move");
    assertThat(umzug("show", "Not/An ID").exitCode()).isIn(2, 1);
    assertThat(umzug("plan", "acme", "E"))
        .isEqualTo(new Run(2, "", "No plan is called 'E'. Known are: A, B, C, D.\n"));
    assertThat(umzug("begin", "acme", "99").err()).contains("Known are: R23, 1, 2, 3");
    assertThat(umzug("open", "x", "--estate", "mars").err()).contains("Configured are: rehearsal");
    assertThat(umzug("skip", "acme", "3").err()).contains("--reason");
    assertThat(umzug("nonsense").exitCode()).isEqualTo(2);
    assertThat(umzug().exitCode()).isEqualTo(2);
  }

  @Test
  void without_a_service_the_command_says_so_with_exit_code_5(@TempDir Path empty)
      throws IOException {
    Run never = run("list", "--data", empty.toString());
    assertThat(never.exitCode()).isEqualTo(5);
    assertThat(never.err()).contains("No service runs with the data folder " + empty);
    new ServiceFile(URI.create("http://127.0.0.1:" + closedPort()), 1).writeTo(folder);
    Run gone = umzug("list");
    assertThat(gone.exitCode()).isEqualTo(5);
    assertThat(gone.err()).contains("No service answers at http://127.0.0.1:");
  }

  @Test
  void a_token_of_another_folder_is_not_accepted() throws IOException {
    Files.writeString(folder.resolve("api-token"), "0".repeat(64));
    Run run = umzug("list");
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.err()).contains("does not accept the token");
  }

  @Test
  void watching_without_a_terminal_prints_only_what_is_new() {
    Moves.upToBackup(service, "acme");
    betweenLooks.add(() -> {});
    betweenLooks.add(() -> service.instruct("acme", new BeginStep(new StepAt(0, Step.BACKUP))));
    betweenLooks.add(() -> service.progress("acme", new Progress("XPDATA", 42)));
    betweenLooks.add(() -> service.progress("acme", new Progress("XPDATA", 44)));
    betweenLooks.add(
        () -> service.progress("acme", new Progress("XPDATA", 50, 9_540_000L, 3_900L)));
    betweenLooks.add(
        () -> service.report("acme", order -> new Report.BackupFailed(order, failure())));
    Run run = umzug("watch", "acme");
    assertThat(run.exitCode()).isEqualTo(130);
    assertThat(run.out().lines().map(line -> line.replaceFirst("^2026-11-21T\\S+  ", "")))
        .containsExactly(
            "anna (API)  The move 'The title' was opened: V8 to V9 in estate rehearsal, with"
                + " XPDATA.",
            "anna (API)  Plan C was chosen; its procedure of 17 steps is frozen as "
                + service
                    .events("acme")
                    .get(1)
                    .event()
                    .toString()
                    .replaceAll(".*hash=(.{12}).*", "$1")
                + ".",
            "anna (API)  Step P, Checks, began.",
            "anna (API)  The checks are to be made (step P, attempt 1).",
            "umzug (WORKER)  The checks were made: 0 failed, 0 warnings, 0 passed.",
            "umzug (WORKER)  Nothing fails and nothing is worse than it was accepted, so nobody is"
                + " asked.",
            "umzug (WORKER)  Step P, Checks, is complete.",
            "umzug (WORKER)  Step R23, Back up the old server, waits for a person's begin.",
            "The move is HELD at step R23.",
            "anna (API)  Step R23, Back up the old server, began.",
            "anna (API)  A backup was asked for of XPDATA (step R23, attempt 1).",
            "The move is WORKING at step R23.",
            "XPDATA: 40 %",
            "XPDATA: 50 %, 9.5 MB/s, 1 h 05 min left",
            "umzug (WORKER)  The backup failed (step R23, attempt 1): The share is closed.",
            "The move is HALTED at step R23.");
  }

  @Test
  void watching_survives_a_restart_of_the_service() throws IOException {
    Moves.upToBackup(service, "acme");
    URI url = service.url();
    URI closed = URI.create("http://127.0.0.1:" + closedPort());
    betweenLooks.add(() -> new ServiceFile(closed, 1).writeTo(folder));
    betweenLooks.add(() -> {});
    betweenLooks.add(() -> new ServiceFile(url, 1).writeTo(folder));
    betweenLooks.add(() -> service.instruct("acme", new BeginStep(new StepAt(0, Step.BACKUP))));
    assertThat(umzug("watch", "acme").out())
        .containsOnlyOnce("The service does not answer; waiting for it to come back.")
        .endsWith("The move is WORKING at step R23.\n");
  }

  @Test
  void on_a_terminal_the_board_is_painted_over_the_former_one() {
    Moves.upToBackup(service, "acme");
    betweenLooks.add(() -> service.instruct("acme", new BeginStep(new StepAt(0, Step.BACKUP))));
    Run run = run(screen(true), "watch", "acme", "--data", folder.toString());
    String[] paintings = run.out().split("\u001b\\[H", -1);
    assertThat(paintings).hasSize(3);
    assertThat(paintings[1]).contains("to begin");
    assertThat(paintings[2]).contains("working").endsWith("\u001b[J");
  }

  @Test
  void every_command_has_help_and_documents_its_exit_codes() {
    CommandLine commandLine =
        UmzugCommand.commandLine(
            screen(false), new Further(), new AtlasCommand(new AtlasFileStore(Local.FILES)));
    assertThat(withoutExitCodes(commandLine)).isEmpty();
    assertThat(commandLine.getSubcommands())
        .containsKeys(
            "list",
            "show",
            "watch",
            "open",
            "plan",
            "begin",
            "confirm",
            "skip",
            "retry",
            "audit",
            "snapshot",
            "rollback",
            "pause",
            "continue",
            "abandon",
            "claim",
            "accept-loss",
            "approve",
            "run-batch-files",
            "by-hand",
            "accept-differences",
            "backup",
            "give-up",
            "attach",
            "loss",
            "accept",
            "findings",
            "cut-over",
            "override",
            "secret",
            "further",
            "atlas");
    assertThat(run("--help").out()).contains("  4   refused", "Commands:");
    assertThat(run("show", "--help").exitCode()).isZero();
    assertThat(run("further").exitCode()).isEqualTo(42);
  }

  private static List<String> withoutExitCodes(CommandLine command) {
    List<String> without = new ArrayList<>();
    if (command.getSubcommands().isEmpty() && !command.getUsageMessage().contains("Exit codes:")) {
      without.add(command.getCommandName());
    }
    command.getSubcommands().values().forEach(sub -> without.addAll(withoutExitCodes(sub)));
    return without;
  }

  @Command(name = "further", description = "Stands for what the composition root adds.")
  static final class Further implements java.util.concurrent.Callable<Integer> {
    @Override
    public Integer call() {
      return 42;
    }
  }

  private static final List<DatabaseBackup> BACKUPS =
      List.of(
          new DatabaseBackup("XPDATA", "OLDXP\\XPCONNECT", "g.bak", "guid", 1, "00", List.of()));

  private static Diagnosis failure() {
    return new Diagnosis("The share is closed.", List.of("B3"), "Open it.", "error 5");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void a_preflight_that_fails_is_told_and_refused() {
    Run run = umzug("preflight", "rehearsal", "--plan", "c", "--at", "restore");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.out())
        .contains("REHEARSAL", "FAIL", "R27", "To do:", "nobody answers")
        .contains("failed,");
    Run json = umzug("preflight", "rehearsal", "--plan", "C", "--json");
    assertThat(json.exitCode()).isEqualTo(4);
    assertThat(JsonMapper.shared().readTree(json.out()).path("verdict").asString())
        .isEqualTo("FAIL");
    assertThat(umzug("preflight", "rehearsal")).satisfies(CommandLineTest::isUsage);
    assertThat(umzug("preflight", "none", "--plan", "C")).satisfies(CommandLineTest::isUsage);
  }

  private static void isUsage(Run run) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isNotBlank();
  }

  private Run umzug(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!all.isEmpty()) {
      all.addAll(List.of("--data", folder.toString()));
    }
    if (!all.isEmpty() && !all.contains("nonsense")) {
      all.addAll(List.of("--person", "J\u00f6rg"));
    }
    return run(all.toArray(String[]::new));
  }

  private Run run(String... arguments) {
    return run(screen(false), arguments);
  }

  private Screen screen(boolean terminal) {
    return new Screen(
        terminal,
        100,
        false,
        false,
        _ -> {
          Happening next = betweenLooks.poll();
          if (next == null) {
            throw new InterruptedException("interrupted");
          }
          try {
            next.run();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  private Run run(Screen screen, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = UmzugCommand.commandLine(screen, new Further());
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    int exitCode = commandLine.execute(arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
