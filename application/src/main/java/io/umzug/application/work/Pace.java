package io.umzug.application.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How fast a work goes, and how long it will still take if it goes on like that.
 *
 * @param bytesPerSecond on the average since it began; 0 where nobody can tell
 * @param left rounded to seconds
 */
public record Pace(long bytesPerSecond, Duration left) {

  private static final double WHOLE = 100;
  private static final long MILLIS = 1000;

  private static final long MEGABYTE = 1_000_000;
  private static final long SECONDS = 60;

  /**
   * For a person, such as {@code 85 MB/s, 12 min left}; what is not known is left out, and all of
   * it where nothing is.
   */
  public static String words(@Nullable Long bytesPerSecond, @Nullable Long secondsLeft) {
    List<String> words = new ArrayList<>();
    if (bytesPerSecond != null && bytesPerSecond > 0) {
      words.add(
          bytesPerSecond < 10 * MEGABYTE
              ? String.format(Locale.ROOT, "%.1f MB/s", (double) bytesPerSecond / MEGABYTE)
              : bytesPerSecond / MEGABYTE + " MB/s");
    }
    if (secondsLeft != null && secondsLeft > 0) {
      words.add(duration(secondsLeft) + " left");
    }
    return String.join(", ", words);
  }

  private static String duration(long seconds) {
    long minutes = (seconds + SECONDS / 2) / SECONDS;
    if (seconds < SECONDS) {
      return seconds + " s";
    }
    return minutes < SECONDS
        ? minutes + " min"
        : "%d h %02d min".formatted(minutes / SECONDS, minutes % SECONDS);
  }

  /**
   * @param percent 0 to 100
   * @param elapsed since it began, as SQL Server counts it
   * @param totalBytes of the whole work; 0 where nobody knows
   */
  public static Pace of(double percent, Duration elapsed, Duration left, long totalBytes) {
    long millis = Math.max(1, elapsed.toMillis());
    long rate = (long) (totalBytes * (percent / WHOLE) * MILLIS / millis);
    return new Pace(Math.max(0, rate), Duration.ofSeconds(Math.max(0, left.toSeconds())));
  }
}
