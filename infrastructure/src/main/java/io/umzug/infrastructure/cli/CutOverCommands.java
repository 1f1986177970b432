package io.umzug.infrastructure.cli;

import io.umzug.infrastructure.cli.UmzugCommand.MoveParameter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The window of the cut-over (R16). */
final class CutOverCommands {

  private CutOverCommands() {}

  static List<Object> of(Screen screen) {
    return List.of(new CutOver(screen), new OverrideWindow(screen));
  }

  @Command(
      name = "cut-over",
      mixinStandardHelpOptions = true,
      description = {
        "Agrees on the window in which the cut-over takes place (R16).",
        "Umzug warns before the last moment for a rollback, and stops the move at it."
      })
  private static final class CutOver extends Asking {
    @Mixin private MoveParameter move = new MoveParameter();

    @Option(
        names = "--from",
        required = true,
        paramLabel = "TIME",
        description = "With its offset, such as 2026-11-21T20:00:00+01:00.")
    private String from = "";

    @Option(
        names = "--until",
        required = true,
        paramLabel = "TIME",
        description = "When the move or its rollback has to be at its end.")
    private String until = "";

    CutOver(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return post(move.path() + "/cut-over", Map.of("from", from, "until", until));
    }
  }

  @Command(
      name = "override",
      mixinStandardHelpOptions = true,
      description = "Goes on although a rollback would end after the window (R16).")
  private static final class OverrideWindow extends Asking {
    @Mixin private MoveParameter move = new MoveParameter();

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why; it is kept.")
    private String reason = "";

    OverrideWindow(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return post(move.path() + "/override-window", Map.of("reason", reason));
    }
  }
}
