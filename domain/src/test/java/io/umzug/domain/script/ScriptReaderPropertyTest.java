package io.umzug.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Scripts made at random; more of them with {@code -Dumzug.cases=}. */
class ScriptReaderPropertyTest {

  private static final int CASES = Integer.getInteger("umzug.cases", 3000);

  private static final String[] SHREDS = {
    "GO",
    "go",
    "GO 2",
    "GO;",
    "GO x",
    " GO -- c",
    "\n",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "'",
    "''",
    "N'",
    "\"",
    "[",
    "]",
    "]]",
    "--",
    "/*",
    "*/",
    "/",
    "*",
    "-",
    "$(a)",
    "$(b)",
    "$(",
    "$",
    ":setvar a 1",
    ":r f",
    ":r s.sql",
    ":",
    ":connect x",
    "!!",
    "EXIT",
    "ED",
    "a",
    "SELECT 1",
    " ",
    "\t",
    ";",
    "\uFEFF",
    "\uD83D",
    "é",
    "CREATE DATABASE x",
    "SET NOCOUNT ON",
    "SET",
    "USE",
    "COMMIT",
    "#t",
    "ALTER DATABASE x SET",
    "SET IDENTITY_INSERT",
    "0",
    "@x",
    ",",
    "="
  };

  private static String shreds(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(SHREDS[random.nextInt(SHREDS.length)]);
      if (random.nextInt(4) == 0) {
        text.append('\n');
      }
    }
    return text.toString();
  }

  @Test
  void however_a_script_is_cut_into_pieces_it_is_read_the_same() {
    ScriptSettings settings = new ScriptSettings(Map.of("a", "x", "b", "'"), true, 1000);
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      Map<String, String> files = Map.of("s.sql", shreds(random), "f", shreds(random));
      ReadScript whole = ReadScript.of(settings, files, Integer.MAX_VALUE);
      ReadScript pieces = ReadScript.of(settings, files, 1 + random.nextInt(4));
      assertThat(pieces.texts()).as("seed %d", seed).isEqualTo(whole.texts());
      assertThat(pieces.refusal).as("seed %d", seed).isEqualTo(whole.refusal);
      // No text makes the look at a batch fail or go on for ever.
      whole.batches.forEach(batch -> assertThat(BatchNature.of(batch)).isNotNull());
      whole.batches.forEach(batch -> assertThat(batch.lines().place(1)).isNotNull());
    }
  }

  /** A statement that holds what could be taken for a separator. */
  private static String statement(Random random, String lineEnd) {
    String[] traps = {
      "PRINT '%GO%'",
      "PRINT N'it''s%GO%'",
      "SELECT [a]]%GO%b] FROM t",
      "SELECT \"a\"\"%GO%\"",
      "/* /* %GO% */ %GO% */ SELECT 1",
      "SELECT 1 -- ' GO",
      "SELECT 1%-- GO /*%, 2",
      "SELECT 1",
      "SELECT%gone%FROM x",
      "SELECT 1 - -1 / 2",
      "PRINT '/*'",
      "PRINT '--'",
      "SELECT [--], [/*]"
    };
    return traps[random.nextInt(traps.length)].replace("%", lineEnd);
  }

  @Test
  void no_statement_is_ever_cut_in_two_and_none_is_lost() {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
      List<String> expected = new ArrayList<>();
      StringBuilder script = new StringBuilder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        StringBuilder batch = new StringBuilder();
        for (int j = random.nextInt(3); j >= 0; j--) {
          batch.append(statement(random, lineEnd)).append(lineEnd);
        }
        expected.add(batch.toString());
        script.append(batch).append(random.nextBoolean() ? "GO" : "go 7 -- ' next").append(lineEnd);
      }
      ReadScript read =
          ReadScript.of(
              ScriptSettings.usual(), Map.of("s.sql", script.toString()), 1 + random.nextInt(20));
      assertThat(read.refusal).as("seed %d", seed).isNull();
      assertThat(read.texts()).as("seed %d", seed).isEqualTo(expected);
      // Put together again, the batches are the script without its separators.
      assertThat(String.join("", read.texts()))
          .as("seed %d", seed)
          .isEqualTo(separatorsOut(script.toString(), expected));
    }
  }

  private static String separatorsOut(String script, List<String> batches) {
    String rest = script;
    StringBuilder kept = new StringBuilder();
    for (String batch : batches) {
      assertThat(rest).startsWith(batch);
      kept.append(batch);
      rest =
          Pattern.compile("\\A(?:GO|go 7 -- ' next)\\r?\\n")
              .matcher(rest.substring(batch.length()))
              .replaceFirst("");
    }
    assertThat(rest).isEmpty();
    return kept.toString();
  }

  @Test
  void nothing_is_run_of_a_batch_that_is_not_whole() {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      String script = "A\nGO\n" + statement(random, "\n") + "\nGO\nB\nGO\n";
      String cut = script.substring(0, random.nextInt(script.length()));
      ReadScript whole = ReadScript.of(script);
      ReadScript read = ReadScript.of(cut);
      // What is behind the last separator may be shorter: but only complete statements come before.
      List<String> complete = read.refusal == null ? withoutLast(read.texts()) : read.texts();
      assertThat(whole.texts().subList(0, complete.size())).as("seed %d", seed).isEqualTo(complete);
    }
  }

  private static List<String> withoutLast(List<String> texts) {
    return texts.isEmpty() ? texts : texts.subList(0, texts.size() - 1);
  }
}
