package io.umzug.domain.script;

/**
 * Why a script is not run.
 *
 * @param sentence what was found and what to do, for the operator
 */
public record ScriptRefusal(Reason reason, ScriptPlace place, String sentence) {

  public enum Reason {
    SEPARATOR_NOT_UNDERSTOOD,
    COMMAND_NOT_UNDERSTOOD,
    COMMAND_NOT_EXECUTED,
    COMMAND_TOO_LONG,
    VARIABLE_NOT_DEFINED,
    VARIABLE_NOT_UNDERSTOOD,
    NOT_CLOSED,
    BATCH_TOO_LONG,
    TOO_DEEP,
    INCLUDES_ITSELF,
    FILE_NOT_READABLE,
    ENCODING_CONTRADICTS_BYTES,
    SESSION_OPTION,
    OWN_DATABASE,
    EMPTY,
    CUT_OFF
  }

  /** The identifier of the rule that forbids to go on. */
  public String rule() {
    return reason == Reason.COMMAND_NOT_EXECUTED ? "M5" : "M6";
  }

  @Override
  public String toString() {
    return "%s: %s (rule %s)".formatted(place, sentence, rule());
  }
}
