package io.umzug.rehearsal.director;

import io.umzug.rehearsal.estate.ArmedFault;
import io.umzug.rehearsal.estate.Downtime;
import io.umzug.rehearsal.estate.EstateException;
import io.umzug.rehearsal.estate.Layout;
import io.umzug.rehearsal.estate.Options;
import io.umzug.rehearsal.estate.Plan;
import io.umzug.rehearsal.estate.Route;
import io.umzug.rehearsal.estate.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rehearse}: a whole move against the stand-in estate. */
@Command(
    name = "rehearse",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Rehearses a whole move to V9 against a stand-in estate: a relocation from V8 where no other"
          + " route is given.",
      "Starts the estate and the service, plays the operator through the service's public"
          + " interface, and shows the steps as the move goes on."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the move is complete and verified, and a --rollback brought back what was there",
      "1:it is not; the reason is printed, and --resume goes on with what is unfinished",
      "2:the command line is not understood",
      "3:left by the person at the keyboard (--interactive)"
    })
public final class RehearseCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--route",
      paramLabel = "ROUTE",
      converter = Options.RouteLabel.class,
      description =
          "From where: V5, V6 or V7 (updates up to V8, then the relocation), V8, V4 (transfer to a"
              + " new machine) or sql-express (E1 to E7). Default: V8.")
  private @Nullable Route route;

  @Option(
      names = "--plan",
      description = "A, B, C or D (R18 to R21), not for sql-express. Default: C.")
  private @Nullable Plan plan;

  @Option(
      names = "--downtime",
      paramLabel = "HOW",
      converter = Options.DowntimeLabel.class,
      description =
          "Where V5, V6, V7 are updated: in-place (R14), or on a server that is intermediate (R15)."
              + " Default: in-place.")
  private @Nullable Downtime downtime;

  @Option(
      names = "--transport",
      paramLabel = "HOW",
      converter = Options.TransportLabel.class,
      description =
          "How the rows get to the new SQL Server: by backup, or by script to an older one (M1; plans"
              + " B, C, D). Default: backup.")
  private @Nullable Transport transport;

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      description =
          "What goes wrong, repeatable: share-denied, restore-fails[=N], partial-tables[=N],"
              + " disk-full, connection-reset[@backup|@restore], half-open[@backup|@restore],"
              + " damaged-page[=N], slow-disk.")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--backup-by",
      paramLabel = "WHO",
      converter = BackupBy.Label.class,
      description =
          "Who backs up and restores the databases: umzug, or backup-manager (by hand; Umzug"
              + " verifies). Not for V4. Default: umzug.")
  private @Nullable BackupBy backupBy;

  @Option(
      names = "--rollback",
      paramLabel = "SNAPSHOT@STEP",
      description =
          "When the move first waits for a person at this step, it goes back to this snapshot, such"
              + " as S3@V8:R13. The machine's files, software and rows are compared with what they"
              + " were at the snapshot; then the move goes on.")
  private @Nullable String rollback;

  @Option(names = "--interactive", description = "You are the operator: asked before each step.")
  private boolean interactive;

  @Option(
      names = "--rows",
      defaultValue = "5000",
      description = "Rows in the old databases, up to millions. Default: ${DEFAULT-VALUE}.")
  private long rows;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the rehearsal lives. Default: a new folder in ~/umzug-rehearsals.")
  private @Nullable Path data;

  @Option(
      names = "--resume",
      description =
          "Go on with the unfinished rehearsal in DIR: its route, plan, --backup-by, --rollback.")
  private boolean resume;

  @Option(
      names = "--keep-running",
      description = "Leave estate and service running at the end, until ^C.")
  private boolean keepRunning;

  @Override
  public Integer call() throws InterruptedException {
    checkWishes();
    Rehearsal.Script script = script();
    Path folder = folder();
    try {
      return new Rehearsal(
              folder,
              new Rehearsal.Wishes(script, List.copyOf(faults), rows, interactive, keepRunning),
              serviceProgram())
          .run();
    } catch (RehearsalProblem | EstateException | IOException e) {
      System.err.println("REHEARSAL: " + e.getMessage());
      System.err.println("Its data lies in " + folder + "; go on with");
      System.err.println("  ./umzug rehearse --resume --data " + folder);
      return 1;
    }
  }

  private void checkWishes() {
    try {
      faults.forEach(ArmedFault::parse);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line(), String.valueOf(e.getMessage()), e);
    }
    if (rows < 1) {
      throw new ParameterException(line(), "--rows takes 1 or more, not " + rows + ".");
    }
  }

  private Rehearsal.Script script() {
    try {
      Layout layout =
          Layout.wished(
              Optional.ofNullable(route),
              Optional.ofNullable(plan),
              Optional.ofNullable(downtime),
              Optional.ofNullable(transport));
      if (backupBy != null && layout.route() == Route.V4) {
        throw new IllegalArgumentException(
            "From a V4 no database moves (R5): leave --backup-by out.");
      }
      if (backupBy == BackupBy.BACKUP_MANAGER && layout.transport() == Transport.SCRIPT) {
        throw new IllegalArgumentException(
            "The rehearsal has none of SQL Server's own tools, with which a person would make the"
                + " scripts (M5): leave --backup-by out.");
      }
      return new Rehearsal.Script(
          layout,
          backupBy == null ? BackupBy.UMZUG : backupBy,
          Optional.ofNullable(rollback).map(RollbackWish::parse));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line(), String.valueOf(e.getMessage()), e);
    }
  }

  private Path folder() {
    if (resume && data == null) {
      throw new ParameterException(
          line(), "--resume needs --data DIR, the rehearsal to go on with.");
    }
    Path folder =
        (data == null
                ? Path.of(
                    System.getProperty("user.home"),
                    "umzug-rehearsals",
                    LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")))
                : data)
            .toAbsolutePath()
            .normalize();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ParameterException(line(), "--data: %s is no folder.".formatted(folder));
    }
    boolean there = Files.exists(folder.resolve("rehearsal.json"));
    if (resume && !there) {
      throw new ParameterException(line(), "There is no rehearsal in " + folder + ".");
    }
    if (!resume && there) {
      throw new ParameterException(
          line(),
          "A rehearsal lies in %s already. Go on with --resume, or choose another folder."
              .formatted(folder));
    }
    return folder;
  }

  private picocli.CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("The command runs through a picocli CommandLine only");
    }
    return spec.commandLine();
  }

  private List<String> serviceProgram() {
    String jar = System.getProperty("umzug.server.jar", "");
    if (jar.isEmpty() || !Files.exists(Path.of(jar))) {
      throw new RehearsalProblem(
          "The service's jar is not known. Start the rehearsal by ./umzug rehearse.");
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        jar);
  }
}
