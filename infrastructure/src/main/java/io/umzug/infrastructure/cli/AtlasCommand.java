package io.umzug.infrastructure.cli;

import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.FileTroubleText;
import io.umzug.application.host.AtlasFileException;
import io.umzug.application.host.AtlasStore;
import io.umzug.application.host.AtlasStore.Replaced;
import io.umzug.domain.atlas.Atlas;
import io.umzug.domain.atlas.AtlasChange;
import io.umzug.domain.atlas.AtlasEntry;
import io.umzug.domain.atlas.AtlasFile;
import io.umzug.domain.atlas.AtlasRefusal;
import io.umzug.domain.atlas.AtlasRewrite.Rewritten;
import io.umzug.domain.atlas.AtlasRewrite.Unchanged;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atlas show} and {@code atlas rewrite}: atlas.xml without a service (R29, E6). */
@Command(
    name = "atlas",
    description = "Shows or rewrites the <Databases> area of an atlas.xml.",
    mixinStandardHelpOptions = true)
public final class AtlasCommand {
  private final AtlasStore files;

  @Spec private @Nullable CommandSpec spec;

  public AtlasCommand(AtlasStore files) {
    this.files = files;
  }

  @Command(
      name = "show",
      description =
          "Lists the connections below <Databases>: line, database, Data Source, useLogin.",
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {
        "0:shown",
        "1:unexpected error, such as a file that cannot be read",
        "2:wrong usage",
        "4:refused: the file is not understood"
      })
  int show(@Parameters(paramLabel = "FILE", description = "The atlas.xml.") Path file) {
    return guarded(
        file,
        () ->
            switch (Atlas.read(files.read(file.toString()))) {
              case AtlasFile atlas -> list(atlas);
              case AtlasRefusal refusal -> refuse(file, refusal);
            });
  }

  @Command(
      name = "rewrite",
      description = {
        "Points connections below <Databases> at other SQL Servers (R29, E6). Every other byte stays"
            + " as it is, and the original is kept beside the file as"
            + " FILE.umzug-original-<SHA-256>.",
        "The XPhone service must be stopped while its atlas.xml is changed (F4)."
      },
      mixinStandardHelpOptions = true,
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {
        "0:changed, or with --dry-run: would be changed",
        "1:unexpected error, such as a full disk; the file is either the old or the new one",
        "2:wrong usage",
        "3:unchanged: all that was asked for is already so",
        "4:refused: the file is not understood, or what was asked for does not fit it"
      })
  int rewrite(
      @Parameters(paramLabel = "FILE", description = "The atlas.xml.") Path file,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "DATABASE=SERVER",
              description =
                  "The new Data Source of a database, such as XPDATA=sqlserver\\SQL2016 or"
                      + " XPDATA=sqlserver,1433. Once for each database.")
          List<String> to,
      @Option(
              names = "--use-login",
              paramLabel = "Windows",
              description =
                  "Set or add useLogin=\"Windows\" on the entries of these databases (R29). Without"
                      + " this option the attribute stays as it is.")
          @Nullable String useLogin,
      @Option(names = "--dry-run", description = "Show the difference and write nothing.")
          boolean dryRun) {
    Map<String, String> targets = targets(to);
    boolean useWindowsLogin = wantsWindowsLogin(useLogin);
    return guarded(
        file,
        () -> {
          byte[] original = files.read(file.toString());
          return switch (Atlas.rewrite(original, targets, useWindowsLogin)) {
            case Rewritten rewritten -> {
              showDifference(file, rewritten);
              yield dryRun ? announceDryRun() : replace(file, original, rewritten);
            }
            case Unchanged unchanged -> announceUnchanged(file);
            case AtlasRefusal refusal -> refuse(file, refusal);
          };
        });
  }

  private Map<String, String> targets(List<String> to) {
    Map<String, String> targets = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String target : to) {
      // The last one: a server's name never has an =, a database's may.
      int equals = target.lastIndexOf('=');
      if (equals < 1 || equals == target.length() - 1) {
        throw usage(
            "--to " + target + ": write DATABASE=SERVER, such as XPDATA=sqlserver\\SQL2016");
      }
      String database = target.substring(0, equals);
      if (targets.put(database, target.substring(equals + 1)) != null) {
        throw usage("--to names the database " + database + " twice");
      }
    }
    return targets;
  }

  private boolean wantsWindowsLogin(@Nullable String useLogin) {
    if (useLogin != null && !useLogin.equalsIgnoreCase("Windows")) {
      throw usage("--use-login " + useLogin + ": only Windows is known (R29)");
    }
    return useLogin != null;
  }

  private ParameterException usage(String sentence) {
    CommandLine rewrite = commandLine().getSubcommands().get("rewrite");
    return new ParameterException(rewrite == null ? commandLine() : rewrite, sentence);
  }

  private ExitCode list(AtlasFile atlas) {
    TextTable table = new TextTable("LINE", "DATABASE", "DATA SOURCE", "USELOGIN");
    for (AtlasEntry entry : atlas.entries()) {
      table.add(
          String.valueOf(entry.line()),
          orNone(entry.database()),
          orNone(entry.dataSource()),
          orNone(entry.useLogin()));
    }
    table.lines().forEach(this::say);
    return ExitCode.DONE;
  }

  private void showDifference(Path file, Rewritten rewritten) {
    UnifiedDiff.of(file.toString(), rewritten.textBefore(), rewritten.textAfter())
        .forEach(this::say);
    for (AtlasChange change : rewritten.changes()) {
      String subject =
          switch (change.subject()) {
            case DATA_SOURCE -> "Data Source";
            case USE_LOGIN -> "useLogin";
          };
      say(
          "Line %d, %s: %s from %s to %s"
              .formatted(
                  change.line(), change.database(), subject, orNone(change.from()), change.to()));
    }
  }

  private ExitCode replace(Path file, byte[] original, Rewritten rewritten) throws IOException {
    Replaced replaced = files.replace(file.toString(), original, rewritten.content());
    replaced.remarks().forEach(this::say);
    say("Rewritten: %s. The original is kept as %s".formatted(file, replaced.keptOriginal()));
    return ExitCode.DONE;
  }

  private ExitCode announceDryRun() {
    say("Nothing was written (--dry-run).");
    return ExitCode.DONE;
  }

  private ExitCode announceUnchanged(Path file) {
    say("Unchanged: %s already says all that was asked for (R29).".formatted(file));
    return ExitCode.UNCHANGED;
  }

  private ExitCode refuse(Path file, AtlasRefusal refusal) {
    complain(
        "Refused: %s, line %d, column %d: %s (rule %s)"
            .formatted(file, refusal.line(), refusal.column(), refusal.sentence(), refusal.rule()));
    return ExitCode.REFUSED;
  }

  /** What a command does between its arguments and its exit code. */
  private interface Action {
    ExitCode run() throws IOException;
  }

  private int guarded(Path file, Action action) {
    try {
      return action.run().code();
    } catch (AtlasFileException e) {
      complain("Refused: " + e.getMessage());
      return ExitCode.REFUSED.code();
    } catch (FileTrouble e) {
      complain(
          e.kind() == Kind.ACCESS_DENIED
              ? "%s: access to %s is denied. Run this as an administrator."
                  .formatted(file, e.path())
              : FileTroubleText.sentence(file, e));
      return ExitCode.UNEXPECTED.code();
    } catch (IOException e) {
      complain(FileTroubleText.sentence(file, e));
      return ExitCode.UNEXPECTED.code();
    }
  }

  private static String orNone(@Nullable String value) {
    return value == null ? "(none)" : value;
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
