package io.umzug.infrastructure.cli;

import io.umzug.infrastructure.cli.UmzugCommand.MoveParameter;
import io.umzug.infrastructure.cli.UmzugCommand.StepParameter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the checks within a move have found. */
final class FindingsCommands {

  private FindingsCommands() {}

  static List<Object> of(Screen screen) {
    return List.of(new Accept(screen), new Findings(screen));
  }

  @Command(
      name = "accept",
      mixinStandardHelpOptions = true,
      description = {
        "Accepts what the checks of a step have found; the move goes on.",
        "Where a check fails, it wants a reason. To have the checks made anew: umzug retry."
      })
  private static final class Accept extends Asking {
    @Mixin private StepParameter step = new StepParameter();
    @Mixin private WorkOption work = new WorkOption();

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        description = "Why; it is kept. Owed where a check fails.")
    private String reason = "";

    Accept(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return post(step.path() + "/accept", Map.of("work", work.said(), "reason", reason));
    }
  }

  @Command(
      name = "findings",
      mixinStandardHelpOptions = true,
      description = "Shows what the latest checks of a move have found, and what has changed.")
  private static final class Findings extends Asking {
    @Mixin private MoveParameter move = new MoveParameter();

    Findings(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return get(move.path() + "/preflight", "");
    }
  }
}
