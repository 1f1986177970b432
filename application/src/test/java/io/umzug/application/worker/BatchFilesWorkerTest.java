package io.umzug.application.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.CommandTrouble;
import io.umzug.application.host.EvidenceStore;
import io.umzug.application.host.HostCommands;
import io.umzug.application.host.ServiceControl.State;
import io.umzug.application.work.WorkContext;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.application.worker.Surroundings.Alone;
import io.umzug.application.worker.Surroundings.StubbornService;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.EvidenceFile;
import io.umzug.domain.evidence.ProgramRun;
import io.umzug.domain.migration.MigrationEvent.BatchFilesRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.XPhoneVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** E4, with a medium whose batch files say and answer what they are told to. */
class BatchFilesWorkerTest {

  private static final String UC = "Software\\Server\\3rdParty\\sql\\MigrateSQLServer_UC.BAT";
  private static final String STAT = "Software\\Server\\3rdParty\\sql\\MigrateSQLServer_STAT.BAT";
  private static final BatchFilesRequested REQUEST =
      new BatchFilesRequested(Surroundings.order(Step.RUN_BATCH_FILES, Task.RUN_BATCH_FILES));

  /** Remembers across runs, as the table of orders does, and may be cut off at a word. */
  private static final class Remembering implements WorkContext {
    private Optional<String> note = Optional.empty();
    private Optional<String> earlier = Optional.empty();
    private String cutOffAt = "-";
    private final List<String> shown = new ArrayList<>();

    @Override
    public void progress(String subject, int percent) {
      shown.add(subject);
      if (subject.contains(cutOffAt)) {
        throw new WorkInterrupted("cut off");
      }
    }

    @Override
    public void remember(String kept) {
      note = Optional.of(kept);
    }

    @Override
    public Optional<String> recall() {
      return note;
    }

    @Override
    public Optional<String> recallEarlierAttempt() {
      return earlier;
    }
  }

  private State state = State.STOPPED;
  private final Map<String, String> evidence = new HashMap<>();
  private final List<HostCommands.Command> run = new ArrayList<>();
  private final Map<String, Integer> exitCodes = new HashMap<>();

  private final EvidenceStore store =
      new EvidenceStore() {
        @Override
        public EvidenceFile keep(String name, InputStream content) throws IOException {
          String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
          evidence.put(name, text);
          return new EvidenceFile(name, "sha-" + name, text.length());
        }

        @Override
        public Optional<InputStream> open(String sha256) {
          return Optional.empty();
        }
      };

  private final HostCommands commands =
      new HostCommands() {
        @Override
        public int run(Estate estate, String machine, Command command, Output output)
            throws CommandTrouble {
          run.add(command);
          output.line(Stream.OUT, "Installing");
          output.line(Stream.ERR, "Zugriff verweigert");
          String file = command.program();
          Integer code = exitCodes.get(file.substring(file.lastIndexOf('\\') + 1));
          if (code == null) {
            return 0;
          }
          if (code < 0) {
            throw CommandTrouble.of(
                CommandTrouble.Kind.CONNECTION_LOST, machine, file, "reset by peer", null);
          }
          return code;
        }

        @Override
        public boolean isReached(Estate estate, String machine) {
          return true;
        }
      };

  private static Estates estates(String medium) {
    Estate estate =
        new Estate(
            "estate",
            "t",
            true,
            RouteKind.SQL_EXPRESS_UPDATE,
            XPhoneVersion.V8,
            XPhoneVersion.V8,
            "\\\\NEW\\Backup",
            List.of(),
            List.of(),
            new XPhoneHost(
                "OLDXP",
                "atlas.xml",
                "s",
                "D\\x",
                "",
                "",
                List.of(),
                XPhoneHost.Addresses.NONE,
                medium),
            Map.of());
    return new Estates() {
      @Override
      public List<Estate> all() {
        return List.of(estate);
      }

      @Override
      public Estate named(String name) {
        return estate;
      }
    };
  }

  private Report perform(String medium, WorkContext context) throws InterruptedException {
    return new BatchFilesWorker(estates(medium), commands, new StubbornService(state), store)
        .perform(REQUEST, context);
  }

  private Diagnosis failed(String medium, WorkContext context) throws InterruptedException {
    return ((Report.BatchFilesFailed) perform(medium, context)).diagnosis();
  }

  @Test
  void both_run_in_their_order_from_the_medium_and_what_they_say_is_seen_and_kept()
      throws Exception {
    Remembering context = new Remembering();
    assertThat(perform("D:\\", context))
        .isEqualTo(
            new Report.BatchFilesRan(
                REQUEST.order(),
                List.of(
                    new ProgramRun(
                        UC,
                        0,
                        new EvidenceFile(
                            "MigrateSQLServer_UC.BAT.txt", "sha-MigrateSQLServer_UC.BAT.txt", 32)),
                    new ProgramRun(
                        STAT,
                        0,
                        new EvidenceFile(
                            "MigrateSQLServer_STAT.BAT.txt",
                            "sha-MigrateSQLServer_STAT.BAT.txt",
                            32)))));
    assertThat(run)
        .extracting(HostCommands.Command::words)
        .containsExactly(List.of("D:\\" + UC), List.of("D:\\" + STAT));
    assertThat(run).extracting(HostCommands.Command::folder).containsOnly("D:\\");
    assertThat(evidence.get("MigrateSQLServer_UC.BAT.txt"))
        .isEqualTo("Installing\r\nZugriff verweigert\r\n");
    assertThat(context.shown).contains("MigrateSQLServer_STAT.BAT: Zugriff verweigert");
  }

  @Test
  void an_exit_code_ends_it_with_its_last_words_and_the_second_is_not_begun() throws Exception {
    exitCodes.put("MigrateSQLServer_UC.BAT", 3);
    Diagnosis told = failed("D:\\XPhone", new Remembering());
    assertThat(run)
        .extracting(HostCommands.Command::words)
        .containsExactly(List.of("D:\\XPhone\\" + UC));
    assertThat(told.cause()).contains("MigrateSQLServer_UC.BAT ended with exit code 3 on OLDXP");
    assertThat(told.exactText()).contains("Zugriff verweigert");
    assertThat(told.remedy()).contains("sha-MigrateSQLServer_UC.BAT.txt");
    assertThat(told.rules()).containsExactly("E4", "U3");
  }

  @Test
  void a_connection_that_breaks_is_told_with_what_was_heard() throws Exception {
    exitCodes.put("MigrateSQLServer_UC.BAT", -1);
    Diagnosis told = failed("D:\\", new Remembering());
    assertThat(told.exactText()).contains("Installing", "reset by peer");
    assertThat(told.remedy()).contains("It may still run there");
  }

  @Test
  void while_the_service_runs_nothing_else_does() throws Exception {
    state = State.RUNNING;
    assertThat(failed("D:\\", new Alone()).rules()).containsExactly("E3", "E4");
    assertThat(run).isEmpty();
  }

  @Test
  void without_a_medium_nothing_runs() throws Exception {
    assertThat(failed("", new Alone()).remedy()).contains("installation-medium", "by hand");
    assertThat(run).isEmpty();
  }

  @Test
  void what_was_cut_off_in_the_middle_is_never_run_again_by_itself() throws Exception {
    Remembering context = new Remembering();
    context.remember(
        new BatchFileNotes(List.of(new ProgramRun(UC, 0, new EvidenceFile("x", "y", 1))), STAT)
            .note());
    Diagnosis told = failed("D:\\", context);
    assertThat(run).isEmpty();
    assertThat(told.cause()).contains(STAT).contains("did not see it end");
  }

  @Test
  void one_that_ended_well_is_not_run_again_by_the_next_attempt() throws Exception {
    exitCodes.put("MigrateSQLServer_STAT.BAT", 3);
    Remembering first = new Remembering();
    failed("D:\\", first);
    run.clear();
    exitCodes.clear();
    Remembering second = new Remembering();
    second.earlier = first.note;
    assertThat(perform("D:\\", second)).isInstanceOf(Report.BatchFilesRan.class);
    assertThat(run).extracting(HostCommands.Command::words).containsExactly(List.of("D:\\" + STAT));
  }

  @Test
  void a_file_runs_to_its_end_and_is_noted_though_nobody_can_be_shown_its_words() throws Exception {
    Remembering context = new Remembering();
    context.cutOffAt = "UC.BAT: Installing";
    assertThatThrownBy(() -> perform("D:\\", context)).isInstanceOf(WorkInterrupted.class);
    context.cutOffAt = "-";
    run.clear();
    assertThat(perform("D:\\", context)).isInstanceOf(Report.BatchFilesRan.class);
    assertThat(run).extracting(HostCommands.Command::words).containsExactly(List.of("D:\\" + STAT));
    assertThat(evidence.get("MigrateSQLServer_UC.BAT.txt")).contains("Zugriff verweigert");
  }

  @Test
  void between_the_two_it_goes_on_with_the_second() throws Exception {
    Remembering context = new Remembering();
    ProgramRun first = new ProgramRun(UC, 0, new EvidenceFile("UC.txt", "sha", 3));
    context.remember(new BatchFileNotes(List.of(first), "").note());
    context.cutOffAt = "-";
    Report.BatchFilesRan ran = (Report.BatchFilesRan) perform("D:\\", context);
    assertThat(ran.runs()).startsWith(first).hasSize(2);
    assertThat(run).extracting(HostCommands.Command::words).containsExactly(List.of("D:\\" + STAT));
  }
}
