package io.umzug.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** R24: the data, printed, is the table of the facts, character for character. */
class RelocationTableTest {

  private static final String HEAD = "| # | A | B | C | D | action |";

  @Test
  void the_table_prints_as_in_the_facts() throws IOException {
    List<String> facts = Files.readAllLines(Path.of("..", "docs", "relocation.md"));
    int first = facts.indexOf(HEAD);
    String expected =
        facts.subList(first, facts.size()).stream()
            .takeWhile(line -> line.startsWith("|"))
            .collect(Collectors.joining("\n"));
    assertThat(print()).isEqualTo(expected);
  }

  private static String print() {
    return HEAD
        + "\n|---|---|---|---|---|---|\n"
        + RelocationTable.ROWS.stream()
            .map(
                row ->
                    "| %s |%s%s%s%s %s |"
                        .formatted(
                            row.step().label(),
                            cell(row.in(Plan.A)),
                            cell(row.in(Plan.B)),
                            cell(row.in(Plan.C)),
                            cell(row.in(Plan.D)),
                            row.action()))
            .collect(Collectors.joining("\n"));
  }

  private static String cell(Obligation obligation) {
    return obligation == Obligation.ABSENT ? " |" : " " + obligation.mark() + " |";
  }
}
