package io.umzug.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.transfer.CsvFinding.Severity;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many lines, and lines by chance. */
class TextConnectorCsvPropertyTest {

  private static final long SEED = 20261124;
  private static final String HEAD = "ID;firstname;name;account\n";
  private static final String[] PIECES = {
    "ID",
    "firstname",
    "name",
    "account",
    "1",
    "\u00e4",
    ";",
    ";",
    ",",
    "\t",
    " ",
    "#",
    "\"",
    "\n",
    "\r\n",
    "\r",
    "\uFEFF",
    "\uFFFD"
  };

  @Test
  void a_hundred_thousand_lines_are_read_to_the_last() {
    String text =
        HEAD.replace(';', '\t')
            + IntStream.rangeClosed(1, 100_000)
                .mapToObj(i -> i + "\tJörg\tMüller\t" + (i == 77_777 ? "" : "mu" + i))
                .collect(Collectors.joining("\r\n"));
    CsvReading reading = TextConnectorCsv.read(text);
    assertThat(reading.users()).isEqualTo(100_000);
    assertThat(reading.findings())
        .containsExactly(
            new CsvFinding(Severity.ERROR, 77_778, "account", "account is empty.", "R7"));
  }

  @Test
  void any_text_is_read_and_every_finding_is_in_it() {
    Random random = new Random(SEED);
    for (int i = 0; i < 5000; i++) {
      String text =
          (random.nextBoolean() ? HEAD : "")
              + IntStream.range(0, random.nextInt(40))
                  .mapToObj(_ -> PIECES[random.nextInt(PIECES.length)])
                  .collect(Collectors.joining());
      CsvReading reading = TextConnectorCsv.read(text);
      long lines =
          text.replace("\r\n", "\n").chars().filter(c -> c == '\n' || c == '\r').count() + 1;
      assertThat(reading.users()).as("seed %d, text %d", SEED, i).isBetween(0, (int) lines);
      for (CsvFinding finding : reading.findings()) {
        assertThat(finding.line()).as("seed %d, text %d", SEED, i).isBetween(0, (int) lines);
      }
    }
  }
}
