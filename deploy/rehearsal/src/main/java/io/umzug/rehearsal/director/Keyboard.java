package io.umzug.rehearsal.director;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Asks the person who rehearses; without {@code --interactive} the answer is always yes. */
final class Keyboard {

  /** What the person wants done with the step. */
  enum Answer {
    GO,
    SKIP,
    LEAVE
  }

  private final boolean interactive;
  private final Stage stage;
  private final BufferedReader in =
      new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
  private String reason = "";

  Keyboard(boolean interactive, Stage stage) {
    this.interactive = interactive;
    this.stage = stage;
  }

  Answer ask(JsonNode board) {
    Operator.Asked asked = Operator.asked(board);
    if (!interactive || asked == Operator.Asked.NOTHING || asked == Operator.Asked.UNKNOWN) {
      return Answer.GO;
    }
    String step = board.path("current").path("label").asString();
    stage.say(
        switch (asked) {
          case BEGIN -> "Step " + step + " is held. [Enter] begins it, q leaves:";
          case DO ->
              "Step " + step + ": [Enter] does it by hand and confirms, s REASON skips, q leaves:";
          case MEND ->
              "Step " + step + " has failed. [Enter] mends the cause and retries, q leaves:";
          case APPROVE ->
              "Step %s would overwrite %s. [Enter] types the names and approves, q leaves:"
                  .formatted(step, Operator.beside(board, "approval").path("databases"));
          case ACCEPT -> "Step %s has findings. [Enter] accepts them, q leaves:".formatted(step);
          case NOTHING, UNKNOWN -> "";
        });
    return answer(line());
  }

  private Answer answer(String typed) {
    if (typed.toLowerCase(Locale.ROOT).startsWith("s")) {
      reason = typed.substring(1).strip();
      return Answer.SKIP;
    }
    return typed.toLowerCase(Locale.ROOT).startsWith("q") ? Answer.LEAVE : Answer.GO;
  }

  /** The reason typed with the last {@link Answer#SKIP}. */
  String reason() {
    return reason;
  }

  private String line() {
    try {
      String line = in.readLine();
      return line == null ? "q" : line.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
