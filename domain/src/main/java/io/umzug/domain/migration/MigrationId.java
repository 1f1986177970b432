package io.umzug.domain.migration;

import java.util.regex.Pattern;

/**
 * A move's name in URLs, on the command line and in every event: short, lower case, chosen once.
 */
public record MigrationId(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,47}");

  /**
   * @throws IllegalArgumentException unless 1 to 48 of a–z, 0–9 and hyphen, not starting with one
   */
  public MigrationId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A move's id has 1 to 48 characters a-z, 0-9 and '-', and does not start with '-': \""
              + value
              + "\"");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
