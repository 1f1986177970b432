package io.umzug.application.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private final List<Duration> rests = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  @Test
  void who_is_too_early_rests_until_it_is_time_and_who_is_late_does_not() {
    Throttle throttle = new Throttle(1000, () -> now, this::rest);
    throttle.pass(500);
    assertThat(rests).containsExactly(Duration.ofMillis(500));
    now = now.plusSeconds(2);
    throttle.pass(1000);
    assertThat(rests).hasSize(1);
    throttle.pass(2000);
    assertThat(rests.getLast()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void without_a_limit_nobody_rests() {
    new Throttle(CopyOrder.UNTHROTTLED, () -> now, this::rest).pass(Long.MAX_VALUE);
    assertThat(rests).isEmpty();
  }

  private void rest(Duration duration) {
    rests.add(duration);
    now = now.plus(duration);
  }
}
