package io.umzug.server;

import io.umzug.infrastructure.estate.EstateFile;
import io.umzug.infrastructure.postgres.EmbeddedDatabase.DatabaseInUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;

/** Why the service did not start, for the person who started it. */
final class FailedStart {

  private FailedStart() {}

  /** What happened and what to do, in one sentence or two, without a stack trace. */
  static String sentence(Throwable failure, Path folder) {
    return causes(failure)
        .flatMap(cause -> known(cause, folder).stream())
        .findFirst()
        .orElseGet(() -> unknown(failure));
  }

  private static Optional<String> known(Throwable cause, Path folder) {
    return Optional.ofNullable(
        switch (cause) {
          case DatabaseInUse inUse -> inUse.getMessage();
          case EstateFile.Mistaken mistaken -> mistaken.getMessage();
          case PortInUseException inUse ->
              "Port %d on 127.0.0.1 is in use. Stop the program that listens there, or choose another port with --port; 0 takes a free one."
                  .formatted(inUse.getPort());
          case IOException broken when !(cause.getCause() instanceof IOException) ->
              "The data folder %s cannot be used: %s. Mend that, or choose another with --data."
                  .formatted(folder, oneLine(broken));
          default -> null;
        });
  }

  private static String unknown(Throwable failure) {
    Throwable last = causes(failure).reduce(failure, (_, cause) -> cause);
    String message = last.getMessage();
    return message == null || message.isBlank() ? last.toString() : oneLine(message);
  }

  private static String oneLine(IOException broken) {
    return oneLine(broken.getClass().getSimpleName() + ": " + broken.getMessage());
  }

  private static String oneLine(@Nullable String text) {
    return String.valueOf(text).replaceAll("\\s+", " ").strip();
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  /** Keeps Spring Boot from telling of it too: {@link ServeCommand} does, in fewer words. */
  static final class ToldElsewhere implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
      return true;
    }
  }
}
