package io.umzug.infrastructure.cli;

import io.umzug.application.script.ScriptOptions;
import io.umzug.domain.script.CodePage;
import io.umzug.domain.script.ScriptSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a script is read; the letters are sqlcmd's. */
final class ScriptReadingOptions {

  /** A batch is there several times while it is read and sent. */
  private static final int BYTES_EACH = 16;

  private static final long GIGABYTE = 1L << 30;
  private static final int SHORTEST_LIMIT = 1024;

  @Option(
      names = {"-v", "--var"},
      paramLabel = "NAME=VALUE",
      description = "A variable $(NAME); :setvar in the script overrides it. Once for each.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Option(
      names = {"-x", "--no-variables"},
      description = "$( is plain text: nothing is replaced.")
  private boolean plain;

  @Option(
      names = {"-f", "--codepage"},
      paramLabel = "PAGE",
      description =
          "Of files without a byte order mark, such as 1252 or 850. Default: UTF-8, and UTF-16 where"
              + " the first bytes show it. What does not fit is an error.")
  private @Nullable String codePage;

  @Option(
      names = "--longest-batch",
      paramLabel = "CHARACTERS",
      description = "A batch is held in memory; a longer one is refused. Default: 33554432.")
  private int longestBatch = ScriptSettings.USUAL_LONGEST_BATCH;

  @Option(
      names = "--quoted-identifier",
      paramLabel = "on|off",
      description =
          "What SET QUOTED_IDENTIFIER is at the beginning. Default: on, as in Management Studio;"
              + " sqlcmd has it off.")
  private Switch quotedIdentifier = Switch.on;

  /** As T-SQL has it. */
  enum Switch {
    on,
    off
  }

  ScriptOptions options() {
    if (longestBatch < SHORTEST_LIMIT) {
      throw usage("--longest-batch %d: at least %d".formatted(longestBatch, SHORTEST_LIMIT));
    }
    long most = Runtime.getRuntime().maxMemory() / BYTES_EACH;
    if (longestBatch > ScriptSettings.USUAL_LONGEST_BATCH && longestBatch > most) {
      throw usage(
          "--longest-batch %d: the memory of this process holds %d. Give Java more, such as by JAVA_TOOL_OPTIONS=-Xmx%dg."
              .formatted(longestBatch, most, (long) longestBatch * BYTES_EACH / GIGABYTE + 1));
    }
    try {
      return new ScriptOptions(
          new ScriptSettings(variables, !plain, longestBatch),
          readAs(),
          quotedIdentifier == Switch.on);
    } catch (IllegalArgumentException e) {
      throw usage("--var: " + e.getMessage());
    }
  }

  private @Nullable CodePage readAs() {
    return codePage == null
        ? null
        : CodePage.of(codePage)
            .orElseThrow(() -> usage("--codepage %s: no such code page".formatted(codePage)));
  }

  private static CommandFailure usage(String sentence) {
    return new CommandFailure(ExitCode.USAGE, sentence);
  }
}
