package io.umzug.rehearsal.director;

/**
 * A step's label, with the hop it stands in: {@code V6:R12} is R12 of the update to V6, {@code
 * R15:12} the restore on the intermediate server, {@code 12} the relocation's own.
 */
record StepLabel(String text) {

  /** The label without its hop, such as {@code R12}. */
  String step() {
    return text.substring(text.lastIndexOf(':') + 1);
  }

  private String hop() {
    return text.substring(0, Math.max(0, text.lastIndexOf(':')));
  }

  /** The version to which the hop leads; empty outside of an update from version to version. */
  String version() {
    return hop().matches("V[5-9]") ? hop() : "";
  }

  /** Whether the step belongs to the way onto the intermediate server (R15). */
  boolean ofCopy() {
    return hop().equals("R15");
  }

  /** The letter of R6's artefact, such as {@code a}. */
  String artefact() {
    return step().substring(step().length() - 1);
  }
}
