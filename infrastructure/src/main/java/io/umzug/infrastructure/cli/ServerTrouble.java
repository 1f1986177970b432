package io.umzug.infrastructure.cli;

import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.worker.SqlFailures;
import io.umzug.domain.diagnosis.Diagnosis;

/** What a SQL Server's failure means, for the person at the command line. */
final class ServerTrouble {

  private ServerTrouble() {}

  /**
   * The end of a command: what happened, the rules, what to do, and the exact text.
   *
   * @param operation such as {@code script export of XPDATA}
   * @param then what the command's user does once it is mended; may be empty
   */
  static CommandFailure failure(String operation, SqlServerFailure failure, String then) {
    Diagnosis diagnosis = SqlFailures.diagnose(operation, failure);
    String rules =
        diagnosis.rules().isEmpty() ? "" : " (%s)".formatted(String.join(", ", diagnosis.rules()));
    StringBuilder text = new StringBuilder();
    line(text, diagnosis.cause() + rules);
    line(text, "What to do: %s %s".formatted(diagnosis.remedy(), then).strip());
    diagnosis.exactText().lines().forEach(original -> line(text, "  | " + original));
    return new CommandFailure(ExitCode.FAILED, text.toString().stripTrailing());
  }

  private static void line(StringBuilder text, String line) {
    text.append(ConsoleText.of(line)).append(System.lineSeparator());
  }
}
