package io.umzug.application.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

  @Test
  void the_rate_is_what_was_done_by_the_time_it_took() {
    assertThat(Pace.of(25, Duration.ofSeconds(10), Duration.ofMillis(30_900), 4_000_000_000L))
        .isEqualTo(new Pace(100_000_000, Duration.ofSeconds(30)));
    assertThat(Pace.of(0, Duration.ZERO, Duration.ofMillis(-5), 4_000))
        .isEqualTo(new Pace(0, Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "-          | -    | ''",
        "0          | 0    | ''",
        "1_260_000  | -    | 1.3 MB/s",
        "9_999_999  | 59   | 10.0 MB/s, 59 s left",
        "10_000_000 | 60   | 10 MB/s, 1 min left",
        "85_600_000 | 740  | 85 MB/s, 12 min left",
        "-          | 3569 | 59 min left",
        "-          | 3570 | 1 h 00 min left",
        "-          | 9000 | 2 h 30 min left",
      })
  void it_is_told_as_a_person_would(@Nullable String rate, @Nullable Long left, String words) {
    Long bytes = rate == null ? null : Long.valueOf(rate.replace("_", ""));
    assertThat(Pace.words(bytes, left)).isEqualTo(words);
  }
}
