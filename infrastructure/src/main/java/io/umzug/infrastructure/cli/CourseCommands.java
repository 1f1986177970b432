package io.umzug.infrastructure.cli;

import io.umzug.infrastructure.cli.UmzugCommand.MoveParameter;
import io.umzug.infrastructure.cli.UmzugCommand.StepParameter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What turns a move's course, and the words that single steps want. */
final class CourseCommands {

  private CourseCommands() {}

  static List<Object> of(Screen screen) {
    return List.of(
        new Snapshot(screen),
        new Rollback(screen),
        new Pause(screen),
        new Continue(screen),
        new Abandon(screen),
        new Claim(screen),
        new AcceptLoss(screen),
        new Approve(screen),
        new RunBatchFiles(screen),
        new ByHand(screen),
        new AcceptDifferences(screen),
        new Backup(screen),
        new GiveUp(screen),
        new Attach(screen),
        new Loss(screen));
  }

  @Command(
      name = "snapshot",
      mixinStandardHelpOptions = true,
      description = "Takes a snapshot now, beside the procedure (R10).")
  private static final class Snapshot extends Asking {
    @Mixin private MoveParameter move = new MoveParameter();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept.")
    private String reason = "";

    Snapshot(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return post(move.path() + "/snapshots", Map.of("reason", reason));
    }
  }

  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description = {
        "Goes back to a snapshot: undoes what was done since, for real.",
        "With --preview nothing is done, and what would be undone is shown."
      })
  private static final class Rollback extends Asking {
    @Mixin private MoveParameter move = new MoveParameter();

    @Parameters(index = "1", paramLabel = "SNAPSHOT", description = "Such as S2; see 'show'.")
    private String snapshot = "";

    @Option(names = "--preview", description = "Show what would be undone, and do nothing.")
    private boolean preview;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept.")
    private String reason = "";

    Rollback(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return preview
          ? get(move.path() + "/rollback", "&to=" + ServiceClient.segment(snapshot))
          : post(move.path() + "/rollback", Map.of("snapshot", snapshot, "reason", reason));
    }
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Pauses a move: nothing may be begun until it is continued.")
  private static final class Pause extends Asking {
    @Mixin private MoveParameter move = new MoveParameter();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    Pause(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return post(move.path() + "/pause", Map.of("reason", reason));
    }
  }

  @Command(
      name = "continue",
      mixinStandardHelpOptions = true,
      description = "Continues a paused move.")
  private static final class Continue extends Asking {
    @Mixin private MoveParameter move = new MoveParameter();

    Continue(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return post(move.path() + "/continue", Map.of());
    }
  }

  @Command(
      name = "abandon",
      mixinStandardHelpOptions = true,
      description = "Gives a move up where it stands; nothing is undone. Frees its estate.")
  private static final class Abandon extends Asking {
    @Mixin private MoveParameter move = new MoveParameter();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    Abandon(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return post(move.path() + "/abandon", Map.of("reason", reason));
    }
  }

  @Command(
      name = "claim",
      mixinStandardHelpOptions = true,
      description = "Claims a snapshot of the virtual machine (R11).")
  private static final class Claim extends Asking {
    @Mixin private StepParameter step = new StepParameter();

    @Option(
        names = "--name",
        required = true,
        paramLabel = "TEXT",
        description = "Under which the hypervisor keeps it.")
    private String name = "";

    @Option(
        names = "--powered-off",
        description = "The machine was powered off for it: it does not count otherwise.")
    private boolean poweredOff;

    Claim(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return post(
          step.path() + "/claim-vm-snapshot", Map.of("name", name, "poweredOff", poweredOff));
    }
  }

  @Command(
      name = "accept-loss",
      mixinStandardHelpOptions = true,
      description = "Accepts that all journal data of a V4 is lost (R5).")
  private static final class AcceptLoss extends Asking {
    @Mixin private StepParameter step = new StepParameter();

    @Option(
        names = "--journal-is-lost",
        description = "Says expressly that the journal is lost and that this is accepted.")
    private boolean lost;

    @Option(
        names = "--statement",
        required = true,
        paramLabel = "TEXT",
        description = "In words that name the journal; they are kept with your name.")
    private String statement = "";

    AcceptLoss(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return post(
          step.path() + "/accept-loss", Map.of("journalIsLost", lost, "statement", statement));
    }
  }

  @Command(
      name = "approve",
      mixinStandardHelpOptions = true,
      description = "Approves that databases are overwritten, by typing their names (R33).")
  private static final class Approve extends Asking {
    @Mixin private StepParameter step = new StepParameter();

    @Parameters(
        index = "2..*",
        arity = "1..*",
        paramLabel = "DATABASE",
        description = "The name of each database with rows that would be lost.")
    private List<String> databases = List.of();

    Approve(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return post(step.path() + "/approve", Map.of("databases", databases));
    }
  }

  @Command(
      name = "run-batch-files",
      mixinStandardHelpOptions = true,
      description = {
        "Approves that Umzug runs the two batch files of step E4 on the XPhone server, as an account"
            + " that is administrator there; what they say is kept as evidence.",
        "The estate's configuration says where the installation medium is (installation-medium)."
      })
  private static final class RunBatchFiles extends Asking {
    @Mixin private StepParameter step = new StepParameter();

    RunBatchFiles(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return post(step.path() + "/approve-batch-files", Map.of());
    }
  }

  @Command(
      name = "by-hand",
      mixinStandardHelpOptions = true,
      description = "Records that a person did by hand what Umzug could not.")
  private static final class ByHand extends Asking {
    @Mixin private StepParameter step = new StepParameter();
    @Mixin private WorkOption work = new WorkOption();

    @Option(
        names = "--note",
        required = true,
        paramLabel = "TEXT",
        description = "What was done and seen; it is kept as evidence.")
    private String note = "";

    ByHand(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return post(step.path() + "/by-hand", Map.of("work", work.said(), "note", note));
    }
  }

  @Command(
      name = "accept-differences",
      mixinStandardHelpOptions = true,
      description = {
        "Accepts tables that arrived with other rows than were sent; the move goes on.",
        "The board names them. To compare with a fresh backup instead: umzug backup, then retry."
      })
  private static final class AcceptDifferences extends Asking {
    @Mixin private StepParameter step = new StepParameter();
    @Mixin private WorkOption work = new WorkOption();

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why; it is kept with every table that differs.")
    private String reason = "";

    AcceptDifferences(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return post(
          step.path() + "/accept-differences", Map.of("work", work.said(), "reason", reason));
    }
  }

  @Command(
      name = "backup",
      mixinStandardHelpOptions = true,
      description = "Makes the backup anew (R23), for what is still to be restored from it.")
  private static final class Backup extends Asking {
    @Mixin private MoveParameter move = new MoveParameter();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept.")
    private String reason = "";

    Backup(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return post(move.path() + "/backups", Map.of("reason", reason));
    }
  }

  @Command(
      name = "give-up",
      mixinStandardHelpOptions = true,
      description = {
        "Gives up work of Umzug that does not come to its end; the move halts at its step.",
        "What that work still does or says counts no more. Then retry, or go back."
      })
  private static final class GiveUp extends Asking {
    @Mixin private MoveParameter move = new MoveParameter();
    @Mixin private WorkOption work = new WorkOption();

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "TEXT",
        description = "Why; it is kept.")
    private String reason = "";

    GiveUp(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return post(move.path() + "/give-up", Map.of("work", work.said(), "reason", reason));
    }
  }

  @Command(
      name = "attach",
      mixinStandardHelpOptions = true,
      description = "Keeps a file as evidence of a step: a log, a screenshot.")
  private static final class Attach extends Asking {
    @Mixin private StepParameter step = new StepParameter();

    @Parameters(index = "2", paramLabel = "FILE", description = "The file; up to 64 MB.")
    private Path file = Path.of("");

    @Option(names = "--note", paramLabel = "TEXT", description = "What it shows; it is kept.")
    private String note = "";

    Attach(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return send(
          step.path() + "/evidence",
          "&name=%s&note=%s"
              .formatted(
                  ServiceClient.segment(String.valueOf(file.getFileName())),
                  ServiceClient.segment(note)),
          file);
    }
  }

  @Command(
      name = "loss",
      mixinStandardHelpOptions = true,
      description = "Shows what a transfer from V4 carried over, and what it lost (R5, R6).")
  private static final class Loss extends Asking {
    @Mixin private MoveParameter move = new MoveParameter();

    Loss(Screen screen) {
      super(screen);
    }

    @Override
    public Integer call() {
      return get(move.path() + "/loss-statement", "");
    }
  }
}
