package io.umzug.domain.backuplog;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Time and level at the begin of a line.
 *
 * @param end where the message begins
 */
record EntryHead(LocalDateTime time, Level level, int end) {

  /** Dates are German, English or ISO; which of 3/4 is the day, a later 13/4 tells. */
  static final class Reader {

    private static final int LONGEST = 120;
    private static final int CENTURY = 2000;

    private static final Pattern HEAD =
        Pattern.compile(
            "[\\uFEFF\\s]{0,8}\\[?"
                + "(?<a>\\d{1,4})(?<mark>[./-])(?<b>\\d{1,2})\\k<mark>(?<c>\\d{1,4})"
                + "(?:,?\\s{1,4}|T)"
                + "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?"
                + "(?:\\s?(?<half>[AaPp])\\.?[Mm]\\.?)?"
                + "(?:\\s?(?:Z|[+-]\\d{2}:?\\d{2}))?"
                + "\\]?(?=[\\s|;,:]|$)"
                + "(?:[\\s|;,:-]{1,8}\\[?(?<level>[A-Z]{3}|INFO|INFORMATION|ERROR|WARN|WARNING|DEBUG|TRACE"
                + "|VERBOSE|FATAL|CRITICAL)\\]?(?=[\\s|;,:]|$))?"
                + "[|;,:]?\\s?");

    private boolean dayFirst;

    /** The head of the line; absent where it begins with no time that exists. */
    @Nullable EntryHead read(String line) {
      if (!mayBegin(line)) {
        return null;
      }
      Matcher head = HEAD.matcher(line).region(0, Math.min(line.length(), LONGEST));
      if (!head.lookingAt()) {
        return null;
      }
      try {
        String level = head.group("level");
        return new EntryHead(time(head), level == null ? Level.NONE : new Level(level), head.end());
      } catch (DateTimeException e) {
        return null;
      }
    }

    /** Most lines without a head are told by their first character. */
    private static boolean mayBegin(String line) {
      int i = 0;
      while (i < line.length()
          && i < 9
          && (Character.isWhitespace(line.charAt(i))
              || line.charAt(i) == '\uFEFF'
              || line.charAt(i) == '[')) {
        i++;
      }
      return i < line.length() && line.charAt(i) >= '0' && line.charAt(i) <= '9';
    }

    private LocalDateTime time(Matcher head) {
      int a = number(head, "a");
      int b = number(head, "b");
      int c = number(head, "c");
      int hour = number(head, "hour");
      String half = head.group("half");
      if (half != null) {
        hour = hour % 12 + (half.toLowerCase(Locale.ROOT).equals("p") ? 12 : 0);
      }
      int second = head.group("second") == null ? 0 : number(head, "second");
      boolean yearFirst = head.group("a").length() == 4;
      boolean slashed = head.group("mark").equals("/") && !yearFirst;
      if (slashed && a > 12) {
        dayFirst = true;
      }
      boolean monthFirst = slashed && !dayFirst;
      int year = yearFirst ? a : c < 100 ? CENTURY + c : c;
      int month = yearFirst || !monthFirst ? b : a;
      int day = yearFirst ? c : monthFirst ? b : a;
      return LocalDateTime.of(
          year, month, day, hour, number(head, "minute"), second, nanos(head.group("fraction")));
    }

    private static int nanos(@Nullable String fraction) {
      return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }

    private static int number(Matcher head, String group) {
      return Integer.parseInt(head.group(group));
    }
  }
}
