package io.umzug.infrastructure.datafolder;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the running service is reached; written to the data folder once it listens.
 *
 * @param url such as {@code http://127.0.0.1:49152}
 * @param pid the service's process
 */
public record ServiceFile(URI url, long pid) {

  /** The file's name in the data folder. */
  public static final String FILE = "service.json";

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Replaces what a former service left behind. */
  public void writeTo(Path folder) throws IOException {
    OwnerOnlyFile.write(folder.resolve(FILE), JSON.writeValueAsString(this) + "\n");
  }

  /** Empty where no service has written one, or none that is whole. */
  public static Optional<ServiceFile> read(Path folder) throws IOException {
    try {
      return Optional.of(JSON.readValue(Files.readString(folder.resolve(FILE)), ServiceFile.class));
    } catch (NoSuchFileException | JacksonException _) {
      return Optional.empty();
    }
  }

  /** Removes the file when the service ends, unless another service has taken over since. */
  public void removeFrom(Path folder) throws IOException {
    if (read(folder).equals(Optional.of(this))) {
      Files.deleteIfExists(folder.resolve(FILE));
    }
  }
}
