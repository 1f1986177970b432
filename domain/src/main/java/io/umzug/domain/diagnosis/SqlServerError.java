package io.umzug.domain.diagnosis;

/**
 * An error as SQL Server sends it.
 *
 * @param number such as 3201
 * @param severity 11 to 25
 * @param server as it calls itself; empty where it did not say
 * @param procedure in which it happened, or empty
 * @param line of the batch or the procedure; 0 where it is not known
 */
public record SqlServerError(
    int number, int severity, int state, String text, String server, String procedure, int line) {

  /** An error of which no more is known. */
  public SqlServerError(int number, int severity, int state, String text) {
    this(number, severity, state, text, "", "", 0);
  }

  /** The place is told where it tells something: a procedure, or a line behind the first. */
  @Override
  public String toString() {
    return "Msg %d, Level %d, State %d%s%s: %s"
        .formatted(
            number,
            severity,
            state,
            procedure.isEmpty() ? "" : ", Procedure " + procedure,
            line > 1 ? ", Line " + line : "",
            text);
  }
}
