package io.umzug.domain.atlas;

import org.jspecify.annotations.Nullable;

/**
 * One value that differs between the original and the rewritten file.
 *
 * @param line of the entry's connection attribute in the original, from 1
 * @param database as the file spells it
 * @param from the old value, or null where the attribute was added
 */
public record AtlasChange(
    int line, String database, Subject subject, @Nullable String from, String to) {

  public enum Subject {
    DATA_SOURCE,
    USE_LOGIN
  }
}
