package io.umzug.server;

import io.umzug.rehearsal.estate.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What befalls the service in the middle of a route from V5, each once and in this order. */
final class Disturbance {

  private final Staging staging;
  private final Path newerRelease;
  private final List<String> done = new ArrayList<>();

  Disturbance(Staging staging, Path newerRelease) {
    this.staging = staging;
    this.newerRelease = newerRelease;
  }

  List<String> done() {
    return done;
  }

  boolean looks(JsonNode board, List<JsonNode> unused) throws Exception {
    String label = board.path("current").path("label").asString("");
    boolean working = board.path("state").asString().equals("WORKING");
    switch (done.size()) {
      case 0 -> {
        if (label.equals("V6:R13")) {
          staging.estate().arm("slow-disk@backup");
        } else if (label.equals("V6:R10") && isHalfWay(board)) {
          kill("killed in snapshot");
        }
      }
      case 1 -> {
        if (label.equals("V7:R9")) {
          staging.upgrade(newerRelease);
          done.add("upgraded");
          return true;
        }
      }
      case 2 -> {
        if (label.equals("V7:R12") && working) {
          kill("killed in restart");
        }
      }
      case 3 -> {
        if (label.equals("V8:R9")) {
          staging.restart();
          done.add("stopped");
          return true;
        }
      }
      case 4 -> {
        if (label.equals("11")) {
          staging.estate().arm("slow-disk@restore");
        } else if (label.equals("12") && isHalfWay(board)) {
          kill("killed in restore");
        }
      }
      default -> {}
    }
    return false;
  }

  private void kill(String what) throws Exception {
    staging.service().kill();
    staging.estate().clear(Fault.SLOW_DISK);
    staging.service().start();
    done.add(what);
  }

  /** Whether the current work is in the middle of a backup or a restore. */
  static boolean isHalfWay(JsonNode board) {
    for (JsonNode progress : board.path("progress")) {
      int percent = progress.path("percent").asInt();
      if (percent > 0 && percent < 100) {
        return board.path("state").asString().equals("WORKING");
      }
    }
    return false;
  }
}
