package io.umzug.domain.diagnosis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error of Windows that SQL Server quotes within its own, such as {@code 5(Access is denied.)}.
 *
 * @param code such as 5; the text beside it is in the language of the Windows
 */
public record OperatingSystemError(int code, String text) {

  private static final Pattern QUOTED = Pattern.compile("(?<![\\w\\\\/.(])(\\d{1,5})\\(([^)]*)");

  /**
   * The operating system's error within an error of SQL Server.
   *
   * @param file the file the error may name; digits and brackets in its own name mean nothing
   */
  public static Optional<OperatingSystemError> in(SqlServerError error, String file) {
    String text = file.isEmpty() ? error.text() : error.text().replace(file, "");
    Matcher matcher = QUOTED.matcher(text);
    return matcher.find()
        ? Optional.of(
            new OperatingSystemError(Integer.parseInt(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }
}
