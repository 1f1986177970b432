package io.umzug.infrastructure.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two texts in the unified format, passwords hidden. Texts of equally many lines
 * are compared line by line; of others, all between the first and last difference is shown.
 */
final class UnifiedDiff {
  private static final int CONTEXT = 3;

  /** Lines {@code from} to {@code to} (exclusive, from 0) of either text. */
  private record Region(int beforeFrom, int beforeTo, int afterFrom, int afterTo) {}

  private final List<String> before;
  private final List<String> after;
  private final List<String> shownBefore;
  private final List<String> shownAfter;
  private final List<String> out = new ArrayList<>();

  private UnifiedDiff(String before, String after) {
    this.before = lines(before);
    this.after = lines(after);
    this.shownBefore = lines(PasswordMask.hide(before));
    this.shownAfter = lines(PasswordMask.hide(after));
  }

  /** Without line ends; empty for equal texts. */
  static List<String> of(String name, String before, String after) {
    UnifiedDiff diff = new UnifiedDiff(before, after);
    List<Region> regions = diff.before.size() == diff.after.size() ? diff.runs() : diff.middle();
    if (!regions.isEmpty()) {
      diff.out.add("--- " + name);
      diff.out.add("+++ " + name + " (rewritten)");
      diff.hunks(regions);
    }
    return diff.out;
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\r\n|\r|\n", -1)));
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  private List<Region> runs() {
    List<Region> runs = new ArrayList<>();
    int from = -1;
    for (int i = 0; i <= before.size(); i++) {
      boolean differs = i < before.size() && !before.get(i).equals(after.get(i));
      if (differs && from < 0) {
        from = i;
      } else if (!differs && from >= 0) {
        runs.add(new Region(from, i, from, i));
        from = -1;
      }
    }
    return runs;
  }

  private List<Region> middle() {
    int shorter = Math.min(before.size(), after.size());
    int head = 0;
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    return List.of(new Region(head, before.size() - tail, head, after.size() - tail));
  }

  private void hunks(List<Region> regions) {
    int first = 0;
    for (int i = 1; i <= regions.size(); i++) {
      boolean apart =
          i == regions.size()
              || regions.get(i).beforeFrom() - regions.get(i - 1).beforeTo() > 2 * CONTEXT;
      if (apart) {
        hunk(regions.subList(first, i));
        first = i;
      }
    }
  }

  private void hunk(List<Region> regions) {
    int lead = Math.min(CONTEXT, regions.getFirst().beforeFrom());
    int trail = Math.min(CONTEXT, before.size() - regions.getLast().beforeTo());
    int beforeFrom = regions.getFirst().beforeFrom() - lead;
    int beforeTo = regions.getLast().beforeTo() + trail;
    int afterFrom = regions.getFirst().afterFrom() - lead;
    int afterTo = regions.getLast().afterTo() + trail;
    out.add("@@ -%s +%s @@".formatted(range(beforeFrom, beforeTo), range(afterFrom, afterTo)));
    int shown = beforeFrom;
    for (Region region : regions) {
      add(" ", shownBefore.subList(shown, region.beforeFrom()));
      add("-", shownBefore.subList(region.beforeFrom(), region.beforeTo()));
      add("+", shownAfter.subList(region.afterFrom(), region.afterTo()));
      shown = region.beforeTo();
    }
    add(" ", shownBefore.subList(shown, beforeTo));
  }

  private static String range(int from, int to) {
    return from == to ? from + ",0" : (from + 1) + "," + (to - from);
  }

  private void add(String mark, List<String> lines) {
    lines.forEach(line -> out.add(mark + line));
  }
}
