package io.umzug.domain.backuplog;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log: a line with a time and what is wrapped below it, or lines before any time.
 *
 * @param time in the time zone of the machine that wrote it; absent where the line bears none
 * @param original every line as it stands, joined by line feeds
 * @param messageAt where in {@code original} the text after time and level begins
 * @param continuesLast whether it is the rest of an entry that was too long to be kept whole
 */
public record LogEntry(
    Place place,
    @Nullable LocalDateTime time,
    Level level,
    String original,
    int messageAt,
    boolean continuesLast) {

  /** The text after time and level, with its line breaks. */
  public String message() {
    return original.substring(messageAt);
  }

  /** The message as if it had not been wrapped. */
  public String words() {
    StringBuilder words = new StringBuilder(original.length() - messageAt);
    boolean between = false;
    for (int i = messageAt; i < original.length(); i++) {
      char c = original.charAt(i);
      if (c <= ' ') {
        between = !words.isEmpty();
      } else {
        words.append(between ? " " : "").append(c);
        between = false;
      }
    }
    return words.toString();
  }
}
