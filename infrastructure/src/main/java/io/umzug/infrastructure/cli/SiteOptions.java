package io.umzug.infrastructure.cli;

import io.umzug.application.estate.Estates;
import io.umzug.domain.plan.Site;
import io.umzug.infrastructure.cli.EstateOptions.Chosen;
import io.umzug.infrastructure.cli.HostCommand.Tools;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which XPhone server of which estate in which file. */
final class SiteOptions {

  @Mixin private EstateOptions estate = new EstateOptions();

  @Option(
      names = "--site",
      defaultValue = "TARGET",
      paramLabel = "SITE",
      description = "source, intermediate or target (default): whose XPhone server is meant.")
  private Site site = Site.TARGET;

  Chosen choose(Function<HostCommand.Where, Tools> opened) {
    Chosen chosen = estate.choose(opened);
    try {
      return new Chosen(chosen.tools(), chosen.estate().at(site));
    } catch (Estates.UnknownSite unknown) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(unknown.getMessage()));
    }
  }
}
