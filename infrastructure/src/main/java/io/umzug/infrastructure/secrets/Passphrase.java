package io.umzug.infrastructure.secrets;

import io.umzug.application.filesystem.FileTroubleText;
import io.umzug.application.sqlserver.PasswordLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Opens the store. Read at each use out of the environment, or a file that it names. */
public final class Passphrase {

  public static final String VARIABLE = "UMZUG_SECRETS_PASSPHRASE";
  public static final String FILE_VARIABLE = "UMZUG_SECRETS_PASSPHRASE_FILE";

  private Passphrase() {}

  /** Whether the environment names one. */
  public static boolean isSet(Map<String, String> environment) {
    return !environment.getOrDefault(VARIABLE, "").isEmpty()
        || !environment.getOrDefault(FILE_VARIABLE, "").isEmpty();
  }

  static Optional<char[]> of(Map<String, String> environment) throws IOException {
    String said = environment.getOrDefault(VARIABLE, "");
    if (!said.isEmpty()) {
      return Optional.of(said.toCharArray());
    }
    String named = environment.getOrDefault(FILE_VARIABLE, "");
    if (named.isEmpty()) {
      return Optional.empty();
    }
    Path file = Path.of(named);
    try {
      return Optional.of(PasswordLine.in(file).toCharArray());
    } catch (IOException e) {
      throw new IOException(
          "The passphrase (%s) cannot be read. %s"
              .formatted(FILE_VARIABLE, FileTroubleText.sentence(file, e)),
          e);
    }
  }
}
