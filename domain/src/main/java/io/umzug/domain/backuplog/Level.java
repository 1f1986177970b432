package io.umzug.domain.backuplog;

import java.util.Set;

/**
 * How grave an entry is, in the log's own word. INF and ERR are known (B6); others are taken as
 * they come.
 *
 * @param word such as {@code ERR}; empty where the line names none
 */
public record Level(String word) {

  static final Level NONE = new Level("");

  private static final Set<String> ERRORS = Set.of("ERR", "ERROR", "FTL", "FATAL", "CRITICAL");

  public boolean isError() {
    return ERRORS.contains(word);
  }

  public boolean isNamed() {
    return !word.isEmpty();
  }
}
