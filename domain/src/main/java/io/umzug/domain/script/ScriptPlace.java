package io.umzug.domain.script;

/**
 * A place in a script.
 *
 * @param file as it was named when it was entered
 * @param line from 1
 * @param column from 1, in UTF-16 units
 */
public record ScriptPlace(String file, long line, int column) {

  @Override
  public String toString() {
    return "%s, line %d, column %d".formatted(file, line, column);
  }
}
