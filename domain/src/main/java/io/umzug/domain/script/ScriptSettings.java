package io.umzug.domain.script;

import java.util.Map;

/**
 * How a script is read.
 *
 * @param variables given from outside, as by sqlcmd's {@code -v}; {@code :setvar} overrides them
 * @param substitute whether {@code $(name)} is replaced; off as by sqlcmd's {@code -x}
 * @param longestBatch in UTF-16 units; no more of a batch is held in memory
 */
public record ScriptSettings(Map<String, String> variables, boolean substitute, int longestBatch) {

  /** 32 Mi: a batch of this size needs at most 128 MiB while it is sent. */
  public static final int USUAL_LONGEST_BATCH = 32 * 1024 * 1024;

  public ScriptSettings {
    variables = Map.copyOf(variables);
    variables.forEach(ScriptSettings::check);
  }

  private static void check(String name, String value) {
    if (!ScriptVariables.isName(name)) {
      throw new IllegalArgumentException("'%s' is no name of a variable".formatted(name));
    }
    if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      throw new IllegalArgumentException(
          "The value of the variable '%s' goes over several lines".formatted(name));
    }
  }

  public static ScriptSettings usual() {
    return new ScriptSettings(Map.of(), true, USUAL_LONGEST_BATCH);
  }
}
