package io.umzug.application.script;

import io.umzug.domain.script.Resumption.Outcome;

/**
 * What to do where there was an earlier import of the same script.
 *
 * @param resume go on with it; else it is refused
 * @param inFlight what a person says of a batch of which nobody can tell whether it was run;
 *     UNKNOWN where nobody has looked
 */
public record ScriptContinuation(boolean resume, Outcome inFlight, boolean again) {

  public static final ScriptContinuation NONE =
      new ScriptContinuation(false, Outcome.UNKNOWN, false);
  public static final ScriptContinuation RESUME =
      new ScriptContinuation(true, Outcome.UNKNOWN, false);
}
