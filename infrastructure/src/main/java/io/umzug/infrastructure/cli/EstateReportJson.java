package io.umzug.infrastructure.cli;

import io.umzug.application.estatecheck.EstateChecks.Report;
import io.umzug.application.estatecheck.Mistake;
import io.umzug.application.estatecheck.Tried;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What came of a check of the estate file, for a program. */
final class EstateReportJson {

  private EstateReportJson() {}

  static String of(Path file, Report report) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("file", file.toString());
    answer.put("mistakes", report.mistakes().stream().map(EstateReportJson::mistake).toList());
    answer.put("estates", report.estates());
    answer.put("tried", report.tried().stream().map(EstateReportJson::tried).toList());
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(answer);
  }

  private static Map<String, Object> mistake(Mistake mistake) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("line", mistake.line());
    told.put("column", mistake.column());
    told.put("sentence", mistake.sentence());
    told.put("rules", mistake.rules());
    return told;
  }

  private static Map<String, Object> tried(Tried tried) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("estate", tried.entry().estate());
    told.put("entry", tried.entry().kind());
    told.put("name", tried.entry().name());
    told.put("line", tried.entry().line());
    told.put("tried", tried.what());
    told.put("outcome", tried.answer().outcome().name().toLowerCase(Locale.ROOT));
    told.put("sentence", tried.answer().sentence());
    told.put("rules", tried.answer().rules());
    told.put("remedy", tried.answer().remedy());
    told.put("exactText", tried.answer().exactText());
    return told;
  }
}
