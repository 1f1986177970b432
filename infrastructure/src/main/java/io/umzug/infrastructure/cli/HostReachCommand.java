package io.umzug.infrastructure.cli;

import io.umzug.infrastructure.cli.HostCommand.Tools;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** TCP addresses as another machine sees them (R35). */
@Command(
    name = "reach",
    description = {
      "Connects to addresses from a machine of the estate, as it sees names and firewalls, such as from"
          + " that of the mobile web application to the WebApi (R35).",
      "From this machine: umzug probe tcp."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all of them answer",
      "2:wrong usage, or mistakes in the estate file",
      "8:one of them does not, or the machine cannot be asked"
    })
final class HostReachCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "HOST:PORT", description = "Such as newxp:2231.")
  private List<String> addresses = List.of();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "HOST",
      description = "The machine that connects, by its name in hosts.")
  private String from = "";

  @Mixin private EstateOptions estate = new EstateOptions();

  @Spec private @Nullable CommandSpec spec;
  private final Function<HostCommand.Where, Tools> tools;

  HostReachCommand(Function<HostCommand.Where, Tools> tools) {
    this.tools = tools;
  }

  @Override
  public Integer call() {
    EstateOptions.Chosen chosen = estate.choose(tools);
    chosen.tools().requireHost(chosen.estate(), from);
    ExitCode worst = ExitCode.DONE;
    for (String address : addresses) {
      try {
        chosen.tools().listeners().reachFrom(chosen.estate(), from, address);
        say("%s answers when %s asks.".formatted(address, from));
      } catch (IOException e) {
        say(String.valueOf(e.getMessage()));
        worst = ExitCode.FAILED;
      }
    }
    return worst.code();
  }

  private void say(String line) {
    ConsoleText.print(UmzugCommand.commandLine(spec).getOut(), line);
  }
}
