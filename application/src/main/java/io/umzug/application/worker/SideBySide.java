package io.umzug.application.worker;

import io.umzug.application.work.Pace;
import io.umzug.application.work.WorkContext;
import io.umzug.application.work.WorkInterrupted;
import io.umzug.domain.diagnosis.Diagnosis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one work, several at a time, and so many at each SQL Server. The first failure stops
 * the others and is the one that is told; what has not begun then does not begin.
 */
final class SideBySide {

  /**
   * A part of the work.
   *
   * @param subject under which it tells its progress
   * @param server the SQL Server that it burdens
   */
  record Part<T>(String subject, String server, Action<T> action) {}

  /** What a part does; it tells its progress to {@link #context}, and is stopped there. */
  @FunctionalInterface
  interface Action<T> {
    T perform() throws WorkProblem;
  }

  /** Ends a part because another has failed. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Shared shared;
  private final int parallel;

  /**
   * @param parallel how many at a SQL Server; with 1, one after the other at all of them
   */
  SideBySide(WorkContext context, int parallel) {
    this.shared = new Shared(context);
    this.parallel = parallel;
  }

  /** Good for every part, on any thread. */
  WorkContext context() {
    return shared;
  }

  /** What the parts have come to, in their order. */
  <T> List<T> all(List<Part<T>> parts) throws WorkProblem {
    if (parallel == 1 || parts.size() < 2) {
      List<T> results = new ArrayList<>();
      for (Part<T> part : parts) {
        results.add(part.action().perform());
      }
      return results;
    }
    // All of them are seen from the beginning, in the order of the request.
    parts.forEach(part -> shared.progress(part.subject(), 0));
    Map<String, Semaphore> rooms = new TreeMap<>();
    @Nullable Object[] results = new @Nullable Object[parts.size()];
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      int at = i;
      Part<T> part = parts.get(i);
      Semaphore room = rooms.computeIfAbsent(key(part), _ -> new Semaphore(parallel, true));
      threads.add(
          Thread.ofVirtual()
              .name("work-at-" + part.server())
              .start(() -> results[at] = performed(part, room)));
    }
    awaitAll(threads);
    shared.throwFirst();
    @SuppressWarnings("unchecked") // each is what its part has answered
    List<T> answers = (List<T>) List.copyOf(Arrays.asList(results));
    return answers;
  }

  private static String key(Part<?> part) {
    return part.server().toLowerCase(Locale.ROOT);
  }

  private <T> @Nullable T performed(Part<T> part, Semaphore room) {
    try {
      room.acquire();
      try {
        shared.demand();
        return part.action().perform();
      } finally {
        room.release();
      }
    } catch (InterruptedException _) {
      shared.failed(new WorkInterrupted("The service stops."));
    } catch (Throwable failure) {
      shared.failed(failure);
    }
    return null;
  }

  /** An interruption is told to every part, and each still ends in its own way. */
  private void awaitAll(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException _) {
          interrupted = true;
          shared.failed(new WorkInterrupted("The service stops."));
          threads.forEach(Thread::interrupt);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw new WorkInterrupted("The service stops; the parts of the work have ended.");
    }
  }

  /** One context for all parts: a failure of one shows in it to the others. */
  private static final class Shared implements WorkContext {

    private final WorkContext context;
    private final List<Throwable> failures = new ArrayList<>();

    Shared(WorkContext context) {
      this.context = context;
    }

    synchronized void failed(Throwable failure) {
      if (!(failure instanceof Stopped)) {
        failures.add(failure);
      }
    }

    /** A work that goes on elsewhere is left as it is; one that has failed is brought to an end. */
    synchronized void demand() {
      if (failures.isEmpty()) {
        return;
      }
      if (failures.getFirst() instanceof WorkInterrupted interrupted) {
        throw new WorkInterrupted(String.valueOf(interrupted.getMessage()));
      }
      throw new Stopped();
    }

    synchronized void throwFirst() throws WorkProblem {
      if (failures.isEmpty()) {
        return;
      }
      Throwable first = failures.getFirst();
      List<Throwable> others =
          failures.stream().skip(1).filter(other -> !(other instanceof WorkInterrupted)).toList();
      Throwable told = first instanceof WorkProblem problem ? with(problem, others) : first;
      others.forEach(told::addSuppressed);
      switch (told) {
        case WorkProblem problem -> throw problem;
        case Error error -> throw error;
        case RuntimeException unforeseen -> throw unforeseen;
        default -> throw new IllegalStateException("A part ended in an unforeseen way", told);
      }
    }

    /** Two databases may have failed at once, each for a reason of its own. */
    private static WorkProblem with(WorkProblem first, List<Throwable> others) {
      Diagnosis diagnosis = first.diagnosis();
      StringBuilder text = new StringBuilder(diagnosis.exactText());
      for (Throwable other : others) {
        if (other instanceof WorkProblem problem) {
          text.append("\n\nAt the same time: ")
              .append(problem.diagnosis().cause())
              .append('\n')
              .append(problem.diagnosis().exactText());
        }
      }
      return new WorkProblem(
          new Diagnosis(diagnosis.cause(), diagnosis.rules(), diagnosis.remedy(), text.toString()));
    }

    @Override
    public void progress(String subject, int percent) {
      context.progress(subject, percent);
      demand();
    }

    @Override
    public void progress(String subject, int percent, Pace pace) {
      context.progress(subject, percent, pace);
      demand();
    }

    @Override
    public void remember(String note) {
      context.remember(note);
      demand();
    }

    @Override
    public Optional<String> recall() {
      return context.recall();
    }

    @Override
    public Optional<String> recallEarlierAttempt() {
      return context.recallEarlierAttempt();
    }
  }
}
