package io.umzug.domain.diagnosis;

/**
 * An error as SQL Server sends it.
 *
 * @param number such as 3201
 * @param severity 11 to 25
 */
public record SqlServerError(int number, int severity, int state, String text) {

  @Override
  public String toString() {
    return "Msg %d, Level %d, State %d: %s".formatted(number, severity, state, text);
  }
}
