package io.umzug.rehearsal.director;

import io.umzug.rehearsal.estate.Hand;
import io.umzug.rehearsal.estate.Layout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Which hands of the estate a step asks for, by the label of the step. */
final class StepHands {

  private static final Map<String, List<Hand>> HANDS =
      Map.ofEntries(
          Map.entry("R23", List.of(Hand.BACKUP_BY_BACKUP_MANAGER)),
          Map.entry("E2", List.of(Hand.BACKUP_BY_BACKUP_MANAGER)),
          Map.entry("12", List.of(Hand.RESTORE_BY_BACKUP_MANAGER)),
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
          Map.entry("R16", List.of(Hand.SWITCH_OFF_OLD)),
          Map.entry("R9", List.of(Hand.UPDATE_XPHONE)),
          Map.entry("R11", List.of(Hand.TAKE_VM_SNAPSHOT)),
          Map.entry("R13", List.of(Hand.TEST_CLIENT)),
          Map.entry("R15a", List.of(Hand.SET_UP_INTERMEDIATE)),
          Map.entry("R15b", List.of(Hand.DELETE_INTERMEDIATE)),
          Map.entry("E1", List.of(Hand.INSTALL_NEWEST_RELEASE)),
          Map.entry("E4", List.of(Hand.RUN_BATCH_FILES)),
          Map.entry("E7", List.of(Hand.UNINSTALL_OLD_INSTANCES)),
          Map.entry("E7b", List.of(Hand.UNINSTALL_OLD_INSTANCES)),
          Map.entry("R1", List.of(Hand.UPDATE_V4)),
          Map.entry("R2", List.of(Hand.UPDATE_MIGRATIONS_MANAGER)),
          Map.entry("R5", List.of()),
          Map.entry("R6a", List.of(Hand.EXPORT_V4, Hand.IMPORT_V4)),
          Map.entry("R6b", List.of(Hand.EXPORT_V4, Hand.IMPORT_V4)),
          Map.entry("R6c", List.of(Hand.EXPORT_V4, Hand.IMPORT_V4)),
          Map.entry("R6d", List.of(Hand.EXPORT_V4, Hand.IMPORT_V4)),
          Map.entry("R6e", List.of(Hand.EXPORT_V4, Hand.IMPORT_V4)),
          Map.entry("R8", List.of(Hand.REQUEST_LICENCE, Hand.INSTALL_LICENCE)),
          Map.entry("ROLLBACK", List.of(Hand.PUT_BACK_SOFTWARE)));

  private StepHands() {}

  /** Empty where no hand is known for the label: then nobody may say that the step was done. */
  static Optional<List<Hand>> of(StepLabel label) {
    return Optional.ofNullable(HANDS.get(label.step()));
  }

  /** On which machine, with which version, which artefact, under which name. */
  static Map<String, String> parameters(Hand hand, StepLabel label, Layout layout, JsonNode board) {
    return switch (hand) {
      case UPDATE_XPHONE, TEST_CLIENT ->
          Map.of("host", layout.updatedHost(), "version", label.version());
      case TAKE_VM_SNAPSHOT ->
          Map.of("host", layout.updatedHost(), "name", snapshotName(label, layout));
      case IMPORT_V4 -> Map.of("artefact", label.artefact());
      case BACKUP_BY_BACKUP_MANAGER ->
          Map.of("host", label.ofCopy() ? layout.hostAt("SOURCE") : layout.updatedHost());
      case RESTORE_BY_BACKUP_MANAGER ->
          Map.of("host", layout.hostAt(label.ofCopy() ? "INTERMEDIATE" : "TARGET"));
      case PUT_BACK_SOFTWARE -> rollback(layout, Operator.beside(board, "rollback"));
      default -> Map.of();
    };
  }

  static String snapshotName(StepLabel label, Layout layout) {
    return "REHEARSAL %s at %s".formatted(layout.updatedHost(), label.text());
  }

  private static Map<String, String> rollback(Layout layout, JsonNode rollback) {
    String version = rollback.path("version").asString("");
    String site = rollback.path("snapshot").path("site").asString("");
    if (version.isEmpty() || site.isEmpty()) {
      throw new RehearsalProblem(
          "The board does not say to which version on which machine the rollback goes: "
              + rollback);
    }
    return Map.of("host", layout.hostAt(site), "version", version);
  }
}
