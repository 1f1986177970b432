package io.umzug.rehearsal.director;

import io.umzug.rehearsal.estate.Downtime;
import io.umzug.rehearsal.estate.EstateClient;
import io.umzug.rehearsal.estate.Hand;
import io.umzug.rehearsal.estate.HandResult;
import io.umzug.rehearsal.estate.Layout;
import io.umzug.rehearsal.estate.Plan;
import io.umzug.rehearsal.estate.Route;
import io.umzug.rehearsal.estate.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  private static final String LOSS =
      "REHEARSAL: the whole journal of the V4 is lost, and that is accepted (R5).";

  /** A refusal may be overtaken by the next look at the board, but not for ever. */
  private static final Duration STUCK = Duration.ofSeconds(20);

  private final UmzugApi umzug;
  private final EstateClient estate;
  private final String move;
  private final Patience patience;
  private String refusedChoice = "";
  private String failedByHand = "";

  public Operator(UmzugApi umzug, EstateClient estate, String move) {
    this(umzug, estate, move, new Patience(STUCK, System::nanoTime));
  }

  Operator(UmzugApi umzug, EstateClient estate, String move, Patience patience) {
    this.patience = patience;
    this.umzug = umzug;
    this.estate = estate;
    this.move = move;
  }

  /** Opens the move and chooses its plan, as far as that is not done. */
  public void open(String plan) throws UmzugApi.Away, InterruptedException {
    open(Map.of("plan", plan));
  }

  /** Opens the move along the estate's route, as far as that is not done. */
  public void open(Layout layout) throws UmzugApi.Away, InterruptedException {
    open(layout, BackupBy.UMZUG);
  }

  /**
   * @param backupBy who makes the backup and brings it to the target
   */
  public void open(Layout layout, BackupBy backupBy) throws UmzugApi.Away, InterruptedException {
    Map<String, String> choice = new LinkedHashMap<>();
    if (layout.route() != Route.SQL_EXPRESS) {
      choice.put("plan", layout.plan().name());
    }
    if (layout.downtime() == Downtime.INTERMEDIATE) {
      choice.put("downtime", "intermediate-server");
    }
    if (layout.transport() == Transport.SCRIPT) {
      choice.put("transport", layout.transport().label());
    }
    if (backupBy != BackupBy.UMZUG) {
      choice.put("backupBy", backupBy.label());
    }
    open(choice);
  }

  private void open(Map<String, String> choice) throws UmzugApi.Away, InterruptedException {
    String refused = umzug.post("/api/migrations", Map.of("id", move, "estate", "rehearsal"));
    try {
      refusedChoice = umzug.post(path() + "/plan", choice);
    } catch (RehearsalProblem problem) {
      // A move that is open already is refused too, and its plan can be chosen none the less.
      throw refused.isEmpty()
          ? problem
          : new RehearsalProblem("The move was not opened: " + refused);
    }
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
    MEND,
    /** The names of the databases that may be overwritten (R33). */
    APPROVE,
    /** What the checks have found is to be accepted. */
    ACCEPT,
    /** Something that this operator has not learnt. */
    UNKNOWN
  }

  public static Asked asked(JsonNode board) {
    return switch (board.path("state").asString("")) {
      case "OPENED", "WORKING", "COMPLETED" -> Asked.NOTHING;
      case "HELD" -> Asked.BEGIN;
      case "OFFERED" -> Asked.DO;
      case "HALTED" -> Asked.MEND;
      case "APPROVAL" -> Asked.APPROVE;
      case "FINDINGS" -> Asked.ACCEPT;
      default -> Asked.UNKNOWN;
    };
  }

  public static boolean isComplete(JsonNode board) {
    return board.path("state").asString().equals("COMPLETED");
  }

  /**
   * Does what the board asks for.
   *
   * @return what was done, in words
   * @throws RehearsalProblem where a step has failed too often, the estate refuses, or the board
   *     asks for something unknown
   */
  public List<String> act(JsonNode board) throws UmzugApi.Away, InterruptedException {
    String step = board.path("current").path("label").asString("");
    return switch (asked(board)) {
      case NOTHING -> awaited(board);
      case BEGIN -> instruct(step, "begin", Map.of(), "Step " + step + ": begin.");
      case DO -> doByHand(new StepLabel(step), board);
      case MEND -> mend(board, step);
      case APPROVE -> approve(board, step);
      case ACCEPT -> accept(board, step);
      case UNKNOWN ->
          throw new RehearsalProblem(
              "The move is %s at step '%s', and the director does not know what that asks of a person."
                  .formatted(board.path("state"), step));
    };
  }

  /** A move that stays without a plan will never go on by itself. */
  private List<String> awaited(JsonNode board) {
    if (board.path("state").asString("").equals("OPENED") && patience.isOver("OPENED")) {
      throw new RehearsalProblem("The plan was not taken: " + refusedChoice);
    }
    return List.of();
  }

  private List<String> doByHand(StepLabel label, JsonNode board)
      throws UmzugApi.Away, InterruptedException {
    if (label.step().equals("3")) {
      return skip(label.text(), "REHEARSAL: none of the MAPI criteria applies");
    }
    List<Hand> hands =
        StepHands.of(label)
            .orElseThrow(
                () ->
                    new RehearsalProblem(
                        "Step '%s' is to be done by hand, and the director has no hand for it."
                            .formatted(label.text())));
    Layout layout = estate.state().layout();
    if (failedByHand.startsWith("Step %s,".formatted(label.text()))) {
      return awaitHalt();
    }
    List<String> done = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    if (label.step().equals("7") && layout.plan() == Plan.D) {
      // The server that stays is updated where it is (R14); R24 has no row for that in plan D.
      done.add(perform(label, Hand.INSTALL_XPHONE, Map.of()).text());
    }
    for (Hand hand : hands) {
      Map<String, String> parameters = StepHands.parameters(hand, label, layout, board);
      HandResult result;
      try {
        result =
            isBackupManager(hand)
                ? estate.perform(hand, parameters)
                : perform(label, hand, parameters);
      } catch (EstateClient.Refused refused) {
        return List.of(failed(label, hand, refused));
      }
      done.add(result.text());
      counts.putAll(result.counts());
    }
    done.addAll(tell(label, layout, String.join(" ", done), counts, work(board)));
    return done;
  }

  private static boolean isBackupManager(Hand hand) {
    return hand == Hand.BACKUP_BY_BACKUP_MANAGER || hand == Hand.RESTORE_BY_BACKUP_MANAGER;
  }

  /** It fails as the true one would: its log says so, and nothing is confirmed (B6). */
  private String failed(StepLabel label, Hand hand, EstateClient.Refused refused) {
    String words =
        "Step %s, %s: the Backup-Manager fails. %s"
            .formatted(label.text(), hand.label(), refused.getMessage());
    failedByHand = words;
    return words;
  }

  private List<String> awaitHalt() {
    if (patience.isOver(failedByHand)) {
      throw new RehearsalProblem(failedByHand + " Umzug did not read it in the log.");
    }
    return List.of();
  }

  private HandResult perform(StepLabel label, Hand hand, Map<String, String> parameters) {
    try {
      return estate.perform(hand, parameters);
    } catch (EstateClient.Refused refused) {
      throw new RehearsalProblem(
          "Step %s, %s: the estate refuses. %s"
              .formatted(label.text(), hand.label(), refused.getMessage()));
    }
  }

  /** Each kind of step wants its own word for "done". */
  private List<String> tell(
      StepLabel label, Layout layout, String note, Map<String, Integer> counts, String work)
      throws UmzugApi.Away, InterruptedException {
    String words = "Step " + label.text() + ": done.";
    return switch (label.step()) {
      case "R5" ->
          instruct(
              label.text(), "accept-loss", Map.of("journalIsLost", true, "statement", LOSS), words);
      case "R11" ->
          instruct(
              label.text(),
              "claim-vm-snapshot",
              Map.of("name", StepHands.snapshotName(label, layout), "poweredOff", true),
              words);
      case "R6a", "R6b", "R6c", "R6d", "R6e" ->
          instruct(
              label.text(),
              "confirm",
              Map.of("note", note, "count", counts.getOrDefault(label.artefact(), 0)),
              words);
      default -> instruct(label.text(), "confirm", Map.of("note", note, "work", work), words);
    };
  }

  /** What the board shows now, and the word is about. */
  private static String work(JsonNode board) {
    return beside(board, "work").asString("");
  }

  /** R33: the names that the board lists are typed in. */
  private List<String> approve(JsonNode board, String step)
      throws UmzugApi.Away, InterruptedException {
    List<String> databases = texts(beside(board, "approval").path("databases"));
    return instruct(
        step,
        "approve",
        Map.of("databases", databases),
        "Step %s: %s may be overwritten.".formatted(step, String.join(", ", databases)));
  }

  /** Where a check fails, a reason is owed. */
  private List<String> accept(JsonNode board, String step)
      throws UmzugApi.Away, InterruptedException {
    boolean fails = beside(board, "findings").path("failed").asInt() > 0;
    String reason = fails ? "REHEARSAL: seen, and gone on to see what comes of it" : "";
    return instruct(
        step,
        "accept",
        Map.of("reason", reason, "work", work(board)),
        "Step %s: the findings are accepted. %s".formatted(step, reason).strip());
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
    failedByHand = "";
    List<String> rules = texts(board.path("diagnosis").path("rules"));
    List<String> done = new ArrayList<>(Mending.mend(estate, rules, host(board, step)));
    done.addAll(instruct(step, "retry", Map.of(), "Step " + step + ": retry."));
    return done;
  }

  /** The machine on which a step works: in an update, and on the way back, not the target. */
  private String host(JsonNode board, String step) {
    Layout layout = estate.state().layout();
    String rolledBack = beside(board, "rollback").path("snapshot").path("site").asString("");
    if (!rolledBack.isEmpty()) {
      return layout.hostAt(rolledBack);
    }
    return step.contains(":") ? layout.updatedHost() : layout.hostAt("TARGET");
  }

  /** What stands beside the plan's column. */
  static JsonNode beside(JsonNode board, String name) {
    return board.path("beside").path(name);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
  }

  private List<String> instruct(String step, String verb, Map<String, ?> body, String words)
      throws UmzugApi.Away, InterruptedException {
    String refusal = umzug.post(path() + "/steps/" + step + "/" + verb, body);
    if (refusal.isEmpty()) {
      patience.renew();
      return List.of(words);
    }
    if (patience.isOver(step + " " + verb + " " + refusal)) {
      throw new RehearsalProblem(
          "Step %s, %s: Umzug goes on refusing. %s".formatted(step, verb, refusal));
    }
    return List.of(words + " Refused: " + refusal);
  }
}
