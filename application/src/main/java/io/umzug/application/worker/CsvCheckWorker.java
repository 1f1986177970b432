package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.filesystem.FileDiagnosis;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.host.CsvFiles;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.CsvFacts;
import io.umzug.domain.migration.MigrationEvent.CsvCheckRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.transfer.CsvFinding;
import io.umzug.domain.transfer.CsvFinding.Severity;
import io.umzug.domain.transfer.CsvReading;
import io.umzug.domain.transfer.TextConnectorCsv;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** R7: reads the CSV of the users, line by line, before the text connector does. */
public final class CsvCheckWorker implements Worker<CsvCheckRequested> {

  private static final int TOLD_AT_MOST = 50;

  private final Estates estates;
  private final CsvFiles files;

  public CsvCheckWorker(Estates estates, CsvFiles files) {
    this.estates = estates;
    this.files = files;
  }

  @Override
  public Class<CsvCheckRequested> performs() {
    return CsvCheckRequested.class;
  }

  @Override
  public Report perform(CsvCheckRequested request, WorkContext context) {
    WorkOrder order = request.order();
    try {
      Estate estate = Sites.whole(estates, order);
      HostPath file = file(estate);
      context.progress("CSV", 0);
      CsvFiles.Content content = read(estate, file);
      CsvReading reading = TextConnectorCsv.read(content.text());
      requireImportable(file, reading);
      context.progress("CSV", 100);
      return new Report.CsvChecked(
          order, new CsvFacts(file.path(), content.sha256(), reading.users()));
    } catch (WorkProblem problem) {
      return new Report.CsvCheckFailed(order, problem.diagnosis());
    }
  }

  private static HostPath file(Estate estate) throws WorkProblem {
    String file = estate.usersCsv();
    if (file == null) {
      throw new WorkProblem(
          new Diagnosis(
              "The estate's configuration does not say where the CSV of the users lies.",
              List.of("R6", "R7"),
              "Name it as users-csv in the estate's configuration, restart Umzug, then retry the"
                  + " step.",
              "users-csv is not set for the estate " + estate.name()));
    }
    return new HostPath(estate.xphone().host(), file);
  }

  private CsvFiles.Content read(Estate estate, HostPath file) throws WorkProblem {
    try {
      return files.read(estate, file);
    } catch (IOException e) {
      throw new WorkProblem(
          FileDiagnosis.of(
              "The CSV of the users, %s, cannot be read.".formatted(file),
              List.of("R6", "R7"),
              "Export the users with the Migrations-Manager to this path, or correct users-csv in"
                  + " the estate's configuration, then retry the step.",
              e));
    }
  }

  private static void requireImportable(HostPath file, CsvReading reading) throws WorkProblem {
    if (reading.isImportable()) {
      return;
    }
    List<CsvFinding> errors =
        reading.findings().stream()
            .filter(finding -> finding.severity() == Severity.ERROR)
            .toList();
    String told =
        errors.stream()
            .limit(TOLD_AT_MOST)
            .map(CsvCheckWorker::line)
            .collect(Collectors.joining("\n"));
    throw new WorkProblem(
        new Diagnosis(
            "%s cannot be imported: %d findings are against the rule.%s"
                .formatted(
                    file,
                    errors.size(),
                    errors.size() > TOLD_AT_MOST
                        ? " The first %d are told.".formatted(TOLD_AT_MOST)
                        : ""),
            List.of("R7"),
            "Correct these lines, or the users in the V4 and export them again, then retry the"
                + " step.",
            told));
  }

  private static String line(CsvFinding finding) {
    return "line %d%s: %s"
        .formatted(
            finding.line(),
            finding.attribute().isEmpty() ? "" : ", " + finding.attribute(),
            finding.sentence());
  }
}
