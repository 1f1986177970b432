package io.umzug.infrastructure.cli;

import io.umzug.application.filesystem.FileTroubleText;
import io.umzug.application.script.ScriptExport;
import io.umzug.application.script.ScriptExport.Destination;
import io.umzug.application.script.ScriptExport.Encoding;
import io.umzug.application.script.ScriptExported;
import io.umzug.application.script.ScriptExports;
import io.umzug.application.script.ScriptRefused;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.route.SqlServerRelease;
import io.umzug.domain.schema.Gap;
import io.umzug.domain.schema.ScriptTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code script export}: a database as a script for an older SQL Server (M1 to M3). */
@Command(
    name = "export",
    description = {
      "Writes a database, schema and rows, as a script for a SQL Server of a chosen version (M2)."
          + " What that version lacks is told first, object by object, with what can be done; where"
          + " it blocks, nothing is written.",
      "Run the same command again to go on with an export that was cut off: what is whole is kept."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:written, or with --check-only: nothing blocks",
      "1:unexpected error, such as a full disk; run it again to go on",
      "2:wrong usage",
      "3:unchanged: this export was whole already; its rows are of then (--anew reads them again)",
      "4:refused: something blocks, or the place holds something else; nothing was written",
      "8:the server was not reached, or failed; run it again to go on"
    })
public final class ScriptExportCommand implements Callable<Integer> {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  private static final long MEGABYTE = 1024L * 1024;

  private final ScriptExports exports;

  @Mixin private SqlServerOptions server = new SqlServerOptions();

  @Mixin private DatabaseOptions chosen = new DatabaseOptions();

  @Option(
      names = "--for",
      required = true,
      paramLabel = "VERSION",
      description = "The target's: 2008R2, 2012, 2014, 2016, 2017, 2019 or 2022.")
  private String version = "";

  @Option(
      names = "--out",
      paramLabel = "FILE|DIR",
      description = "A name that ends in .sql is one file; any other a folder with a file a table.")
  private @Nullable Path out;

  @Option(
      names = "--without-users",
      description =
          "Leave users, memberships and permissions to the target: for where it lacks their logins.")
  private boolean withoutUsers;

  @Option(names = "--schema-only", description = "Leave the rows out.")
  private boolean schemaOnly;

  @Option(names = "--check-only", description = "Tell what the target lacks, and write nothing.")
  private boolean checkOnly;

  @Option(
      names = "--encoding",
      defaultValue = "UTF_8",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}, with a byte order mark. Default: UTF_8.")
  private Encoding encoding = Encoding.UTF_8;

  @Option(
      names = "--split",
      paramLabel = "MB",
      description = "In a folder: megabytes after which a table goes on in a further file.")
  private @Nullable Integer split;

  @Option(names = "--anew", description = "What an earlier run has written there does not count.")
  private boolean anew;

  @Option(names = "--quiet", description = "Leave out progress.")
  private boolean quiet;

  @Spec private @Nullable CommandSpec spec;

  public ScriptExportCommand(ScriptExports exports) {
    this.exports = exports;
  }

  @Override
  public Integer call() {
    ScriptExport export = export();
    try {
      return (checkOnly ? check(export) : write(export)).code();
    } catch (ScriptRefused e) {
      GapText.refused(e.getMessage(), e.gaps()).forEach(this::complain);
      return ExitCode.REFUSED.code();
    } catch (SqlServerFailure e) {
      throw ServerTrouble.failure(
          "script export of " + chosen.database(),
          e,
          checkOnly ? "" : "Then the same command goes on.");
    } catch (IOException e) {
      Path place = Objects.requireNonNullElse(out, Path.of(""));
      complain(FileTroubleText.sentence(place, e) + " Then the same command goes on.");
      return ExitCode.UNEXPECTED.code();
    }
  }

  private ScriptExport export() {
    if (!checkOnly && (out == null || out.toString().isBlank())) {
      throw new CommandFailure(ExitCode.USAGE, "Say by --out where the script goes.");
    }
    Path place = out == null ? Path.of("unwritten.sql") : out;
    return new ScriptExport(
        chosen.database(),
        new ScriptTarget(release(), chosen.into(), chosen.creation(true)),
        chosen.selection(!withoutUsers),
        !schemaOnly,
        encoding,
        destination(place),
        anew);
  }

  private Destination destination(Path place) {
    boolean single = place.toString().endsWith(".sql") && !Files.isDirectory(place);
    if (single && split != null) {
      throw new CommandFailure(ExitCode.USAGE, "--split goes with a folder as --out.");
    }
    return single
        ? new Destination.SingleFile(place)
        : new Destination.Folder(place, split == null ? Long.MAX_VALUE : split * MEGABYTE);
  }

  private SqlServerRelease release() {
    String wanted = version.replace(" ", "");
    Set<String> known = new LinkedHashSet<>();
    for (SqlServerRelease release : SqlServerRelease.values()) {
      String label = release.label().replace(" ", "");
      if (!release.isOlderThan(SqlServerRelease.SQL_2008_R2)) {
        if (label.equalsIgnoreCase(wanted)) {
          return release;
        }
        known.add(label);
      }
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        "--for %s: scripts are written for SQL Server %s."
            .formatted(version, String.join(", ", known)));
  }

  private ExitCode check(ScriptExport export) {
    List<Gap> gaps = exports.check(server.access(), "script/export", export);
    GapText.checked(gaps, "export", "SQL Server " + release().label()).forEach(this::say);
    return GapText.isBlocked(gaps) ? ExitCode.REFUSED : ExitCode.DONE;
  }

  private ExitCode write(ScriptExport export) throws IOException {
    String[] told = {""};
    ScriptExported written =
        exports.export(
            server.access(),
            "script/export",
            export,
            (table, number, all, rows) -> {
              if (!quiet && !told[0].equals(table)) {
                told[0] = table;
                say("table %d of %d: %s".formatted(number, all, table));
              }
            });
    GapText.lines(written.gaps()).forEach(this::say);
    if (!quiet) {
      TextTable counts = new TextTable("TABLE", "ROWS", "BYTES", "SHA-256");
      written
          .tables()
          .forEach(
              table ->
                  counts.add(
                      table.table(),
                      String.valueOf(table.rows()),
                      String.valueOf(table.bytes()),
                      table.sha256()));
      counts.lines().forEach(this::say);
    }
    say(written.consistency().sentence());
    boolean unchanged = written.before() != null;
    say(
        "%s: %d tables, %d rows, in %s"
            .formatted(
                unchanged ? "Unchanged" : "Exported",
                written.tables().size(),
                written.rows(),
                written.files().stream().map(Path::toString).collect(Collectors.joining(", "))));
    if (unchanged) {
      say(
          "This export was finished on %s; its rows are of then. --anew reads them again."
              .formatted(MOMENT.format(written.before())));
    }
    return unchanged ? ExitCode.UNCHANGED : ExitCode.DONE;
  }

  private void say(String line) {
    ConsoleText.print(commandLine().getOut(), line);
  }

  private void complain(String line) {
    ConsoleText.print(commandLine().getErr(), line);
  }

  private CommandLine commandLine() {
    return UmzugCommand.commandLine(spec);
  }
}
