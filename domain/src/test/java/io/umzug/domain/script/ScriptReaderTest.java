package io.umzug.domain.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.domain.script.ScriptRefusal.Reason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptReaderTest {

  /** A script, and the batches that it falls into. */
  static Stream<Arguments> batches() {
    return Stream.of(
        script("", List.of()),
        script("GO\nGO\n\nGO 5\n", List.of()),
        script("-- nothing\nGO\n/* GO */\nGO\n", List.of()),
        script("SELECT 1", List.of("SELECT 1")),
        script("SELECT 1\nGO\nSELECT 2\nGO\n", List.of("SELECT 1\n", "SELECT 2\n")),
        script("SELECT 1\r\nGO\r\nSELECT 2\r\n", List.of("SELECT 1\r\n", "SELECT 2\r\n")),
        script("SELECT 1\rGO\rSELECT 2", List.of("SELECT 1\n", "SELECT 2")),
        script("SELECT 1\n\t gO \t-- it's over\nSELECT 2", List.of("SELECT 1\n\t ", "SELECT 2")),
        script("A\nGO/* it's */ -- over\nB\nGO", List.of("A\n", "B\n")),
        script("A\nGO 3 /* three ** times */\nB", List.of("A\n", "B")),
        script("\uFEFFA\nGO\n\uFEFFB", List.of("A\n", "B")),
        script("A\n:GO\nB", List.of("A\n", "B")),
        script("PRINT 'a\nGO\nb'\nGO", List.of("PRINT 'a\nGO\nb'\n")),
        script("PRINT 'it''s\nGO\n'''\nGO", List.of("PRINT 'it''s\nGO\n'''\n")),
        script("PRINT N'a\rGO\rb'", List.of("PRINT N'a\rGO\rb'")),
        script("SELECT \"a\"\"\nGO\n\"\nGO", List.of("SELECT \"a\"\"\nGO\n\"\n")),
        script("SELECT [a]]\nGO\n'] \nGO", List.of("SELECT [a]]\nGO\n'] \n")),
        script("A /* /* \nGO\n */ \nGO\n*/\nGO", List.of("A /* /* \nGO\n */ \nGO\n*/\n")),
        script("A /*/\nGO\n*/\nGO", List.of("A /*/\nGO\n*/\n")),
        script("-- 'open\nGO\nA -- GO\n-- /* \nGO", List.of("A -- GO\n-- /* \n")),
        script("A --\nGO\nB", List.of("A --\n", "B")),
        script("SELECT 1 - -1\nGO", List.of("SELECT 1 - -1\n")),
        script("SELECT 6 /\n2\nGO", List.of("SELECT 6 /\n2\n")),
        script("GOTO there\nGO", List.of("GOTO there\n")),
        script("GO5\ngo_on\nGO.x\ngo=1\n", List.of("GO5\ngo_on\nGO.x\ngo=1\n")),
        script("SELECT\nG\nGO", List.of("SELECT\nG\n")),
        script("SELECT a\n::b\n!= 1\nGO", List.of("SELECT a\n::b\n!= 1\n")),
        script("SELECT\nexit_code, quit1\nGO", List.of("SELECT\nexit_code, quit1\n")),
        script("edge\nGO", List.of("edge\n")),
        script("A\n:setvar a b\nB$(A)$(a)\nGO", List.of("A\nBbb\n")),
        script(":setvar q \"a \"\"b\"\" c\" -- why\nX[$(q)]", List.of("X[a \"b\" c]")),
        script(":setvar q \"GO\"\n$(q)\nGO", List.of("GO\n")),
        script(":setvar n 3\nA\nGO $(n)\nB", List.of("A\n", "B")),
        script(":setvar q \"'\"\nPRINT '$(q)'\nGO\nB", List.of("PRINT '''\n", "B")),
        script("-- $(none)\n/* $( */ A$1 $ (b)", List.of("-- $(none)\n/* $( */ A$1 $ (b)")),
        script(":on error exit\n:list\nA\n:listvar\nGO", List.of("A\n")));
  }

  private static Arguments script(String text, List<String> batches) {
    return Arguments.of(text, batches);
  }

  @ParameterizedTest
  @MethodSource("batches")
  void a_script_falls_into_batches_however_it_is_cut_into_pieces(
      String text, List<String> expected) {
    for (int piece : new int[] {1, 2, 3, 7, 1000}) {
      ReadScript read = ReadScript.of(ScriptSettings.usual(), Map.of("s.sql", text), piece);
      assertThat(read.refusal).isNull();
      assertThat(read.texts()).as("in pieces of %d", piece).isEqualTo(expected);
    }
  }

  /** A script, why it is refused, and the line and column. */
  static Stream<Arguments> refusals() {
    return Stream.of(
        refused("A\nGO now\n", Reason.SEPARATOR_NOT_UNDERSTOOD, 2, 1),
        refused("A\n  GO;\n", Reason.SEPARATOR_NOT_UNDERSTOOD, 2, 3),
        refused("A\nGO 0", Reason.SEPARATOR_NOT_UNDERSTOOD, 2, 1),
        refused("A\nGO 2147483648", Reason.SEPARATOR_NOT_UNDERSTOOD, 2, 1),
        refused("A\nGO -1", Reason.SEPARATOR_NOT_UNDERSTOOD, 2, 1),
        refused("A\nGO /* open\n*/", Reason.SEPARATOR_NOT_UNDERSTOOD, 2, 1),
        refused("A\n:connect other\n", Reason.COMMAND_NOT_EXECUTED, 2, 1),
        refused("A\n!!del *.*\n", Reason.COMMAND_NOT_EXECUTED, 2, 1),
        refused("A\n :!! dir", Reason.COMMAND_NOT_EXECUTED, 2, 2),
        refused(":out x.txt", Reason.COMMAND_NOT_EXECUTED, 1, 1),
        refused(":error x.txt", Reason.COMMAND_NOT_EXECUTED, 1, 1),
        refused("A\nEXIT\nB", Reason.COMMAND_NOT_EXECUTED, 2, 1),
        refused("A\nexit(SELECT 1)\nB", Reason.COMMAND_NOT_EXECUTED, 2, 1),
        refused("A\n:quit", Reason.COMMAND_NOT_EXECUTED, 2, 1),
        refused("A\nRESET  \n", Reason.COMMAND_NOT_EXECUTED, 2, 1),
        refused(":on error ignore", Reason.COMMAND_NOT_EXECUTED, 1, 1),
        refused(":nonsense", Reason.COMMAND_NOT_UNDERSTOOD, 1, 1),
        refused(":", Reason.COMMAND_NOT_UNDERSTOOD, 1, 1),
        refused(":r", Reason.COMMAND_NOT_UNDERSTOOD, 1, 1),
        refused(":setvar", Reason.COMMAND_NOT_UNDERSTOOD, 1, 1),
        refused(":setvar a b c", Reason.COMMAND_NOT_UNDERSTOOD, 1, 1),
        refused("PRINT 'x$(none)'", Reason.VARIABLE_NOT_DEFINED, 1, 9),
        refused(":setvar a 1\n:setvar A\nB $(a)", Reason.VARIABLE_NOT_DEFINED, 3, 3),
        refused("A\n:r $(dir)x.sql", Reason.VARIABLE_NOT_DEFINED, 2, 4),
        refused("PRINT '$(document).x'", Reason.VARIABLE_NOT_DEFINED, 1, 8),
        refused("PRINT '$('", Reason.VARIABLE_NOT_UNDERSTOOD, 1, 8),
        refused("PRINT '$(a\n)'", Reason.VARIABLE_NOT_UNDERSTOOD, 1, 8),
        refused("A\nPRINT 'x\nGO\n", Reason.NOT_CLOSED, 2, 7),
        refused("A 'x''\n", Reason.NOT_CLOSED, 1, 3),
        refused("A [x]]\nGO", Reason.NOT_CLOSED, 1, 3),
        refused("A \"x", Reason.NOT_CLOSED, 1, 3),
        refused("A /* /* */\nGO", Reason.NOT_CLOSED, 1, 3));
  }

  private static Arguments refused(String text, Reason reason, long line, int column) {
    return Arguments.of(text, reason, line, column);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void what_is_not_understood_is_refused_with_its_place(
      String text, Reason reason, long line, int column) {
    for (int piece : new int[] {1, 2, 1000}) {
      ScriptRefusal refusal =
          Objects.requireNonNull(
              ReadScript.of(ScriptSettings.usual(), Map.of("s.sql", text), piece).refusal);
      assertThat(refusal.reason()).isEqualTo(reason);
      assertThat(refusal.place()).isEqualTo(new ScriptPlace("s.sql", line, column));
      assertThat(refusal.sentence()).endsWith(".");
    }
  }

  @Test
  void a_reader_that_has_refused_reads_no_further() {
    assertThat(ReadScript.of("A\nGO\n:nonsense\nB\nGO\n").texts()).containsExactly("A\n");
  }

  @Test
  void a_batch_knows_its_number_its_count_and_where_it_begins() {
    ReadScript read = ReadScript.of("GO 4\n\n -- first\n  A\nGO 1000\nB");
    assertThat(read.batches)
        .extracting(ScriptBatch::number, ScriptBatch::repeat, ScriptBatch::start)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, 1000, new ScriptPlace("s.sql", 4, 3)),
            org.assertj.core.groups.Tuple.tuple(2L, 1, new ScriptPlace("s.sql", 6, 1)));
  }

  @Test
  void included_files_are_part_of_the_batch_and_keep_their_own_line_numbers() {
    ReadScript read =
        ReadScript.of(
            ScriptSettings.usual(),
            Map.of(
                "s.sql",
                "A\n:setvar dir sub/\n:r $(dir)b.sql\nC\nGO\n:r \"two words.sql\" -- last",
                "sub/b.sql",
                "B1\r\nB2",
                "two words.sql",
                "D\nGO\nE"),
            2);
    assertThat(read.refusal).isNull();
    assertThat(read.texts()).containsExactly("A\nB1\r\nB2\nC\n", "D\n", "E\n");
    LineMap lines = read.batches.getFirst().lines();
    assertThat(Stream.of(1L, 2L, 3L, 4L, 99L).map(lines::place))
        .containsExactly(
            new ScriptPlace("s.sql", 1, 1),
            new ScriptPlace("sub/b.sql", 1, 1),
            new ScriptPlace("sub/b.sql", 2, 1),
            new ScriptPlace("s.sql", 4, 1),
            new ScriptPlace("s.sql", 99, 1));
    assertThat(read.batches.get(1).start()).isEqualTo(new ScriptPlace("two words.sql", 1, 1));
  }

  @Test
  void a_line_of_a_string_that_the_server_does_not_count_is_found_again_behind_it() {
    LineMap lines = ReadScript.of("PRINT 'a\rb'\nX\n").batches.getFirst().lines();
    assertThat(lines.place(2)).isEqualTo(new ScriptPlace("s.sql", 3, 1));
  }

  @Test
  void a_file_that_includes_itself_is_refused() {
    ReadScript read =
        ReadScript.of(
            ScriptSettings.usual(), Map.of("s.sql", "A\n:r t.sql", "t.sql", "\n:r s.sql\n"), 9);
    assertThat(Objects.requireNonNull(read.refusal).reason()).isEqualTo(Reason.INCLUDES_ITSELF);
    assertThat(read.refusal.place()).isEqualTo(new ScriptPlace("t.sql", 2, 1));
    assertThat(read.refusal.sentence()).contains("s.sql, t.sql, s.sql");
  }

  @Test
  void files_do_not_include_each_other_without_end() {
    Map<String, String> files = new java.util.HashMap<>(Map.of("s.sql", ":r 1"));
    for (int i = 1; i < 100; i++) {
      files.put(String.valueOf(i), ":r " + (i + 1));
    }
    ReadScript read = ReadScript.of(ScriptSettings.usual(), files, 9);
    assertThat(Objects.requireNonNull(read.refusal).reason()).isEqualTo(Reason.TOO_DEEP);
  }

  @Test
  void a_quotation_is_closed_in_the_file_that_opened_it() {
    ReadScript read =
        ReadScript.of(
            ScriptSettings.usual(), Map.of("s.sql", ":r t.sql\n'", "t.sql", "PRINT '"), 9);
    assertThat(Objects.requireNonNull(read.refusal).place())
        .isEqualTo(new ScriptPlace("t.sql", 1, 7));
  }

  @Test
  void a_batch_that_memory_should_not_hold_is_refused_where_it_begins() {
    ScriptSettings small = new ScriptSettings(Map.of(), true, 10);
    ReadScript read = ReadScript.of(small, Map.of("s.sql", "1234567890\nGO\n\n12345678901\n"), 3);
    assertThat(Objects.requireNonNull(read.refusal).reason()).isEqualTo(Reason.BATCH_TOO_LONG);
    assertThat(read.refusal.place().line()).isEqualTo(1);
    read = ReadScript.of(small, Map.of("s.sql", "123456789\nGO\n\n12345678901\n"), 3);
    assertThat(read.texts()).containsExactly("123456789\n");
    assertThat(Objects.requireNonNull(read.refusal).place().line()).isEqualTo(4);
  }

  @Test
  void variables_can_be_given_and_are_overridden_by_the_script() {
    ScriptSettings given = new ScriptSettings(Map.of("db", "X", "other", "Y"), true, 100);
    ReadScript read =
        ReadScript.of(given, Map.of("s.sql", "USE $(DB)\n:setvar Db Z\nUSE $(db)$(Other)"), 4);
    assertThat(read.texts()).containsExactly("USE X\nUSE ZY");
  }

  @Test
  void variables_can_be_switched_off() {
    ScriptSettings off = new ScriptSettings(Map.of(), false, 100);
    assertThat(ReadScript.of(off, Map.of("s.sql", "PRINT '$(x) $('"), 4).texts())
        .containsExactly("PRINT '$(x) $('");
  }

  @Test
  void a_variable_of_several_lines_or_without_a_name_is_not_accepted() {
    assertThatThrownBy(() -> new ScriptSettings(Map.of("a", "x\nGO"), true, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ScriptSettings(Map.of("a b", "x"), true, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void commands_that_only_show_something_are_told_by_name() {
    assertThat(ReadScript.of(":on error exit\nA\n:XML ON\n:perftrace x").passedOver)
        .containsExactly(":ON ERROR EXIT", ":XML");
  }
}
