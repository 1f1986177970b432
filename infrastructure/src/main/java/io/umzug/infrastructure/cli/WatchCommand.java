package io.umzug.infrastructure.cli;

import io.umzug.application.work.Pace;
import io.umzug.infrastructure.cli.ServiceClient.Form;
import io.umzug.infrastructure.cli.UmzugCommand.MoveParameter;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code watch}: stays until the move is complete, through restarts of the service. */
@Command(
    name = "watch",
    description = {
      "Shows a move until it is complete or ^C.",
      "On a terminal the board is painted again and again; elsewhere each event is a line, and so"
          + " is each tenth of a running backup or restore."
    },
    mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {

  private static final String HOME = "\u001b[H";
  private static final String CLEAR = "\u001b[2J";
  private static final String END_OF_LINE = "\u001b[K";
  private static final String END_OF_SCREEN = "\u001b[J";
  private static final int TENTH = 10;

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private @Nullable MoveParameter move;
  @Mixin private @Nullable ServiceOptions service;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "How long to wait between two looks, 1 to 3600. Default: ${DEFAULT-VALUE}.")
  private int interval;

  private boolean painted;
  private long lastEvent = -1;
  private String lastState = "";
  private final Map<String, Integer> tenths = new HashMap<>();

  WatchCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws InterruptedException {
    Duration pause = Duration.ofSeconds(Math.clamp(interval, 1, 3600));
    boolean met = false;
    boolean away = false;
    while (true) {
      try {
        if (isComplete()) {
          return ExitCode.DONE.code();
        }
        met = true;
        away = false;
      } catch (CommandFailure e) {
        // A service that was there is being restarted; one that never was is an error.
        if (!met || e.exitCode() != ExitCode.NO_SERVICE) {
          throw e;
        }
        if (!away) {
          say("The service does not answer; waiting for it to come back.");
        }
        away = true;
      }
      screen.pause().between(pause);
    }
  }

  private boolean isComplete() {
    if (move == null || service == null) {
      throw new IllegalStateException("The command runs through a picocli CommandLine only");
    }
    ServiceClient client = service.client();
    return screen.terminal() ? paint(client, move.path()) : log(client, move.path());
  }

  private boolean paint(ServiceClient client, String path) {
    HttpResponse<String> board = client.get(path + screen.query(), Form.TEXT);
    String lines = board.body().replace("\n", END_OF_LINE + "\n");
    PrintWriter out = out();
    out.print((painted ? HOME : CLEAR + HOME) + lines + END_OF_SCREEN);
    out.flush();
    painted = true;
    return board.headers().firstValue("X-Umzug-State").orElse("").equals("COMPLETED");
  }

  private boolean log(ServiceClient client, String path) {
    JsonNode events =
        ServiceClient.JSON.readTree(
            client.get(path + "/events?after=" + lastEvent, Form.JSON).body());
    for (JsonNode event : events) {
      lastEvent = event.path("sequence").asLong();
      say(
          "%s  %s (%s)  %s"
              .formatted(
                  event.path("at").asString(),
                  event.path("person").asString(),
                  event.path("origin").asString(),
                  ConsoleText.of(event.path("sentence").asString())));
    }
    // Asked for after the events: what completes the move is then said before this ends.
    JsonNode board = ServiceClient.JSON.readTree(client.get(path, Form.JSON).body());
    board.path("progress").forEach(this::progress);
    String state = board.path("state").asString();
    boolean allSaid = board.path("events").asLong() == lastEvent + 1;
    if (allSaid && !state.equals(lastState)) {
      lastState = state;
      say("The move is %s%s.".formatted(state, step(board)));
    }
    return allSaid && state.equals("COMPLETED");
  }

  private static String step(JsonNode board) {
    JsonNode current = board.path("current");
    return current.isObject() ? " at step " + current.path("label").asString() : "";
  }

  private void progress(JsonNode progress) {
    String subject = progress.path("subject").asString();
    int tenth = progress.path("percent").asInt() / TENTH;
    if (!Integer.valueOf(tenth).equals(tenths.put(subject, tenth))) {
      String pace =
          Pace.words(longOrNull(progress, "bytesPerSecond"), longOrNull(progress, "secondsLeft"));
      say(
          "%s: %d %%%s"
              .formatted(
                  ConsoleText.of(subject), tenth * TENTH, pace.isEmpty() ? "" : ", " + pace));
    }
  }

  private static @Nullable Long longOrNull(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? value.asLong() : null;
  }

  private void say(String line) {
    out().println(line);
    out().flush();
  }

  private PrintWriter out() {
    return UmzugCommand.commandLine(spec).getOut();
  }
}
