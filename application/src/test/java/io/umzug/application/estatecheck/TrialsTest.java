package io.umzug.application.estatecheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.estatecheck.Answer.Outcome;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.preflight.PreflightLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialsTest {

  private static Trial trial(int line, Trial.Attempt attempt) {
    return new Trial(new Entry("acme", line, "host", "H" + line), "login", attempt);
  }

  private static Tried only(Trial.Attempt attempt) throws Exception {
    return Trials.make(List.of(trial(1, attempt)), Trials.USUAL).getFirst();
  }

  @Test
  void as_many_as_may_are_tried_at_the_same_time_and_told_in_the_order_of_the_file()
      throws Exception {
    int many = Trials.USUAL.parallel();
    // None of them ends before all of them have begun.
    CyclicBarrier together = new CyclicBarrier(many);
    List<Trial> trials =
        IntStream.range(0, many)
            .mapToObj(
                line ->
                    trial(
                        line,
                        () -> {
                          together.await();
                          return List.of(Answer.good("It answers."));
                        }))
            .toList();

    assertThat(Trials.make(trials, Trials.USUAL))
        .extracting(tried -> tried.entry().line())
        .containsExactlyElementsOf(IntStream.range(0, many).boxed().toList());
  }

  @Test
  void what_never_answers_is_given_up() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Tried tried =
        Trials.make(
                List.of(
                    trial(
                        1,
                        () -> {
                          never.await();
                          return List.of();
                        })),
                new PreflightLimits(1, Duration.ofMillis(1)))
            .getFirst();
    assertThat(tried.answer().outcome()).isEqualTo(Outcome.BAD);
    assertThat(tried.answer().sentence()).startsWith("No answer within");
  }

  @Test
  void whatever_is_thrown_is_an_answer() throws Exception {
    Answer trouble =
        only(() -> {
              throw new FileTrouble(Kind.LOGIN_REFUSED, "NEWXP", "", "as it was said", null);
            })
            .answer();
    assertThat(trouble.sentence()).isEqualTo("NEWXP: " + Kind.LOGIN_REFUSED.sentence());
    assertThat(trouble.rules()).containsExactly("B3");
    assertThat(trouble.exactText()).isEqualTo("as it was said");

    Answer secret =
        only(() -> {
              throw new UncheckedIOException("There is no secret", new IOException("x"));
            })
            .answer();
    assertThat(secret.outcome()).isEqualTo(Outcome.BAD);
    assertThat(secret.sentence()).isEqualTo("There is no secret.");

    Answer other =
        only(() -> {
              throw new IllegalStateException("unforeseen");
            })
            .answer();
    assertThat(other.outcome()).isEqualTo(Outcome.BAD);
    assertThat(other.exactText()).contains("unforeseen");
  }
}
