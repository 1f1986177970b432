package io.umzug.rehearsal.director;

import io.umzug.rehearsal.estate.EstateClient;
import io.umzug.rehearsal.estate.Hand;
import io.umzug.rehearsal.estate.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * The person in front of the move: begins what is held, does by hand what is offered, mends what
 * has failed, and tells Umzug so through its public interface.
 */
public final class Operator {

  private static final int RETRIES_AT_MOST = 5;

  private static final Map<String, List<Hand>> HANDS =
      Map.ofEntries(
          Map.entry("1", List.of(Hand.INSTALL_SQL_SERVER)),
          Map.entry("4", List.of(Hand.RUN_AUTORUN)),
          Map.entry("5", List.of(Hand.RUN_AUTORUN)),
          Map.entry("6", List.of(Hand.INSTALL_XPHONE)),
          Map.entry("7", List.of(Hand.SET_SERVICE_ACCOUNT)),
          Map.entry("7a", List.of(Hand.SET_APP_POOL)),
          Map.entry("9", List.of(Hand.RUN_WIZARD, Hand.OPEN_ANALYTICS)),
          Map.entry("10", List.of(Hand.INSTALL_LICENCE)),
          Map.entry("11", List.of(Hand.APPLY_PATCHES)),
          Map.entry("13", List.of(Hand.FOLLOW_UP)),
          Map.entry("R16", List.of(Hand.SWITCH_OFF_OLD)));

  private final UmzugApi umzug;
  private final EstateClient estate;
  private final String move;

  public Operator(UmzugApi umzug, EstateClient estate, String move) {
    this.umzug = umzug;
    this.estate = estate;
    this.move = move;
  }

  /** Opens the move and chooses its plan, as far as that is not done. */
  public void open(String plan) throws UmzugApi.Away, InterruptedException {
    var unused = umzug.post("/api/migrations", Map.of("id", move, "estate", "rehearsal"));
    var unusedToo = umzug.post(path() + "/plan", Map.of("plan", plan));
  }

  public JsonNode board() throws UmzugApi.Away, InterruptedException {
    return umzug.get(path());
  }

  String path() {
    return "/api/migrations/" + move;
  }

  /** What a board asks of a person now. */
  public enum Asked {
    NOTHING,
    BEGIN,
    DO,
    MEND
  }

  public static Asked asked(JsonNode board) {
    return switch (board.path("state").asString()) {
      case "HELD" -> Asked.BEGIN;
      case "OFFERED" -> Asked.DO;
      case "HALTED" -> Asked.MEND;
      default -> Asked.NOTHING;
    };
  }

  public static boolean isComplete(JsonNode board) {
    return board.path("state").asString().equals("COMPLETED");
  }

  /**
   * Does what the board asks for.
   *
   * @return what was done, in words
   * @throws RehearsalProblem where a step has failed too often
   */
  public List<String> act(JsonNode board) throws UmzugApi.Away, InterruptedException {
    String step = board.path("current").path("label").asString();
    return switch (asked(board)) {
      case NOTHING -> List.of();
      case BEGIN -> instruct(step, "begin", Map.of(), "Step " + step + ": begin.");
      case DO -> doByHand(step);
      case MEND -> mend(board, step);
    };
  }

  private List<String> doByHand(String step) throws UmzugApi.Away, InterruptedException {
    if (step.equals("3")) {
      return skip(step, "REHEARSAL: none of the MAPI criteria applies");
    }
    List<String> done = new ArrayList<>();
    if (step.equals("7") && estate.state().plan() == Plan.D) {
      // The server that stays is updated where it is (R14); R24 has no row for that in plan D.
      done.add(estate.perform(Hand.INSTALL_XPHONE).text());
    }
    for (Hand hand : HANDS.getOrDefault(step, List.of())) {
      done.add(estate.perform(hand).text());
    }
    done.addAll(
        instruct(
            step, "confirm", Map.of("note", String.join(" ", done)), "Step " + step + ": done."));
    return done;
  }

  List<String> skip(String step, String reason) throws UmzugApi.Away, InterruptedException {
    return instruct(
        step, "skip", Map.of("reason", reason), "Step " + step + ": skipped, " + reason);
  }

  private List<String> mend(JsonNode board, String step)
      throws UmzugApi.Away, InterruptedException {
    if (board.path("current").path("attempts").asInt() > RETRIES_AT_MOST) {
      throw new RehearsalProblem(
          "Step %s has failed %d times. The last cause: %s"
              .formatted(
                  step, RETRIES_AT_MOST + 1, board.path("diagnosis").path("cause").asString()));
    }
    List<String> rules =
        StreamSupport.stream(board.path("diagnosis").path("rules").spliterator(), false)
            .map(JsonNode::asString)
            .toList();
    List<String> done = new ArrayList<>(Mending.mend(estate, rules));
    done.addAll(instruct(step, "retry", Map.of(), "Step " + step + ": retry."));
    return done;
  }

  private List<String> instruct(String step, String verb, Map<String, String> body, String words)
      throws UmzugApi.Away, InterruptedException {
    String refusal = umzug.post(path() + "/steps/" + step + "/" + verb, body);
    return List.of(refusal.isEmpty() ? words : words + " Refused: " + refusal);
  }
}
