package io.umzug.infrastructure.host;

import io.umzug.application.estate.Estate;
import io.umzug.application.host.ServiceControl;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Windows service by {@code sc.exe}: in any language of Windows. A failing {@code sc} is
 * recognised by what the query shows afterwards.
 */
public final class ScServiceControl implements ServiceControl {

  /** The label is translated on some systems, the state's name on none. */
  private static final Pattern STATE_LINE =
      Pattern.compile("(?m):\\s*([1-4])\\s+(?:STOPPED|START_PENDING|STOP_PENDING|RUNNING)\\b");

  private static final Pattern EXIT_CODE =
      Pattern.compile("(?m)^\\s*WIN32_EXIT_CODE\\s*:\\s*([0-9]+)");
  private static final Duration LONGEST_COMMAND = Duration.ofSeconds(60);
  private static final Duration LONGEST_CHANGE = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

  /** An XPhone host of an estate. */
  public record Host(String estate, String host) {}

  private final Map<Host, List<String>> commands;
  private final InstantSource clock;

  /**
   * @param commands per host, the command line that stands for {@code sc.exe}
   */
  public ScServiceControl(Map<Host, List<String>> commands, InstantSource clock) {
    this.commands = Map.copyOf(commands);
    this.clock = clock;
  }

  @Override
  public Status query(Estate estate) throws ServiceProblem {
    String text = sc(estate, "query");
    Matcher state = STATE_LINE.matcher(text);
    if (!state.find()) {
      throw new ServiceProblem(text.strip());
    }
    Matcher exitCode = EXIT_CODE.matcher(text);
    return new Status(
        switch (state.group(1)) {
          case "1" -> State.STOPPED;
          case "2" -> State.START_PENDING;
          case "3" -> State.STOP_PENDING;
          case "4" -> State.RUNNING;
          default -> throw new ServiceProblem(text.strip());
        },
        exitCode.find() ? Integer.parseInt(exitCode.group(1)) : 0,
        text.strip());
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
    String answer = sc(estate, verb);
    status = atRest(estate);
    return status.state() == wanted
        ? status
        : new Status(status.state(), status.exitCode(), answer.strip() + "\n" + status.text());
  }

  private Status atRest(Estate estate) throws ServiceProblem, InterruptedException {
    var end = clock.instant().plus(LONGEST_CHANGE);
    Status status = query(estate);
    while (status.state() == State.START_PENDING || status.state() == State.STOP_PENDING) {
      if (clock.instant().isAfter(end)) {
        return status;
      }
      Thread.sleep(BETWEEN_LOOKS);
      status = query(estate);
    }
    return status;
  }

  private String sc(Estate estate, String verb) throws ServiceProblem {
    List<String> command =
        new ArrayList<>(
            commands.getOrDefault(
                new Host(estate.name(), estate.xphone().host()), List.of("sc.exe")));
    command.add(verb);
    command.add(estate.xphone().serviceName());
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      // The output is a few hundred bytes: it fits the pipe, so waiting first is safe.
      if (!process.waitFor(LONGEST_COMMAND.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new ServiceProblem(String.join(" ", command) + " does not answer");
      }
      return new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    } catch (IOException e) {
      throw new ServiceProblem(String.join(" ", command) + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceProblem("Interrupted while waiting for " + String.join(" ", command));
    }
  }
}
