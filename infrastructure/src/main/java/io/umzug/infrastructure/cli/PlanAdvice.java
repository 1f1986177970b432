package io.umzug.infrastructure.cli;

import io.umzug.application.filesystem.FileTroubleText;
import io.umzug.domain.route.Compilation;
import io.umzug.domain.route.Compilation.Advice;
import io.umzug.domain.route.Compilation.Unclear;
import io.umzug.domain.route.MoveFacts;
import io.umzug.domain.route.RouteCompiler;
import io.umzug.infrastructure.facts.AdviceView;
import io.umzug.infrastructure.facts.FactsReading;
import io.umzug.infrastructure.facts.FactsReading.Misread;
import io.umzug.infrastructure.facts.FactsReading.Understood;
import io.umzug.infrastructure.facts.FactsView;
import io.umzug.infrastructure.facts.YamlFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** {@code plan FILE}: advice from a file of facts, without a service. */
final class PlanAdvice {

  private static final int MOST_BYTES = 1024 * 1024;
  private static final JsonMapper JSON = JsonMapper.shared();

  private PlanAdvice() {}

  /** Advice is printed and done; questions are printed and refused. */
  static ExitCode of(String file, boolean json, int width, PrintWriter out) {
    MoveFacts facts = facts(file);
    Compilation compilation = RouteCompiler.compile(facts);
    if (json) {
      out.println(
          JSON.writerWithDefaultPrettyPrinter().writeValueAsString(AdviceView.of(compilation)));
    } else {
      List<String> lines =
          switch (compilation) {
            case Advice advice -> AdviceText.of(advice, width);
            case Unclear unclear -> AdviceText.of(unclear, facts, width);
          };
      lines.forEach(out::println);
    }
    out.flush();
    return switch (compilation) {
      case Advice _ -> ExitCode.DONE;
      case Unclear _ -> ExitCode.REFUSED;
    };
  }

  /** The facts of the file, as the service reads them. */
  static Map<String, Object> json(String file) {
    return FactsView.of(facts(file));
  }

  private static MoveFacts facts(String file) {
    return switch (read(file)) {
      case Understood understood -> understood.facts();
      case Misread misread ->
          throw new CommandFailure(
              ExitCode.USAGE,
              misread.mistakes().stream()
                  .map(mistake -> ConsoleText.of("%s, %s".formatted(file, mistake)))
                  .collect(Collectors.joining(System.lineSeparator())));
    };
  }

  private static FactsReading read(String file) {
    try {
      Path path = Path.of(file);
      if (!Files.exists(path)) {
        throw usage(
            "%s: there is no such file. 'umzug plan FILE' advises by a file of facts; 'umzug plan ID A|B|C|D' chooses the plan of a move.",
            file);
      }
      if (Files.isDirectory(path)) {
        throw usage("%s: this is a folder, not a file of facts.", file);
      }
      try (InputStream in = Files.newInputStream(path)) {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw usage("%s: a file of facts has up to 1 MB.", file);
        }
        return YamlFacts.read(bytes);
      }
    } catch (InvalidPathException e) {
      throw usage("%s: this is no file name.", file);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNEXPECTED, ConsoleText.of(FileTroubleText.sentence(Path.of(file), e)));
    }
  }

  private static CommandFailure usage(String sentence, String file) {
    return new CommandFailure(ExitCode.USAGE, ConsoleText.of(sentence.formatted(file)));
  }
}
