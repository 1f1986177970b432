package io.umzug.infrastructure.cli;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.infrastructure.cli.HostCommand.FileOption;
import io.umzug.infrastructure.cli.HostCommand.Tools;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which estate of which file. */
final class EstateOptions {

  @Option(
      names = "--estate",
      required = true,
      paramLabel = "NAME",
      description = "The estate, as umzug.yaml calls it.")
  private String estate = "";

  @Mixin private FileOption file = new FileOption();

  /** What is worked with, and where. */
  record Chosen(Tools tools, Estate estate) {}

  Chosen choose(Function<HostCommand.Where, Tools> opened) {
    Tools tools = opened.apply(file.where());
    try {
      return new Chosen(tools, tools.estates().named(estate));
    } catch (Estates.UnknownEstate unknown) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(unknown.getMessage()));
    }
  }
}
