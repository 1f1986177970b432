package io.umzug.rehearsal.director;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Shows the audience how the move goes: a painted board on a terminal, plain lines elsewhere. */
final class Stage {

  private static final int TENTH = 10;

  private final PrintStream out;
  private final boolean terminal;
  private boolean painted;
  private long lastEvent = -1;
  private final Map<String, Integer> tenths = new HashMap<>();
  private List<String> lastDone = List.of();

  Stage(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  boolean isTerminal() {
    return terminal;
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }

  /** What the operator just did. */
  void did(List<String> done) {
    if (terminal) {
      if (!done.isEmpty()) {
        lastDone = done;
      }
    } else {
      done.forEach(line -> say("    operator: " + line));
    }
  }

  void show(UmzugApi umzug, Operator operator, JsonNode board)
      throws UmzugApi.Away, InterruptedException {
    if (terminal) {
      String text =
          umzug
              .text(operator.path() + "?width=100&colour=true&unicode=true")
              .replace("\n", "\u001b[K\n");
      out.print((painted ? "" : "\u001b[2J") + "\u001b[H" + text);
      painted = true;
      lastDone.forEach(line -> out.print("operator: " + line + "\u001b[K\n"));
      out.print("\u001b[J");
      out.flush();
      return;
    }
    for (JsonNode event : umzug.get(operator.path() + "/events?after=" + lastEvent)) {
      lastEvent = event.path("sequence").asLong();
      say(
          "%s  %s"
              .formatted(
                  event.path("at").asString().substring(11, 19),
                  event.path("sentence").asString()));
    }
    for (JsonNode progress : board.path("progress")) {
      int tenth = progress.path("percent").asInt() / TENTH;
      String subject = progress.path("subject").asString();
      if (!Integer.valueOf(tenth).equals(tenths.put(subject, tenth))) {
        say("          %s: %d %%".formatted(subject, tenth * TENTH));
      }
    }
  }
}
