package io.umzug.domain.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error that the Backup-Manager wrote into its log (B6): words without a number.
 *
 * @param server the SQL Server it spoke to, as the log names it; empty where it does not
 * @param operation what was under way, such as {@code backup of XPDATA}
 * @param text of the entry, which may be wrapped over lines
 * @param serviceAccounts the accounts under which that SQL Server opens files (B3); empty where
 *     they are not known
 */
public record LoggedError(
    String server, String operation, String text, List<String> serviceAccounts) {

  private static final Pattern FILE =
      Pattern.compile("'((?:\\\\\\\\|[A-Za-z]:\\\\)[^']*)'|\"((?:\\\\\\\\|[A-Za-z]:\\\\)[^\"]*)\"");
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
  private static final int USUAL_SEVERITY = 16;

  public LoggedError {
    serviceAccounts = List.copyOf(serviceAccounts);
  }

  /** Whether these words tell a cause; it may still be one that Umzug has no remedy for. */
  public boolean isKnown() {
    return finding().isPresent();
  }

  /** What it means; empty where its words are not known, and nobody should guess. */
  public Optional<Diagnosis> diagnosis() {
    return finding().map(finding -> finding.withExactText(text));
  }

  private Optional<Finding> finding() {
    String words = WHITE_SPACE.matcher(text).replaceAll(" ");
    OptionalInt number = ErrorTexts.number(words);
    SqlServerTrouble trouble = trouble(words, number);
    if (number.isEmpty()) {
      return BackupManagerFindings.ofWindows(trouble);
    }
    return switch (number.getAsInt()) {
      case ErrorTexts.UNANSWERED -> Optional.of(BackupManagerFindings.unanswered(trouble));
      case 229, 230, 262, 297, 300, 916, 3110, 5011, 15247 ->
          Optional.of(BackupManagerFindings.permission(trouble));
      case 18452, 18456, 18470, 18486, 18487, 18488 ->
          Optional.of(BackupManagerFindings.loginRefused(trouble));
      default ->
          SqlServerDiagnosis.finding(trouble).or(() -> BackupManagerFindings.ofWindows(trouble));
    };
  }

  private SqlServerTrouble trouble(String words, OptionalInt number) {
    List<SqlServerError> errors =
        number.isPresent() && number.getAsInt() != ErrorTexts.UNANSWERED
            ? List.of(new SqlServerError(number.getAsInt(), USUAL_SEVERITY, 1, words))
            : List.of();
    return new SqlServerTrouble(
        server.isBlank() ? "(not named in the log)" : server,
        operation,
        errors,
        words,
        serviceAccounts,
        file(words));
  }

  /** The first path in quotation marks. */
  private static String file(String words) {
    Matcher file = FILE.matcher(words);
    if (!file.find()) {
      return "";
    }
    return file.group(1) != null ? file.group(1) : file.group(2);
  }
}
