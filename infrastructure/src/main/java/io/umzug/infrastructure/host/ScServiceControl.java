package io.umzug.infrastructure.host;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.host.CommandTrouble;
import io.umzug.application.host.HostCommands;
import io.umzug.application.host.HostCommands.Command;
import io.umzug.application.host.ServiceControl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Windows service by {@code sc.exe}: in any language of Windows. A failing {@code sc} is
 * recognised by what the query shows afterwards.
 */
public final class ScServiceControl implements ServiceControl {

  /** The label is translated on some systems, the state's name on none. */
  private static final Pattern STATE_LINE =
      Pattern.compile("(?m):\\s*([1-4])\\s+(?:STOPPED|START_PENDING|STOP_PENDING|RUNNING)\\b");

  /** Two such lines: Windows' exit code, then the service's own. */
  private static final Pattern EXIT_CODE = Pattern.compile(":\\s*([0-9]+)\\s+\\(0x[0-9A-Fa-f]+\\)");

  private static final Pattern REFUSAL = Pattern.compile("(?m)^\\[SC\\][^\\r\\n]*\\s([0-9]+):");
  private static final Pattern OBJECT_NAME =
      Pattern.compile("(?m)^\\s*ObjectName\\s+REG_SZ\\s+(.+?)\\s*$");

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

  /** Each look is a login there. */
  private static final Duration BETWEEN_LOOKS_ELSEWHERE = Duration.ofSeconds(2);

  public static final Duration USUAL_LIMIT = Duration.ofMinutes(5);
  private static final int LONGEST_LOG = 6000;

  /**
   * How a host's service is controlled.
   *
   * @param standIn the command line that stands for {@code sc.exe} and runs on this machine; null
   *     where {@code sc.exe} runs on the host itself
   * @param limit how long a start or a stop may take
   */
  public record Way(@Nullable List<String> standIn, Duration limit) {

    private static final Way USUAL = new Way(null, USUAL_LIMIT);
  }

  /** What goes by between two looks at a service that is on its way. */
  @FunctionalInterface
  public interface Pause {
    void last(Duration duration) throws InterruptedException;
  }

  private record Answer(int exitCode, String text) {}

  private final HostCommands commands;
  private final Map<EstateHost, Way> ways;
  private final InstantSource clock;
  private final Pause pause;

  public ScServiceControl(HostCommands commands, Map<EstateHost, Way> ways, InstantSource clock) {
    this(commands, ways, clock, Thread::sleep);
  }

  ScServiceControl(
      HostCommands commands, Map<EstateHost, Way> ways, InstantSource clock, Pause pause) {
    this.commands = commands;
    this.ways = Map.copyOf(ways);
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public Status query(Estate estate) throws ServiceProblem, InterruptedException {
    Answer answer = sc(estate, "query");
    Matcher state = STATE_LINE.matcher(answer.text());
    if (!state.find()) {
      throw refused(estate, answer);
    }
    Matcher codes = EXIT_CODE.matcher(answer.text());
    return new Status(
        switch (state.group(1)) {
          case "1" -> State.STOPPED;
          case "2" -> State.START_PENDING;
          case "3" -> State.STOP_PENDING;
          case "4" -> State.RUNNING;
          default -> throw refused(estate, answer);
        },
        next(codes),
        next(codes),
        answer.text().strip());
  }

  /** Such as 0xc0000005, which is beyond what an int can be without its sign. */
  private static int next(Matcher codes) {
    return codes.find() ? (int) Long.parseLong(codes.group(1)) : 0;
  }

  @Override
  public String account(Estate estate) throws ServiceProblem, InterruptedException {
    Answer answer = sc(estate, "qc");
    if (answer.exitCode() == 0 && answer.text().contains(":")) {
      // SERVICE_START_NAME, however it is called: the last line in every language.
      String last = answer.text().strip().lines().toList().getLast();
      return last.substring(last.indexOf(':') + 1).strip();
    }
    if (way(estate).standIn() == null) {
      Answer registry =
          ask(
              estate,
              estate.xphone().host(),
              List.of(
                  "reg.exe",
                  "query",
                  "HKLM\\SYSTEM\\CurrentControlSet\\Services\\" + estate.xphone().serviceName(),
                  "/v",
                  "ObjectName"));
      Matcher name = OBJECT_NAME.matcher(registry.text());
      if (name.find()) {
        return name.group(1);
      }
    }
    throw refused(estate, answer);
  }

  @Override
  public Status start(Estate estate) throws ServiceProblem, InterruptedException {
    return change(estate, "start", State.RUNNING);
  }

  @Override
  public Status stop(Estate estate) throws ServiceProblem, InterruptedException {
    return change(estate, "stop", State.STOPPED);
  }

  private Status change(Estate estate, String verb, State wanted)
      throws ServiceProblem, InterruptedException {
    Status status = atRest(estate);
    if (status.state() == wanted) {
      return status;
    }
    Answer answer = sc(estate, verb);
    status = atRest(estate);
    if (status.state() == wanted) {
      return status;
    }
    // Of a service that was never started the query only tells its last end.
    int refusal = refusal(answer);
    return new Status(
        status.state(),
        refusal == 0 ? status.exitCode() : refusal,
        status.ownExitCode(),
        (answer.text().strip() + "\n" + status.text()).strip());
  }

  private Status atRest(Estate estate) throws ServiceProblem, InterruptedException {
    var end = clock.instant().plus(way(estate).limit());
    Status status = query(estate);
    while (status.state() == State.START_PENDING || status.state() == State.STOP_PENDING) {
      if (clock.instant().isAfter(end)) {
        return status;
      }
      pause.last(
          commands.isReached(estate, estate.xphone().host())
              ? BETWEEN_LOOKS_ELSEWHERE
              : BETWEEN_LOOKS);
      status = query(estate);
    }
    return status;
  }

  @Override
  public String eventLog(Estate estate) throws InterruptedException {
    if (way(estate).standIn() != null) {
      return "";
    }
    String text =
        (events(estate, "System", "Provider[@Name='Service Control Manager']")
                + "\n"
                + events(estate, "Application", "(Level=1 or Level=2)"))
            .strip();
    return text.length() <= LONGEST_LOG ? text : text.substring(0, LONGEST_LOG) + " [...]";
  }

  /** The last ten minutes, for what is older has another cause. */
  private String events(Estate estate, String log, String which) throws InterruptedException {
    try {
      Answer answer =
          ask(
              estate,
              estate.xphone().host(),
              List.of(
                  "wevtutil.exe",
                  "qe",
                  log,
                  "/q:*[System[%s and TimeCreated[timediff(@SystemTime) <= 600000]]]"
                      .formatted(which),
                  "/c:5",
                  "/rd:true",
                  "/f:text"));
      return answer.exitCode() == 0 ? answer.text().strip() : "";
    } catch (ServiceProblem _) {
      // It is only told besides: that the host does not answer is said where it matters.
      return "";
    }
  }

  private Answer sc(Estate estate, String verb) throws ServiceProblem, InterruptedException {
    List<String> standIn = way(estate).standIn();
    List<String> words = new ArrayList<>(standIn == null ? List.of("sc.exe") : standIn);
    words.add(verb);
    words.add(estate.xphone().serviceName());
    return ask(estate, standIn == null ? estate.xphone().host() : HostPath.HERE, words);
  }

  private Answer ask(Estate estate, String machine, List<String> words)
      throws ServiceProblem, InterruptedException {
    StringBuilder text = new StringBuilder();
    try {
      int exitCode =
          commands.run(
              estate,
              machine,
              Command.of(words),
              (_, line) -> text.append(line.stripTrailing()).append('\n'));
      return new Answer(exitCode, text.toString());
    } catch (CommandTrouble trouble) {
      throw new ServiceProblem(trouble);
    }
  }

  private static int refusal(Answer answer) {
    Matcher refusal = REFUSAL.matcher(answer.text());
    if (refusal.find()) {
      return Integer.parseInt(refusal.group(1));
    }
    // Windows' own code is sc's exit code; 1 is what others say for just anything.
    return answer.exitCode() == 1 ? 0 : answer.exitCode();
  }

  private static ServiceProblem refused(Estate estate, Answer answer) {
    String said = answer.text().strip();
    return new ServiceProblem(
        said.isEmpty()
            ? "sc for the service '%s' ended with exit code %d and said nothing."
                .formatted(estate.xphone().serviceName(), answer.exitCode())
            : said,
        refusal(answer));
  }

  private Way way(Estate estate) {
    return ways.getOrDefault(EstateHost.of(estate), Way.USUAL);
  }
}
