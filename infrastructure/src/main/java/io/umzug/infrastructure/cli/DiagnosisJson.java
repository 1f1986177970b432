package io.umzug.infrastructure.cli;

import io.umzug.domain.backuplog.LogEntry;
import io.umzug.domain.backuplog.LogRun;
import io.umzug.domain.backuplog.LoggedFailure;
import io.umzug.domain.backuplog.Place;
import io.umzug.domain.backuplog.Verdict;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the Backup-Manager's log says, for a program; the latest failure first. */
final class DiagnosisJson {

  private static final JsonMapper JSON = JsonMapper.shared();

  private DiagnosisJson() {}

  static String of(LoggedRuns runs, long lines) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("lines", lines);
    answer.put("runs", runs.all());
    answer.put("failed", runs.failures());
    answer.put(
        "latest",
        Stream.concat(runs.failed().stream(), runs.others().stream())
            .map(DiagnosisJson::run)
            .toList());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
  }

  private static Map<String, Object> run(LogRun run) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("operation", label(run.operation()));
    told.put("verdict", verdict(run.verdict()));
    put(told, "begun", run.begun());
    put(told, "ended", run.ended());
    told.put("server", run.server());
    told.put("folder", run.folder());
    told.put(
        "databases",
        run.databases().stream()
            .map(each -> Map.of("name", each.database(), "result", label(each.result())))
            .toList());
    told.put("place", place(run.place()));
    List<LoggedFailure> failures =
        run.verdict() instanceof Verdict.Failed failed ? failed.failures() : List.of();
    told.put("failures", failures.stream().map(DiagnosisJson::failure).toList());
    told.put("accompanying", run.accompanying().stream().map(DiagnosisJson::entry).toList());
    told.put("omittedErrors", run.omitted());
    return told;
  }

  private static String verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Completed _ -> "completed";
      case Verdict.Failed _ -> "failed";
      case Verdict.Unfinished _ -> "unfinished";
      case Verdict.NotKnown _ -> "not-known";
    };
  }

  private static Map<String, Object> failure(LoggedFailure failure) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("database", failure.database());
    told.put("understood", failure.understood());
    told.put("rootCause", entry(failure.entry()));
    told.put("cause", failure.diagnosis().cause());
    told.put("rules", failure.diagnosis().rules());
    told.put("remedy", failure.diagnosis().remedy());
    return told;
  }

  private static Map<String, Object> entry(LogEntry entry) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("place", place(entry.place()));
    put(told, "time", entry.time());
    told.put("level", entry.level().word());
    told.put("text", entry.original());
    return told;
  }

  private static Map<String, Object> place(Place place) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("file", place.file());
    told.put("line", place.line());
    told.put("lastFile", place.lastFile());
    told.put("lastLine", place.lastLine());
    return told;
  }

  private static void put(Map<String, Object> told, String field, @Nullable LocalDateTime time) {
    if (time != null) {
      told.put(field, time.toString());
    }
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
