package io.umzug.domain.script;

/** What the reader has come to. */
public sealed interface ScriptStep {

  /** A batch is complete. */
  record Complete(ScriptBatch batch) implements ScriptStep {}

  /**
   * Another file is to be read here: enter it, and leave it at its end.
   *
   * @param path as the script writes it; relative to the including file
   */
  record Include(String path, ScriptPlace place) implements ScriptStep {}

  /** A command of sqlcmd that changes nothing here was passed over. */
  record PassedOver(String command, ScriptPlace place) implements ScriptStep {}

  /** The script is not run; the reader reads no further. */
  record Refused(ScriptRefusal refusal) implements ScriptStep {}

  /** All characters given so far are read. */
  record MoreWanted() implements ScriptStep {}
}
