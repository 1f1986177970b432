package io.umzug.application.worker;

import io.umzug.domain.evidence.DatabaseScript;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run of scripts remembers, should it be picked up again after a kill: the databases that it
 * made anew, each with the hash of the script that runs there. What they hold, this script brought.
 */
record ScriptNotes(Map<String, String> scriptByDatabase) {

  private static final String TAB = "\t";

  static ScriptNotes nothing() {
    return new ScriptNotes(Map.of());
  }

  /** Reads what {@link #note} wrote: a line a database, the hash behind a tab. */
  static ScriptNotes recalled(String note) {
    Map<String, String> begun = new LinkedHashMap<>();
    note.lines().map(line -> line.split(TAB, -1)).forEach(cells -> begun.put(cells[0], cells[1]));
    return new ScriptNotes(begun);
  }

  ScriptNotes with(DatabaseScript script) {
    Map<String, String> more = new LinkedHashMap<>(scriptByDatabase);
    more.put(script.database(), script.sha256());
    return new ScriptNotes(more);
  }

  boolean runsIn(DatabaseScript script) {
    return script.sha256().equals(scriptByDatabase.get(script.database()));
  }

  String note() {
    return scriptByDatabase.entrySet().stream()
        .map(entry -> entry.getKey() + TAB + entry.getValue())
        .collect(Collectors.joining("\n"));
  }
}
