package io.umzug.application.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.umzug.application.work.WorkInterrupted;
import io.umzug.application.worker.SideBySide.Action;
import io.umzug.application.worker.SideBySide.Part;
import io.umzug.application.worker.Surroundings.Alone;
import io.umzug.domain.diagnosis.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SideBySideTest {

  private static WorkProblem problem(String cause) {
    return new WorkProblem(new Diagnosis(cause, List.of("R23"), "mend it", "Msg of " + cause));
  }

  private static <T> Part<T> part(String server, Action<T> action) {
    return new Part<>("of " + server, server, action);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkInterrupted("interrupted");
    }
  }

  @Test
  void so_many_run_at_each_server_and_their_results_keep_the_order() throws Exception {
    SideBySide work = new SideBySide(new Alone(), 2);
    CountDownLatch fourAtOnce = new CountDownLatch(4);
    AtomicInteger atA = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Part<Integer>> parts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int number = i;
      String server = i < 2 ? "B" : i % 2 == 0 ? "A" : "a";
      parts.add(
          part(
              server,
              () -> {
                if (!server.equals("B")) {
                  most.accumulateAndGet(atA.incrementAndGet(), Math::max);
                }
                fourAtOnce.countDown();
                await(fourAtOnce);
                if (!server.equals("B")) {
                  atA.decrementAndGet();
                }
                return number;
              }));
    }
    assertThat(work.all(parts)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(most).hasValue(2);
  }

  @Test
  void one_at_a_time_is_one_after_the_other_on_the_callers_thread() throws Exception {
    Thread caller = Thread.currentThread();
    Part<Thread> part = part("A", Thread::currentThread);
    assertThat(new SideBySide(new Alone(), 1).all(List.of(part, part, part))).containsOnly(caller);
  }

  @Test
  void the_first_failure_is_told_stops_what_runs_and_what_waits_does_not_begin() {
    SideBySide work = new SideBySide(new Alone(), 2);
    CountDownLatch bothRun = new CountDownLatch(2);
    List<String> stopped = new ArrayList<>();
    AtomicInteger begun = new AtomicInteger();
    Part<String> failing =
        part(
            "A",
            () -> {
              bothRun.countDown();
              await(bothRun);
              throw problem("the disk is full");
            });
    Part<String> running =
        part(
            "A",
            () -> {
              bothRun.countDown();
              await(bothRun);
              while (true) {
                try {
                  work.context().progress("XPDATA", 50);
                } catch (RuntimeException e) {
                  stopped.add(e.getClass().getSimpleName());
                  throw e;
                }
                Thread.onSpinWait();
              }
            });
    Part<String> waiting = part("A", () -> "begun " + begun.incrementAndGet());
    WorkProblem told =
        catchThrowableOfType(WorkProblem.class, () -> work.all(List.of(failing, running, waiting)));
    assertThat(told.diagnosis().cause()).isEqualTo("the disk is full");
    assertThat(stopped).containsExactly("Stopped");
    assertThat(begun).hasValue(0);
  }

  @Test
  void what_failed_at_the_same_time_for_its_own_reason_is_told_behind() {
    SideBySide work = new SideBySide(new Alone(), 2);
    CyclicBarrier together = new CyclicBarrier(2);
    Action<String> one =
        () -> {
          meet(together);
          throw problem("A");
        };
    Action<String> other =
        () -> {
          meet(together);
          throw problem("B");
        };
    WorkProblem told =
        catchThrowableOfType(
            WorkProblem.class, () -> work.all(List.of(part("S", one), part("S", other))));
    String first = told.diagnosis().cause();
    String second = first.equals("A") ? "B" : "A";
    assertThat(told.diagnosis().exactText())
        .isEqualTo("Msg of %s\n\nAt the same time: %s\nMsg of %s".formatted(first, second, second));
    assertThat(told.getSuppressed()).hasSize(1);
    assertThat(told.diagnosis().remedy()).isEqualTo("mend it");
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_work_that_is_taken_over_is_interrupted_in_every_part() {
    List<Class<?>> seen = new ArrayList<>();
    SideBySide work = new SideBySide(new Alone(), 2);
    CountDownLatch bothRun = new CountDownLatch(2);
    Part<String> overtaken =
        part(
            "A",
            () -> {
              bothRun.countDown();
              await(bothRun);
              throw new WorkInterrupted("another pick-up has taken over");
            });
    Part<String> other =
        part(
            "B",
            () -> {
              bothRun.countDown();
              await(bothRun);
              while (true) {
                try {
                  work.context().remember("note");
                } catch (RuntimeException e) {
                  seen.add(e.getClass());
                  throw e;
                }
                Thread.onSpinWait();
              }
            });
    assertThatThrownBy(() -> work.all(List.of(overtaken, other)))
        .isInstanceOf(WorkInterrupted.class)
        .hasMessageContaining("taken over");
    assertThat(seen).containsExactly(WorkInterrupted.class);
  }

  @Test
  void an_interruption_of_the_caller_reaches_every_part() throws Exception {
    SideBySide work = new SideBySide(new Alone(), 2);
    CountDownLatch running = new CountDownLatch(2);
    AtomicInteger interrupted = new AtomicInteger();
    Action<String> waits =
        () -> {
          running.countDown();
          try {
            new CountDownLatch(1).await();
            return "";
          } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            throw new WorkInterrupted("the service stops");
          }
        };
    List<Throwable> outcome = new ArrayList<>();
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    outcome.addAll(List.of());
                    work.all(List.of(part("A", waits), part("A", waits)));
                  } catch (WorkInterrupted | WorkProblem e) {
                    outcome.add(Thread.currentThread().isInterrupted() ? e : new Error("?"));
                  }
                });
    await(running);
    caller.interrupt();
    caller.join(20_000);
    assertThat(outcome).hasSize(1).allMatch(WorkInterrupted.class::isInstance);
    assertThat(interrupted).hasValue(2);
  }
}
