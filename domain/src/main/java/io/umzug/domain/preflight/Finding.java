package io.umzug.domain.preflight;

import io.umzug.domain.diagnosis.Diagnosis;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a check found about one thing.
 *
 * @param subject such as a server or a database; one finding for each subject of a check
 * @param observed the value that was seen, by which a later look is compared
 * @param sentence what it means
 * @param rules identifiers such as {@code R27}
 * @param remedy what to do now; empty for a pass
 * @param exactText the original error text; empty where there is none
 */
public record Finding(
    Check check,
    String subject,
    Verdict verdict,
    String observed,
    String sentence,
    List<String> rules,
    String remedy,
    String exactText) {

  public Finding {
    rules = List.copyOf(rules);
    // PostgreSQL keeps every character in JSON but this one.
    subject = subject.replace('\0', '\uFFFD');
    observed = observed.replace('\0', '\uFFFD');
    sentence = sentence.replace('\0', '\uFFFD');
    exactText = exactText.replace('\0', '\uFFFD');
  }

  public static Finding pass(Check check, String subject, String observed, String sentence) {
    return new Finding(check, subject, Verdict.PASS, observed, sentence, check.rules(), "", "");
  }

  public static Finding warning(
      Check check, String subject, String observed, String sentence, String remedy) {
    return new Finding(
        check, subject, Verdict.WARNING, observed, sentence, check.rules(), remedy, "");
  }

  public static Finding fail(
      Check check, String subject, String observed, String sentence, String remedy) {
    return new Finding(check, subject, Verdict.FAIL, observed, sentence, check.rules(), remedy, "");
  }

  /** A failure that was diagnosed; its rules are told beside the check's own. */
  public static Finding fail(Check check, String subject, String observed, Diagnosis diagnosis) {
    return new Finding(
        check,
        subject,
        Verdict.FAIL,
        observed,
        diagnosis.cause(),
        Stream.concat(check.rules().stream(), diagnosis.rules().stream()).distinct().toList(),
        diagnosis.remedy(),
        diagnosis.exactText());
  }

  /**
   * The same, no worse than {@code limit}.
   *
   * @param because the sentence that is added where it would have been worse
   */
  public Finding atWorst(Verdict limit, String because) {
    if (verdict.compareTo(limit) <= 0) {
      return this;
    }
    return new Finding(
        check, subject, limit, observed, sentence + " " + because, rules, remedy, exactText);
  }

  Finding abridged(int longest) {
    return new Finding(
        check,
        subject,
        verdict,
        observed,
        cut(sentence, longest),
        rules,
        remedy,
        cut(exactText, longest));
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    // Half a surrogate pair could not be stored.
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + " [...]";
  }

  boolean isAbout(Finding other) {
    return check == other.check && subject.equals(other.subject);
  }
}
