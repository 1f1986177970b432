package io.umzug.rehearsal.director;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RehearseCommandTest {

  @TempDir Path folder = Path.of("");

  @Test
  void wishes_that_do_not_go_together_are_a_matter_of_the_command_line() {
    assertThat(refused("--route", "V4", "--plan", "D")).contains("R3");
    assertThat(refused("--route", "sql-express", "--plan", "C")).contains("leave --plan out");
    assertThat(refused("--downtime", "intermediate")).contains("R15");
    assertThat(refused("--route", "V3")).contains("V4, V5, V6, V7, V8, sql-express");
    assertThat(refused("--route", "V5", "--downtime", "none")).contains("in-place, intermediate");
    assertThat(refused("--route", "V4", "--backup-by", "backup-manager")).contains("R5");
    assertThat(refused("--backup-by", "somebody")).contains("umzug, backup-manager");
    assertThat(refused("--rollback", "S3")).contains("S3@V8:R13");
    assertThat(Files.exists(folder.resolve("rehearsal.json"))).isFalse();
  }

  private String refused(String... options) {
    List<String> all = new ArrayList<>(List.of("--data", folder.toString()));
    all.addAll(List.of(options));
    StringWriter said = new StringWriter();
    CommandLine line = new CommandLine(new RehearseCommand());
    line.setErr(new PrintWriter(said, true));
    assertThat(line.execute(all.toArray(String[]::new))).isEqualTo(2);
    return said.toString();
  }
}
