package io.umzug.rehearsal.director;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What a rehearsal shows in the end. */
final class Summary {

  private final JsonNode board;
  private final JsonNode events;
  private final Transfer transfer;

  Summary(JsonNode board, JsonNode events, Transfer transfer) {
    this.board = board;
    this.events = events;
    this.transfer = transfer;
  }

  /**
   * Whether every table of every restored database holds what was backed up (XPVDIR aside, F2), or
   * every artefact of a V4 has arrived (R6).
   */
  boolean isVerified() {
    boolean restored = transfer.isComplete();
    for (JsonNode restore : restores()) {
      restored = true;
      boolean regenerated = restore.path("database").asString().equalsIgnoreCase("XPVDIR");
      for (JsonNode table : restore.path("tables")) {
        if (!regenerated && !isEqual(table)) {
          return false;
        }
      }
    }
    return restored && Operator.isComplete(board);
  }

  List<String> lines(Path folder, Duration took) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Duration per step");
    for (JsonNode row : board.path("rows")) {
      lines.add(
          "  %-9s %-42s %-8s %8s"
              .formatted(
                  row.path("label").asString(),
                  row.path("title").asString(),
                  row.path("state").asString().toLowerCase(java.util.Locale.ROOT),
                  duration(row)));
    }
    lines.addAll(arrived());
    lines.add("");
    lines.add("Events by kind");
    Map<String, Integer> kinds = new TreeMap<>();
    events.forEach(event -> kinds.merge(event.path("type").asString(), 1, Integer::sum));
    kinds.forEach((kind, count) -> lines.add("  %-42s %4d".formatted(kind, count)));
    lines.add("  %-42s %4d".formatted("all", events.size()));
    lines.add("");
    lines.add(
        "The rehearsal took %.1f s. Its data lies in %s"
            .formatted(took.toMillis() / 1000.0, folder));
    return lines;
  }

  private List<String> arrived() {
    List<String> lines = new ArrayList<>();
    if (!transfer.exported().isEmpty()) {
      lines.add("");
      lines.add("Artefacts, V4 = V9");
      lines.addAll(transfer.lines());
      return lines;
    }
    lines.add("");
    lines.add("Rows per table, old = new");
    for (JsonNode restore : restores()) {
      for (JsonNode table : restore.path("tables")) {
        lines.add(
            "  %-12s %-32s %10d %s %10d"
                .formatted(
                    restore.path("database").asString(),
                    table.path("table").asString(),
                    table.path("expected").path("after").asLong(),
                    isEqual(table) ? "=" : "#",
                    table.path("restored").asLong()));
      }
    }
    return lines;
  }

  /** What Umzug found at the target, whoever had brought it there. */
  private List<JsonNode> restores() {
    List<JsonNode> restores = new ArrayList<>();
    for (JsonNode event : events) {
      String found =
          switch (event.path("type").asString()) {
            case "migration.restore-completed" -> "restores";
            case "migration.scripts-run" -> "databases";
            case "migration.databases-verified" -> "databases";
            default -> "";
          };
      if (!found.isEmpty()) {
        restores.clear();
        event.path("payload").path(found).forEach(restores::add);
      }
    }
    return restores;
  }

  private static boolean isEqual(JsonNode table) {
    long before = table.path("expected").path("before").asLong();
    long after = table.path("expected").path("after").asLong();
    long restored = table.path("restored").asLong();
    return Math.min(before, after) <= restored && restored <= Math.max(before, after);
  }

  private static String duration(JsonNode row) {
    if (!row.path("begun").isString() || !row.path("ended").isString()) {
      return "";
    }
    Duration duration =
        Duration.between(
            Instant.parse(row.path("begun").asString()),
            Instant.parse(row.path("ended").asString()));
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }
}
