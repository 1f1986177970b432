package io.umzug.application.filesystem;

import io.umzug.domain.diagnosis.Diagnosis;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** What a host said of a file, as the operator is told it. */
public final class FileDiagnosis {

  private FileDiagnosis() {}

  /**
   * @param failed a sentence on what could not be done
   * @param rules that it is about, besides those of the trouble itself
   * @param remedy what to do besides what the trouble itself asks for
   */
  public static Diagnosis of(String failed, List<String> rules, String remedy, IOException e) {
    return e instanceof FileTrouble trouble
        ? new Diagnosis(
            failed + " " + trouble.kind().sentence(),
            Stream.concat(rules.stream(), trouble.kind().rules().stream()).distinct().toList(),
            trouble.kind().remedy() + " " + remedy,
            exactText(trouble))
        : new Diagnosis(failed, rules, remedy, e.toString());
  }

  private static String exactText(FileTrouble trouble) {
    return "%s%s: %s"
        .formatted(
            trouble.place(),
            trouble.path().isEmpty() ? "" : ", " + trouble.path(),
            trouble.original());
  }
}
