package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.diagnosis.SqlServerError;
import org.junit.jupiter.api.Test;

class ReceivedErrorsTest {

  private static SqlServerError error(int page) {
    return new SqlServerError(8928, 16, 1, "Page " + page);
  }

  @Test
  void errors_are_kept_once_and_in_order_and_the_many_are_counted() {
    ReceivedErrors received = new ReceivedErrors();
    for (int page = 0; page < ReceivedErrors.MOST; page++) {
      received.add(error(page));
      received.add(error(page));
    }
    assertThat(received.all())
        .hasSize(ReceivedErrors.MOST)
        .endsWith(error(ReceivedErrors.MOST - 1));

    for (int page = 0; page < 50_000; page++) {
      received.add(error(page));
    }
    assertThat(received.all()).hasSize(ReceivedErrors.MOST).startsWith(error(0), error(1));
    assertThat(received.all().getLast().text()).isEqualTo("Page 99 (and 49900 more errors)");
    received.clear();
    assertThat(received.isEmpty()).isTrue();
  }
}
