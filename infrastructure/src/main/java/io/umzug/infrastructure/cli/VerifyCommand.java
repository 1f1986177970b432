package io.umzug.infrastructure.cli;

import io.umzug.application.filesystem.FileTroubleText;
import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.verification.FingerprintOrder;
import io.umzug.application.verification.FingerprintProgress;
import io.umzug.application.verification.Fingerprints;
import io.umzug.domain.evidence.DatabaseRestore;
import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.fingerprint.DatabaseFingerprint;
import io.umzug.domain.fingerprint.TableDifference;
import io.umzug.domain.schema.ObjectName;
import io.umzug.infrastructure.cli.FingerprintFile.Held;
import io.umzug.infrastructure.cli.SqlServerOptions.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verify}: whether two databases hold the same rows, read row by row (R33). */
@Command(
    name = "verify",
    description = {
      "Reads every row of a database at the source and at the target, and tells which tables are not"
          + " the same: by rows, columns or contents. Nothing is written to either server.",
      "Where only one can be reached at a time: --out FILE keeps what the source holds, --against"
          + " FILE compares the target with it. Cut off, the same command with --out goes on.",
      "Let nobody write meanwhile: the XPhone service is to be stopped on both sides."
    },
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the same; or with --out alone: written",
      "1:unexpected error, such as a full disk",
      "2:wrong usage",
      "3:unchanged: --out FILE was whole already",
      "4:refused: FILE is none of fingerprints, not there, not whole, or of another server or"
          + " database; or there is no such table",
      "8:a server was not reached, or failed",
      "9:not the same (contents of XPVDIR do not count: F2)"
    })
public final class VerifyCommand implements Callable<Integer> {

  private static final int PERCENT_BETWEEN_LINES = 5;

  private final Fingerprints fingerprints;
  private final SqlServerOptions source = new SqlServerOptions(Side.SOURCE);
  private final SqlServerOptions target = new SqlServerOptions(Side.TARGET);

  @Option(
      names = {"-d", "--database"},
      split = ",",
      paramLabel = "NAME",
      description = "The databases. Default, with --against: those in the file.")
  private List<String> databases = List.of();

  @Option(
      names = "--target-database",
      paramLabel = "NAME",
      description = "What the one database is called at the target. Default: the same.")
  private @Nullable String targetDatabase;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Keep the fingerprints of the source there.")
  private @Nullable Path out;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "Compare with what --out has kept, in place of a source.")
  private @Nullable Path against;

  @Option(names = "--anew", description = "What is in the file of --out does not count.")
  private boolean anew;

  @Option(
      names = "--leave-out",
      split = ",",
      paramLabel = "SCHEMA.TABLE",
      description = "Tables that are not read.")
  private List<String> leaveOut = List.of();

  @Option(
      names = "--connections",
      defaultValue = "2",
      paramLabel = "N",
      description =
          "How many tables are read at a time on each server. Default: 2. With 1, and snapshot"
              + " isolation allowed, all rows are of one moment.")
  private int connections = FingerprintOrder.USUAL_CONNECTIONS;

  @Option(names = "--quiet", description = "Leave out progress.")
  private boolean quiet;

  @Spec private @Nullable CommandSpec spec;

  private VerifyCommand(Fingerprints fingerprints) {
    this.fingerprints = fingerprints;
  }

  /** The command with the options of its two servers. */
  public static CommandLine of(Fingerprints fingerprints) {
    VerifyCommand command = new VerifyCommand(fingerprints);
    CommandLine commandLine = new CommandLine(command);
    command.source.addTo(commandLine.getCommandSpec());
    command.target.addTo(commandLine.getCommandSpec());
    return commandLine;
  }

  @Override
  public Integer call() throws InterruptedException {
    requireSense();
    try {
      requireTables();
      return (against != null ? compareWith(against) : readSource()).code();
    } catch (SqlServerFailure e) {
      throw ServerTrouble.failure("verify", e, out == null ? "" : "Then the same command goes on.");
    } catch (IOException e) {
      throw unreadable(e);
    } catch (UncheckedIOException e) {
      throw unreadable(Objects.requireNonNull(e.getCause()));
    }
  }

  private CommandFailure unreadable(IOException e) {
    Path file = Objects.requireNonNullElse(against == null ? out : against, Path.of(""));
    return new CommandFailure(
        ExitCode.UNEXPECTED, ConsoleText.of(FileTroubleText.sentence(file, e)));
  }

  private void requireSense() {
    if (against != null && (out != null || source.isGiven())) {
      throw usage("--against takes the place of a source: leave --source-... and --out away.");
    }
    databases.forEach(database -> DatabaseOptions.requireName("--database", database));
    if (targetDatabase != null) {
      DatabaseOptions.requireName("--target-database", targetDatabase);
    }
    if (Stream.of(Optional.ofNullable(out), Optional.ofNullable(against))
        .flatMap(Optional::stream)
        .anyMatch(file -> file.toString().isBlank())) {
      throw usage("--out and --against name a file.");
    }
    if (against == null && databases.isEmpty()) {
      throw usage("Say by --database what is to be read.");
    }
    if (against == null && out == null && !target.isGiven()) {
      throw usage("Say by --target-server what to compare with, or by --out where to keep it.");
    }
    if (targetDatabase != null && databases.size() != 1) {
      throw usage("--target-database goes with one --database.");
    }
    if (connections < 1 || connections > FingerprintOrder.MOST_CONNECTIONS) {
      throw usage("--connections: 1 to %d.".formatted(FingerprintOrder.MOST_CONNECTIONS));
    }
  }

  private ExitCode compareWith(Path path) throws IOException {
    SqlServerAccess access = target.access();
    List<DatabaseFingerprint> kept = new ArrayList<>();
    try (FingerprintFile file = FingerprintFile.toRead(path)) {
      List<String> wanted = databases.isEmpty() ? heldIn(file, path) : databases;
      for (String database : wanted) {
        kept.add(
            file.of(database)
                .flatMap(Held::whole)
                .orElseThrow(
                    () ->
                        refused(
                            "%s does not hold all of %s, as this release makes it: let --out write it."
                                .formatted(path, database))));
      }
    }
    ExitCode worst = ExitCode.DONE;
    for (DatabaseFingerprint expected : kept) {
      DatabaseFingerprint found =
          take(access, atTarget(expected.database()), List.of(), "target", _ -> {}, Race.NONE);
      worst = worse(worst, tell(expected, found));
    }
    return worst;
  }

  /** Never none: nothing would be compared, and called the same. */
  private static List<String> heldIn(FingerprintFile file, Path path) throws IOException {
    List<String> held = file.read().stream().map(Held::database).distinct().toList();
    if (held.isEmpty()) {
      throw refused("%s holds no fingerprints: nothing was compared.".formatted(path));
    }
    return held;
  }

  private ExitCode readSource() throws IOException, InterruptedException {
    SqlServerAccess from = source.access();
    SqlServerAccess to = target.isGiven() ? target.access() : null;
    try (FingerprintFile file = out == null ? null : FingerprintFile.toWrite(out)) {
      if (file != null && anew) {
        file.empty();
      }
      ExitCode worst = to == null ? ExitCode.UNCHANGED : ExitCode.DONE;
      for (String database : databases) {
        if (to != null) {
          worst = worse(worst, both(from, to, file, database));
        } else if (sourceOf(from, file, database, Race.NONE).isEmpty()) {
          say("%s: %s holds it to its end.".formatted(database, out));
        } else {
          worst = ExitCode.DONE;
        }
      }
      return worst;
    }
  }

  /** A name that nobody bears was meant to be another's, which would be read. */
  private void requireTables() {
    Set<String> left = new TreeSet<>(leftOut());
    if (left.isEmpty() || against != null) {
      return;
    }
    for (String database : databases) {
      left.removeAll(fingerprints.tables(source.access(), "verify/source", database));
      if (target.isGiven()) {
        left.removeAll(fingerprints.tables(target.access(), "verify/target", atTarget(database)));
      }
    }
    if (!left.isEmpty()) {
      throw refused(
          "--leave-out: there is no table %s. Names are written schema.name, or [sche.ma].[name] with dots in them."
              .formatted(String.join(", ", left)));
    }
  }

  private Set<String> leftOut() {
    return leaveOut.stream().map(ObjectName::written).collect(Collectors.toSet());
  }

  private static CommandFailure refused(String sentence) {
    return new CommandFailure(ExitCode.REFUSED, ConsoleText.of(sentence));
  }

  private ExitCode both(
      SqlServerAccess from, SqlServerAccess to, @Nullable FingerprintFile file, String database)
      throws IOException, InterruptedException {
    Race race = new Race();
    DatabaseFingerprint[] read = new DatabaseFingerprint[2];
    race.run(
        () -> read[0] = sourceOrKept(from, file, database, race),
        () -> read[1] = take(to, atTarget(database), List.of(), "target", _ -> {}, race));
    return tell(read[0], read[1]);
  }

  private DatabaseFingerprint sourceOrKept(
      SqlServerAccess from, @Nullable FingerprintFile file, String database, Race race) {
    try {
      Optional<DatabaseFingerprint> read = sourceOf(from, file, database, race);
      return read.isPresent() || file == null
          ? read.orElseThrow()
          : held(file, from, database).flatMap(Held::whole).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file is about one server: whoever compares with it asks for databases only. */
  private Optional<Held> held(FingerprintFile file, SqlServerAccess from, String database)
      throws IOException {
    Optional<Held> held = file.of(database);
    if (held.filter(each -> !each.server().equalsIgnoreCase(from.server())).isPresent()) {
      throw refused(
          "%s holds %s of %s. Name another file, or say --anew: what is in it then does not count."
              .formatted(out, database, held.get().server()));
    }
    return held;
  }

  /** Empty where the file has all of it. */
  private Optional<DatabaseFingerprint> sourceOf(
      SqlServerAccess from, @Nullable FingerprintFile file, String database, Race race)
      throws IOException {
    if (file == null) {
      return Optional.of(take(from, database, List.of(), "source", _ -> {}, race));
    }
    Optional<Held> held = held(file, from, database);
    if (held.flatMap(Held::whole).isPresent()) {
      return Optional.empty();
    }
    List<TableFingerprint> known = held.map(Held::tables).orElse(List.of());
    FingerprintFile.Writing writing = file.write(from.server(), database, known);
    DatabaseFingerprint whole = take(from, database, known, "source", writing::table, race);
    writing.end(whole);
    say(
        "%s: %d tables, %d rows, kept in %s. %s"
            .formatted(
                database,
                whole.tables().size(),
                whole.rows(),
                out,
                whole.consistency().sentence()));
    return Optional.of(whole);
  }

  private String atTarget(String database) {
    return targetDatabase == null ? database : targetDatabase;
  }

  private DatabaseFingerprint take(
      SqlServerAccess access,
      String database,
      List<TableFingerprint> known,
      String side,
      Consumer<TableFingerprint> finished,
      Race race) {
    int[] told = {0};
    return fingerprints.take(
        access,
        "verify/" + side,
        new FingerprintOrder(database, leftOut(), connections, known),
        new FingerprintProgress() {
          @Override
          public void reached(long rows, long expected) {
            race.goOn();
            int percent = FingerprintProgress.percent(rows, expected);
            if (!quiet && percent >= told[0] + PERCENT_BETWEEN_LINES) {
              told[0] = percent;
              say("%3d %%  %s of %s, %d rows".formatted(percent, database, side, rows));
            }
          }

          @Override
          public void finished(TableFingerprint table) {
            finished.accept(table);
          }
        });
  }

  private ExitCode tell(DatabaseFingerprint expected, DatabaseFingerprint found) {
    List<TableDifference> differences;
    try {
      differences = TableDifference.between(expected, found);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.REFUSED, String.valueOf(e.getMessage()));
    }
    ComparisonText.of(expected, found, differences, !quiet).forEach(this::say);
    return differences.isEmpty() || DatabaseRestore.isRegenerated(expected.database())
        ? ExitCode.DONE
        : ExitCode.DIFFERENT;
  }

  private static ExitCode worse(ExitCode one, ExitCode other) {
    return one == ExitCode.DIFFERENT ? one : other;
  }

  private static CommandFailure usage(String sentence) {
    return new CommandFailure(ExitCode.USAGE, sentence);
  }

  private void say(String line) {
    ConsoleText.print(UmzugCommand.commandLine(spec).getOut(), line);
  }
}
