package io.umzug.infrastructure.cli;

import io.umzug.infrastructure.cli.UmzugCommand.JsonOption;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code umzug preflight}: has everything looked at that a route needs. */
@Command(
    name = "preflight",
    mixinStandardHelpOptions = true,
    description = {
      "Runs every check that the route of an estate needs; changes nothing but for a small probe on the share, which is removed again.",
      "Exit code 0 where all passes or only warns, 4 where something fails."
    })
final class PreflightCommand implements Callable<Integer> {

  /** Tells the worst verdict, whatever the form of the answer. */
  private static final String VERDICT = "X-Umzug-Verdict";

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Screen screen;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ESTATE", description = "The configured estate.")
  private String estate = "";

  @Option(
      names = "--plan",
      paramLabel = "A|B|C|D",
      description = "The plan (R18 to R21). An update of SQL Express needs none.")
  private @Nullable String plan;

  @Option(
      names = "--downtime",
      paramLabel = "HOW",
      description = "in-place (default) or intermediate-server (R14, R15).")
  private @Nullable String downtime;

  @Option(
      names = "--at",
      paramLabel = "WHEN",
      description = "start (default), between-hops, or restore: what has to be there by then.")
  private @Nullable String at;

  @Mixin private ServiceOptions service = new ServiceOptions();

  @Mixin private JsonOption json = new JsonOption();

  PreflightCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    HttpResponse<String> answer = service.client().get(path(), json.form(), PATIENCE);
    PrintWriter out = UmzugCommand.commandLine(spec).getOut();
    out.println(answer.body().stripTrailing());
    out.flush();
    boolean failed = answer.headers().firstValue(VERDICT).filter("FAIL"::equals).isPresent();
    return (failed ? ExitCode.REFUSED : ExitCode.DONE).code();
  }

  private String path() {
    Map<String, String> said = new LinkedHashMap<>();
    put(said, "plan", plan);
    put(said, "downtime", downtime);
    put(said, "at", at);
    String asked =
        said.entrySet().stream()
            .map(entry -> "&" + entry.getKey() + "=" + ServiceClient.segment(entry.getValue()))
            .collect(Collectors.joining());
    return "/api/estates/%s/preflight%s%s"
        .formatted(ServiceClient.segment(estate), screen.query(), asked);
  }

  private static void put(Map<String, String> said, String name, @Nullable String value) {
    if (value != null) {
      said.put(name, value);
    }
  }
}
