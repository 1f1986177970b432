package io.umzug.infrastructure.cli;

import io.umzug.infrastructure.cli.UmzugCommand.MoveParameter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plan FILE} advises, {@code plan ID A|B|C|D} chooses. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "With a move and a letter: chooses the plan (R18 to R21) and freezes the procedure. The update"
          + " of SQL Express (E1 to E7) goes by no plan: say 'none'.",
      "With a file of facts (docs/facts-example.yaml): advises on route, plan and downtime, each"
          + " with its reason and what would change it. No service is needed for that. Facts that"
          + " are missing or contradict each other are asked about, with exit code 4."
    })
final class PlanCommand extends Asking {

  @Parameters(
      index = "0",
      paramLabel = "ID|FILE",
      description = "The move, such as 'acme', or a YAML file of facts.")
  private String idOrFile = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "A|B|C|D|none", description = "The plan.")
  private @Nullable String plan;

  @Option(
      names = "--facts",
      paramLabel = "FILE",
      description = "The facts about the move: what is chosen against their advice needs a reason.")
  private @Nullable String facts;

  @Option(
      names = "--downtime",
      paramLabel = "in-place|intermediate-server",
      description = "How the updates up to V8 are lived through (R14, R15).")
  private @Nullable String downtime;

  @Option(
      names = "--transport",
      paramLabel = "backup-and-restore|script",
      description = "How the rows get to the new SQL Server (row 12, M1).")
  private @Nullable String transport;

  @Option(
      names = "--backup-by",
      paramLabel = "umzug|backup-manager",
      description = "Who makes and restores the backup that the move goes by (R23, R33).")
  private @Nullable String backupBy;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why it was chosen so; it is kept.")
  private @Nullable String reason;

  PlanCommand(Screen screen) {
    super(screen);
  }

  @Override
  public Integer call() {
    if (plan == null) {
      return PlanAdvice.of(idOrFile, wantsJson(), screen().width(), out()).code();
    }
    Map<String, Object> body = new LinkedHashMap<>();
    if (!plan.equalsIgnoreCase("none")) {
      body.put("plan", plan);
    }
    put(body, "downtime", downtime);
    put(body, "transport", transport);
    put(body, "backupBy", backupBy);
    put(body, "reason", reason);
    if (facts != null) {
      body.put("facts", PlanAdvice.json(facts));
    }
    return post(MoveParameter.path(idOrFile) + "/plan", body);
  }

  private static void put(Map<String, Object> body, String field, @Nullable String value) {
    if (value != null) {
      body.put(field, value);
    }
  }
}
