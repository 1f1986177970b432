package io.umzug.infrastructure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTextTest {

  private static final String TEXT = "nicht verf\u00fcgbar: \u65e5\t\ud83d\ude00";

  private static String shown(String text, Charset... streams) {
    return ConsoleText.of(text, List.of(streams));
  }

  @Test
  void what_the_console_can_say_stands_as_it_is() {
    assertThat(shown(TEXT, StandardCharsets.UTF_8)).isEqualTo(TEXT);
    assertThat(shown(TEXT, Charset.forName("windows-1252")))
        .isEqualTo("nicht verf\u00fcgbar: \\u65e5\t\\ud83d\\ude00");
    assertThat(shown(TEXT, StandardCharsets.UTF_8, StandardCharsets.US_ASCII))
        .isEqualTo("nicht verf\\u00fcgbar: \\u65e5\t\\ud83d\\ude00");
  }

  @Test
  void nothing_that_a_console_obeys_gets_through() {
    assertThat(shown("\u001b[2J \r\n \u202e \u2028 \ud83d \u0085", StandardCharsets.UTF_8))
        .isEqualTo("\\u001b[2J \\u000d\\u000a \\u202e \\u2028 \\ud83d \\u0085");
  }
}
