package io.umzug.infrastructure.cli;

import picocli.CommandLine.Option;

/** {@code --work}: what a word is about, as the person saw it. */
final class WorkOption {

  @Option(
      names = "--work",
      paramLabel = "ID",
      description =
          "What you saw and speak of, as the move shows it: not taken for anything later.")
  private String work = "";

  String said() {
    return work;
  }
}
