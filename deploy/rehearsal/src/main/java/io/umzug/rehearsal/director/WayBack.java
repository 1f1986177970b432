package io.umzug.rehearsal.director;

import io.umzug.rehearsal.estate.EstateClient;
import io.umzug.rehearsal.estate.Fingerprint;
import io.umzug.rehearsal.estate.FingerprintComparison;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Goes back to a snapshot in the middle of a rehearsal, and compares what is then on the machine
 * with what was on it when the snapshot had been taken. What it saw is kept in its folder, so that
 * a rehearsal that is resumed still knows it.
 */
public final class WayBack {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final UmzugApi umzug;
  private final EstateClient estate;
  private final String path;
  private final Path folder;
  private final RollbackWish wish;
  private long seen = -1;
  private boolean begun;

  /**
   * @param folder where the fingerprints are kept
   */
  public WayBack(UmzugApi umzug, EstateClient estate, String move, Path folder, RollbackWish wish) {
    this.umzug = umzug;
    this.estate = estate;
    this.path = "/api/migrations/" + move;
    this.folder = folder;
    this.wish = wish;
  }

  /**
   * Sees what happened since the last look. To be called before anything is done by hand: a
   * fingerprint is one of the snapshot only as long as nothing was changed after it.
   *
   * @throws RehearsalProblem where work went on at once, so that nobody could see the machine as it
   *     was
   */
  public void look() throws UmzugApi.Away, InterruptedException {
    for (JsonNode event : umzug.get(path + "/events?after=" + seen)) {
      JsonNode payload = event.path("payload");
      switch (event.path("type").asString()) {
        case "migration.snapshot-taken" -> {
          if (isWished(payload.path("snapshot").path("id"))) {
            keep(then(), event, payload.path("snapshot").path("site").asString());
          }
        }
        case "migration.rollback-begun" ->
            begun = begun || isWished(payload.path("plan").path("snapshot").path("id"));
        case "migration.rolled-back" -> {
          if (isWished(payload.path("snapshot"))) {
            keep(now(), event, "");
          }
        }
        default -> {}
      }
      seen = event.path("sequence").asLong();
    }
  }

  private boolean isWished(JsonNode snapshot) {
    return snapshot.asString("").equalsIgnoreCase(wish.snapshot());
  }

  /**
   * @param site whose machine it is; empty for the one of the snapshot
   */
  private void keep(Path file, JsonNode event, String site)
      throws UmzugApi.Away, InterruptedException {
    if (Files.exists(file)) {
      return;
    }
    String host = site.isEmpty() ? read(then()).host() : estate.state().layout().hostAt(site);
    Fingerprint print = estate.fingerprint(host);
    for (JsonNode later : umzug.get(path + "/events?after=" + event.path("sequence").asLong())) {
      if (changes(later, host)) {
        throw new RehearsalProblem(
            "After '%s' the work on %s went on before its state could be seen, so that no rollback to %s can be compared. Choose another snapshot."
                .formatted(event.path("sentence").asString(), host, wish.snapshot()));
      }
    }
    write(file, print);
  }

  private boolean changes(JsonNode event, String host) {
    String type = event.path("type").asString();
    String site = event.path("payload").path("order").path("site").asString("");
    return type.equals("migration.step-confirmed")
        || type.endsWith("-requested") && host.equals(estate.state().layout().hostAt(site));
  }

  /** Asks for the rollback, where the move waits at the step; empty where it is not its turn. */
  public List<String> act(JsonNode board) throws UmzugApi.Away, InterruptedException {
    String step = board.path("current").path("label").asString("");
    if (begun || !step.equalsIgnoreCase(wish.step()) || !waitsForPerson(board)) {
      return List.of();
    }
    String refusal =
        umzug.post(
            path + "/rollback",
            Map.of("snapshot", wish.snapshot(), "reason", "REHEARSAL: the way back from " + step));
    look();
    if (!begun) {
      throw new RehearsalProblem(
          "Step %s, back to %s: Umzug refuses. %s".formatted(step, wish.snapshot(), refusal));
    }
    return List.of("Step %s: back to snapshot %s.".formatted(step, wish.snapshot()));
  }

  private static boolean waitsForPerson(JsonNode board) {
    return switch (Operator.asked(board)) {
      case BEGIN, DO, MEND, APPROVE, ACCEPT -> true;
      case NOTHING, UNKNOWN -> false;
    };
  }

  /** Whether the rollback took place, and everything was as it had been. */
  public boolean isSame() {
    return comparison().filter(FingerprintComparison::isSame).isPresent();
  }

  public List<String> lines() {
    Optional<FingerprintComparison> comparison = comparison();
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (comparison.isEmpty()) {
      lines.add(
          "Rollback to %s: did not take place; the move never waited for a person at step %s."
              .formatted(wish.snapshot(), wish.step()));
      return lines;
    }
    String host = comparison.get().now().host();
    lines.add(
        comparison.get().isSame()
            ? "Rollback to %s from step %s: %s was exactly as at the snapshot (%s)."
                .formatted(wish.snapshot(), wish.step(), host, comparison.get().looked())
            : "Rollback to %s from step %s: %s was not as at the snapshot. Found, then wanted:"
                .formatted(wish.snapshot(), wish.step(), host));
    comparison.get().differences().forEach(line -> lines.add("  " + line));
    return lines;
  }

  private Optional<FingerprintComparison> comparison() {
    return Files.exists(then()) && Files.exists(now())
        ? Optional.of(new FingerprintComparison(read(then()), read(now())))
        : Optional.empty();
  }

  private Path then() {
    return folder.resolve(wish.snapshot() + ".then.json");
  }

  private Path now() {
    return folder.resolve(wish.snapshot() + ".back.json");
  }

  private static Fingerprint read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), Fingerprint.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static void write(Path file, Fingerprint print) {
    try {
      Files.createDirectories(file.getParent());
      Path written =
          Files.writeString(
              file.resolveSibling(file.getFileName() + ".new"), JSON.writeValueAsString(print));
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
