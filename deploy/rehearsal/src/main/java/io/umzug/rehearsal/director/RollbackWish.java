package io.umzug.rehearsal.director;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Once, when the move first waits for a person at this step, it goes back to this snapshot.
 *
 * @param snapshot such as {@code S3}
 * @param step its label, such as {@code V8:R13}
 */
public record RollbackWish(String snapshot, String step) {

  private static final Pattern WISH = Pattern.compile("(?i)(S[1-9][0-9]*)@(\\S+)");

  /**
   * @throws IllegalArgumentException where it is not written {@code SNAPSHOT@STEP}
   */
  public static RollbackWish parse(String text) {
    Matcher wish = WISH.matcher(text);
    if (!wish.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no way back. Write SNAPSHOT@STEP, such as S3@V8:R13.".formatted(text));
    }
    return new RollbackWish(wish.group(1).toUpperCase(Locale.ROOT), wish.group(2));
  }

  @Override
  public String toString() {
    return snapshot + "@" + step;
  }
}
