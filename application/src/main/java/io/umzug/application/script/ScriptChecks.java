package io.umzug.application.script;

import io.umzug.domain.script.ScriptBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Driven port: looks through a script and runs nothing. */
public interface ScriptChecks {

  /**
   * @param each told of every batch, in order; a batch is in memory only as long as it is told
   * @throws IOException where the script itself cannot be read
   */
  ScriptSurvey check(Path script, ScriptOptions options, Consumer<ScriptBatch> each)
      throws IOException;
}
