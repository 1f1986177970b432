package io.umzug.application.estatecheck;

import io.umzug.application.filesystem.FileTrouble;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.preflight.Finding;
import java.util.List;

/**
 * How an entry answered.
 *
 * @param sentence what was seen
 * @param rules identifiers such as {@code B2}, maybe none
 * @param remedy what to do; empty where nothing is to be done
 * @param exactText the original error text; empty where there is none
 */
public record Answer(
    Outcome outcome, String sentence, List<String> rules, String remedy, String exactText) {

  /** From good to bad. */
  public enum Outcome {
    GOOD,
    /** Somebody should know; the move may go on, or brings it itself. */
    REMARK,
    BAD
  }

  public Answer {
    rules = List.copyOf(rules);
  }

  static Answer good(String sentence) {
    return new Answer(Outcome.GOOD, sentence, List.of(), "", "");
  }

  static Answer bad(Diagnosis diagnosis) {
    return new Answer(
        Outcome.BAD,
        diagnosis.cause(),
        diagnosis.rules(),
        diagnosis.remedy(),
        diagnosis.exactText());
  }

  static Answer bad(FileTrouble trouble) {
    return new Answer(
        Outcome.BAD,
        "%s%s: %s"
            .formatted(
                trouble.place(),
                trouble.path().isEmpty() ? "" : ", " + trouble.path(),
                trouble.kind().sentence()),
        trouble.kind().rules(),
        trouble.kind().remedy(),
        trouble.original());
  }

  static Answer of(Finding finding) {
    return new Answer(
        switch (finding.verdict()) {
          case PASS -> Outcome.GOOD;
          case WARNING -> Outcome.REMARK;
          case FAIL -> Outcome.BAD;
        },
        finding.sentence(),
        finding.rules(),
        finding.remedy(),
        finding.exactText());
  }

  /** The same, but no worse than a remark, with the reason. */
  Answer atWorstRemark(String because) {
    return outcome == Outcome.BAD
        ? new Answer(Outcome.REMARK, sentence + " " + because, rules, remedy, exactText)
        : this;
  }
}
