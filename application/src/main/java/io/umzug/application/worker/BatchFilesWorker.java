package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.host.CommandTrouble;
import io.umzug.application.host.EvidenceStore;
import io.umzug.application.host.HostCommands;
import io.umzug.application.host.HostCommands.Command;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.EvidenceFile;
import io.umzug.domain.evidence.ProgramRun;
import io.umzug.domain.migration.MigrationEvent.BatchFilesRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * E4: runs the two batch files from the installation medium, one after the other, once a person has
 * approved it. Nobody outside the vendor knows what a second run of one does (U3), so a run that
 * was cut off is never repeated without another approval.
 */
public final class BatchFilesWorker implements Worker<BatchFilesRequested> {

  private static final List<String> FILES =
      List.of(
          "Software\\Server\\3rdParty\\sql\\MigrateSQLServer_UC.BAT",
          "Software\\Server\\3rdParty\\sql\\MigrateSQLServer_STAT.BAT");

  private static final Duration LONGEST_RUN = Duration.ofHours(4);
  private static final int LAST_LINES = 30;
  private static final List<String> RULES = List.of("E4", "U3");

  private final Estates estates;
  private final HostCommands commands;
  private final XPhoneService service;
  private final EvidenceStore evidence;

  public BatchFilesWorker(
      Estates estates, HostCommands commands, ServiceControl control, EvidenceStore evidence) {
    this.estates = estates;
    this.commands = commands;
    this.service = new XPhoneService(control);
    this.evidence = evidence;
  }

  @Override
  public Class<BatchFilesRequested> performs() {
    return BatchFilesRequested.class;
  }

  @Override
  public Report perform(BatchFilesRequested request, WorkContext context)
      throws InterruptedException {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.of(estates, order);
      String medium = medium(estate);
      BatchFileNotes notes = notes(context);
      List<ProgramRun> runs = new ArrayList<>(notes.ended());
      requireNotCutOff(estate, notes);
      requireStopped(estate);
      for (String file : FILES.subList(runs.size(), FILES.size())) {
        context.progress(name(file), 0);
        context.remember(new BatchFileNotes(runs, file).note());
        Shown shown = new Shown(name(file), context);
        runs.add(run(estate, medium, file, shown));
        context.remember(new BatchFileNotes(runs, "").note());
        shown.requireHeard();
      }
      return new Report.BatchFilesRan(order, runs);
    } catch (WorkProblem problem) {
      return new Report.BatchFilesFailed(order, problem.diagnosis());
    }
  }

  /** What ended well in an earlier attempt is not run again; what was cut off then, may be. */
  private static BatchFileNotes notes(WorkContext context) {
    return context
        .recall()
        .map(BatchFileNotes::recalled)
        .orElseGet(
            () ->
                new BatchFileNotes(
                    BatchFileNotes.recalled(context.recallEarlierAttempt().orElse("")).ended(),
                    ""));
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('\\') + 1);
  }

  /** What a file says: kept, and shown as long as that can be done. */
  private static final class Shown implements HostCommands.Output {
    private final String name;
    private final WorkContext context;
    private final List<String> lines = new ArrayList<>();
    private @Nullable RuntimeException unheard;

    Shown(String name, WorkContext context) {
      this.name = name;
      this.context = context;
    }

    @Override
    public void line(HostCommands.Stream stream, String line) {
      lines.add(line);
      if (unheard == null) {
        try {
          context.progress(name + ": " + line, 0);
        } catch (RuntimeException e) {
          // The file runs on; what came of it has to be noted first.
          unheard = e;
        }
      }
    }

    void requireHeard() {
      if (unheard != null) {
        throw unheard;
      }
    }
  }

  private static String medium(Estate estate) throws WorkProblem {
    String medium = estate.xphone().installationMedium();
    if (medium.isBlank()) {
      throw new WorkProblem(
          new Diagnosis(
              "The estate's configuration does not say where the installation medium is.",
              List.of("E4"),
              "Run the batch files by hand: umzug retry offers the step again, then confirm it. Or"
                  + " name the medium's folder as installation-medium of this XPhone server, as"
                  + " that machine writes it, restart Umzug, and approve again.",
              "installation-medium is not set for " + estate.xphone().host()));
    }
    return medium;
  }

  private static void requireNotCutOff(Estate estate, BatchFileNotes notes) throws WorkProblem {
    if (!notes.running().isEmpty()) {
      throw new WorkProblem(
          new Diagnosis(
              "Umzug was stopped while %s ran on %s, and did not see it end."
                  .formatted(notes.running(), estate.xphone().host()),
              RULES,
              "Look on that machine whether it still runs, and how far it came. Then end it by hand"
                  + " and record that (umzug by-hand), or approve it anew after umzug retry.",
              notes.running()));
    }
  }

  private void requireStopped(Estate estate) throws WorkProblem, InterruptedException {
    ServiceControl.Status status = service.query(estate);
    if (status.state() != ServiceControl.State.STOPPED) {
      throw new WorkProblem(
          new Diagnosis(
              "The XPhone service is not stopped, so no batch file was run.",
              List.of("E3", "E4"),
              "Stop the service on %s; umzug retry then offers the step again."
                  .formatted(estate.xphone().host()),
              status.text()));
    }
  }

  private ProgramRun run(Estate estate, String medium, String file, Shown shown)
      throws WorkProblem, InterruptedException {
    String name = name(file);
    int exitCode;
    try {
      exitCode =
          commands.run(
              estate,
              estate.xphone().host(),
              Command.of(List.of(below(medium, file))).in(medium).within(LONGEST_RUN),
              shown);
    } catch (CommandTrouble trouble) {
      throw new WorkProblem(
          new Diagnosis(
              "%s could not be run to its end on %s: %s"
                  .formatted(name, estate.xphone().host(), trouble.sentence()),
              RULES,
              "%s %s".formatted(trouble.remedy(), kept(keep(name, shown.lines))),
              last(shown.lines) + trouble.original()));
    }
    ProgramRun run = new ProgramRun(file, exitCode, keep(name, shown.lines));
    if (exitCode != 0) {
      throw new WorkProblem(
          new Diagnosis(
              "%s ended with exit code %d on %s.".formatted(name, exitCode, estate.xphone().host()),
              RULES,
              "Read its last words. When the cause is mended, umzug retry offers the step again;"
                  + " approved anew, this file runs again, and none that ended well. "
                  + kept(run.output()),
              last(shown.lines)));
    }
    return run;
  }

  private static String kept(EvidenceFile output) {
    return "All that it said is kept as evidence under the SHA-256 %s.".formatted(output.sha256());
  }

  private static String below(String medium, String file) {
    return medium.endsWith("\\") ? medium + file : medium + "\\" + file;
  }

  private static String last(List<String> said) {
    List<String> last = said.subList(Math.max(0, said.size() - LAST_LINES), said.size());
    return last.isEmpty() ? "" : String.join("\n", last) + "\n";
  }

  private EvidenceFile keep(String name, List<String> said) throws WorkProblem {
    String text = String.join("\r\n", said) + "\r\n";
    try {
      return evidence.keep(
          name + ".txt", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new WorkProblem(
          new Diagnosis(
              "%s has ended, but what it said cannot be kept as evidence.".formatted(name),
              RULES,
              "Make room in Umzug's data folder, then record what was done (umzug by-hand).",
              last(said) + e));
    }
  }
}
