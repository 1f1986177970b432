package io.umzug.infrastructure.sqlserver.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.infrastructure.sqlserver.SqlServerConnector;
import org.junit.jupiter.api.Test;

class CopyPurposeTest {

  private static final String LONG = "x".repeat(120);

  private static String shown(String into) {
    return SqlServerConnector.applicationName(JdbcDirectCopies.purpose(into) + " (reading)");
  }

  @Test
  void copies_into_databases_with_a_common_beginning_are_told_apart_on_the_server() {
    assertThat(shown(LONG + "1")).isNotEqualTo(shown(LONG + "2")).endsWith(" (reading)");
    assertThat(shown("XPDATA")).contains("copy-XPDATA");
    // What stands in front of a stroke is one work's (EarlierSessions).
    assertThat(shown("a/b").chars().filter(c -> c == '/').count())
        .isEqualTo(shown("ab").chars().filter(c -> c == '/').count());
  }
}
