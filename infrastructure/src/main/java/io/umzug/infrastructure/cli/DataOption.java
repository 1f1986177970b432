package io.umzug.infrastructure.cli;

import io.umzug.infrastructure.datafolder.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which data folder, with its estate file and secrets. */
final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The service's data folder. Default: this user's, where 'serve' keeps it.")
  private @Nullable Path data;

  Path folder() {
    return data == null ? DataFolder.standard() : data;
  }
}
