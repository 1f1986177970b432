package io.umzug.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** One way to do something, and how long it took each time. */
final class Measured {

  /** What is timed. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  private static final double NANOS = 1e9;
  private static final double MEGABYTE = 1024.0 * 1024;

  private final String what;
  private final Work work;
  private final List<Double> seconds = new ArrayList<>();

  Measured(String what, Work work) {
    this.what = what;
    this.work = work;
  }

  /** The same, and something behind it that belongs to it. */
  Measured and(Work more) {
    return new Measured(
        what,
        () -> {
          work.run();
          more.run();
        });
  }

  void warmUp() throws Exception {
    work.run();
  }

  void run() throws Exception {
    long begun = System.nanoTime();
    work.run();
    seconds.add((System.nanoTime() - begun) / NANOS);
  }

  double median() {
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** A row of a table in Markdown. */
  String line(String of, long rows, long bytes) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.2f | %,.0f | %.1f | %s |",
        of,
        what,
        median(),
        rows / median(),
        bytes / MEGABYTE / median(),
        all());
  }

  /** Such a row where nothing is counted in rows. */
  String shortLine(long bytes) {
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %.0f | %s |",
        what,
        median(),
        bytes / MEGABYTE / median(),
        all());
  }

  private String all() {
    return String.join(
        ", ", seconds.stream().map(each -> String.format(Locale.ROOT, "%.2f", each)).toList());
  }

  static String head() {
    return "| table | way | seconds (median) | rows/s | MB/s | all runs |\n|---|---|---|---|---|---|";
  }
}
