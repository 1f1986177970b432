package io.umzug.application.estatecheck;

import io.umzug.application.estatecheck.Answer.Outcome;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.preflight.BoundedTasks;
import io.umzug.application.preflight.PreflightLimits;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Makes trials side by side: dead machines are waited for together, not in a row. */
public final class Trials {

  /** So many at a time, each for so long. */
  public static final PreflightLimits USUAL = new PreflightLimits(16, Duration.ofSeconds(45));

  private Trials() {}

  /** All of them, in their order. */
  public static List<Tried> make(List<Trial> trials, PreflightLimits limits)
      throws InterruptedException {
    Map<Trial, Callable<List<Answer>>> tasks = new LinkedHashMap<>();
    trials.forEach(trial -> tasks.put(trial, () -> trial.attempt().make()));
    List<Tried> tried = new ArrayList<>();
    try (BoundedTasks side = new BoundedTasks(limits)) {
      for (BoundedTasks.Outcome<Trial, List<Answer>> outcome : side.all(tasks)) {
        Trial trial = outcome.key();
        answers(outcome, limits)
            .forEach(answer -> tried.add(new Tried(trial.entry(), trial.what(), answer)));
      }
    }
    return tried;
  }

  private static List<Answer> answers(
      BoundedTasks.Outcome<Trial, List<Answer>> outcome, PreflightLimits limits) {
    try {
      return outcome.get();
    } catch (TimeoutException _) {
      return List.of(
          new Answer(
              Outcome.BAD,
              "No answer within %d seconds.".formatted(limits.each().toSeconds()),
              List.of(),
              "See whether the machine is up, and look at its name, its port and the firewalls between.",
              ""));
    } catch (ExecutionException e) {
      return List.of(failed(e.getCause() == null ? e : e.getCause()));
    }
  }

  private static Answer failed(Throwable cause) {
    return switch (cause) {
      case FileTrouble trouble -> Answer.bad(trouble);
      case UncheckedIOException unreadable ->
          new Answer(Outcome.BAD, unreadable.getMessage() + ".", List.of(), NO_SECRET, "");
      default ->
          new Answer(
              Outcome.BAD,
              "The trial itself went wrong, so nothing is known.",
              List.of(),
              "Mend what the exact text names; then check again.",
              cause.toString());
    };
  }

  private static final String NO_SECRET =
      "Keep it in one of these places, such as by 'umzug secret set'.";
}
