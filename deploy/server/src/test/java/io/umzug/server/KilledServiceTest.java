package io.umzug.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.rehearsal.director.RehearsalProblem;
import io.umzug.rehearsal.estate.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** SIGKILL at 25 seeded random moments: the move ends as an undisturbed one does. */
@Order(Integer.MAX_VALUE)
class KilledServiceTest {

  private static final long SEED = 20261122;
  private static final int KILLS = 25;
  private static final int LONGEST_LIFE_MILLIS = 2500;
  private static final int LONGEST_START_MILLIS = 3000;
  private static final String PLAN = "C";

  @TempDir Path folder;

  @Test
  void a_service_killed_at_any_moment_resumes_and_the_move_ends_as_an_undisturbed_one()
      throws Exception {
    Outcome undisturbed;
    try (Staging staging = new Staging(folder.resolve("undisturbed"), PLAN, List.of())) {
      staging.service().start();
      staging.play(PLAN);
      undisturbed = Outcome.of(staging);
    }
    Killer killer = new Killer(new Random(SEED));
    for (int round = 1; killer.kills() < KILLS; round++) {
      try (Staging staging = new Staging(folder.resolve("killed-" + round), PLAN, List.of())) {
        killer.attend(staging);
        try {
          staging.play(PLAN);
        } finally {
          killer.leave();
        }
        staging.service().start();
        Outcome disturbed = Outcome.of(staging);
        assertThat(disturbed.eventTypes()).isEqualTo(undisturbed.eventTypes());
        assertThat(disturbed.rows()).isEqualTo(undisturbed.rows());
        assertThat(disturbed.sequenceNumbers())
            .containsExactlyElementsOf(
                IntStream.range(0, disturbed.eventTypes().size()).boxed().toList());
        assertThat(disturbed.restoresPerDatabaseAndAttempt().values())
            .isNotEmpty()
            .allMatch(restores -> restores == 1);
      }
    }
    System.out.printf("Killed %d times, in %s%n", killer.kills(), killer.moments());
  }

  /** What is the same for every move by the same plan. */
  private record Outcome(
      List<String> eventTypes,
      List<Integer> sequenceNumbers,
      Map<String, Long> rows,
      Map<String, Long> restoresPerDatabaseAndAttempt) {

    static Outcome of(Staging staging) throws Exception {
      List<Integer> numbers = new java.util.ArrayList<>();
      for (JsonNode event : staging.events()) {
        numbers.add(event.path("sequence").asInt());
      }
      return new Outcome(
          staging.eventTypes(),
          numbers,
          staging.rows("SQLNEW\\SQL2019"),
          staging.journal().stream()
              .filter(entry -> entry.what().equals("restore-completed"))
              .collect(Collectors.groupingBy(Outcome::databaseAndAttempt, Collectors.counting())));
    }

    private static String databaseAndAttempt(Journal.Entry entry) {
      return entry.details().get("database") + " " + entry.details().get("applicationName");
    }
  }

  /** Starts the service, lets it live for a while, kills it, and so on until enough is killed. */
  private static final class Killer {
    private final Random random;
    private final AtomicInteger kills = new AtomicInteger();
    private final StringBuffer moments = new StringBuffer();
    private final AtomicBoolean attending = new AtomicBoolean();
    private final AtomicReference<Throwable> problem = new AtomicReference<>();
    private Thread thread = new Thread();

    Killer(Random random) {
      this.random = random;
    }

    int kills() {
      return kills.get();
    }

    String moments() {
      return moments.toString();
    }

    void attend(Staging staging) {
      attending.set(true);
      thread =
          Thread.ofPlatform()
              .name("killer")
              .start(
                  () -> {
                    try {
                      while (attending.get() && kills.get() < KILLS) {
                        lifeAndDeath(staging);
                      }
                      staging.service().start();
                    } catch (IOException | InterruptedException | RuntimeException e) {
                      problem.set(e);
                    }
                  });
    }

    private void lifeAndDeath(Staging staging) throws IOException, InterruptedException {
      if (kills.get() % 5 == 4) {
        Thread start = Thread.ofPlatform().start(() -> startToBeKilled(staging));
        Thread.sleep(random.nextInt(LONGEST_START_MILLIS));
        staging.service().kill();
        start.join();
        kills.incrementAndGet();
        moments.append(" start");
        return;
      }
      staging.service().start();
      int life = random.nextInt(LONGEST_LIFE_MILLIS);
      Thread.sleep(life);
      if (attending.get()) {
        staging.service().kill();
        kills.incrementAndGet();
        moments.append(' ').append(life);
      }
    }

    private static void startToBeKilled(Staging staging) {
      try {
        staging.service().start();
      } catch (IOException | RehearsalProblem _) {
        // Killed on its way up, as it should be.
      }
    }

    void leave() throws InterruptedException {
      attending.set(false);
      thread.join();
      assertThat(problem.get()).isNull();
    }
  }
}
