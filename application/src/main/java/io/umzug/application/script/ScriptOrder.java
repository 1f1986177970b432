package io.umzug.application.script;

/**
 * What an import is to do.
 *
 * @param purpose the work's id or the command; by it an earlier session of the same import is found
 *     on the server, and ended
 */
public record ScriptOrder(String purpose, ScriptOptions options, ScriptContinuation continuation) {

  /** For work that may be taken up again at any time: it goes on where it was. */
  public static ScriptOrder ofWork(String workId) {
    return new ScriptOrder(workId, ScriptOptions.usual(), ScriptContinuation.RESUME);
  }
}
