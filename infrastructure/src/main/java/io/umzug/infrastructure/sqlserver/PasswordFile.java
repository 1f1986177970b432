package io.umzug.infrastructure.sqlserver;

import io.umzug.application.filesystem.FileTroubleText;
import io.umzug.application.sqlserver.PasswordLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A file that holds just a password. */
public final class PasswordFile {

  private PasswordFile() {}

  /** Reads its first line, anew each time, so that a changed file needs no restart. */
  public static Supplier<String> at(Path file) {
    return () -> {
      try {
        return PasswordLine.in(file);
      } catch (IOException e) {
        String reason = FileTroubleText.sentence(file, e).replaceFirst("\\.$", "");
        throw new UncheckedIOException("Cannot read the password file " + reason, e);
      }
    };
  }
}
