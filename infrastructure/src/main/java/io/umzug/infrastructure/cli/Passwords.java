package io.umzug.infrastructure.cli;

import io.umzug.application.filesystem.FileTroubleText;
import io.umzug.application.sqlserver.PasswordLine;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a command's passwords come from: a file, a variable, or a question. Never an argument,
 * which every user of the machine could read.
 *
 * @param question asks for the password of this account; empty where nobody can be asked
 */
record Passwords(Map<String, String> environment, Function<String, Optional<String>> question) {

  static final String VARIABLE = "UMZUG_SQL_PASSWORD";

  static Passwords ofProcess() {
    return new Passwords(System.getenv(), Passwords::ask);
  }

  /**
   * A question is put once, however many connections are opened.
   *
   * @param option by which the file is given
   * @param variable in which it is looked for without a file
   */
  Supplier<String> of(String account, @Nullable Path file, String option, String variable) {
    if (file != null) {
      return in(file);
    }
    String found =
        Optional.ofNullable(environment.get(variable))
            .or(() -> question.apply(account))
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.USAGE,
                        "The password of %s is missing. Give %s or set the variable %s."
                            .formatted(account, option, variable)));
    return () -> found;
  }

  static Supplier<String> in(Path file) {
    return () -> {
      try {
        return PasswordLine.in(file);
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.USAGE,
            ConsoleText.of("The password file " + FileTroubleText.sentence(file, e)));
      }
    };
  }

  private static Optional<String> ask(String account) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return Optional.empty();
    }
    return Optional.ofNullable(console.readPassword("Password of %s: ", account)).map(String::new);
  }

  @Override
  public String toString() {
    return "passwords";
  }
}
