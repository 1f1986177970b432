package io.umzug.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.transfer.CsvFinding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R7, line by line. */
class TextConnectorCsvTest {

  private static final String HEAD = "ID;firstname;name;account\n";

  private static List<String> errors(String text) {
    return findings(text, Severity.ERROR);
  }

  private static List<String> warnings(String text) {
    return findings(text, Severity.WARNING);
  }

  private static List<String> findings(String text, Severity severity) {
    return TextConnectorCsv.read(text).findings().stream()
        .filter(finding -> finding.severity() == severity)
        .map(
            finding ->
                "%d %s %s (%s)"
                    .formatted(
                        finding.line(), finding.attribute(), finding.sentence(), finding.rule()))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Separator.class)
  void each_separator_is_told_from_the_first_line(Separator separator) {
    CsvReading reading =
        TextConnectorCsv.read(
            "account;ID;name;firstname\nmu;1;Müller;Jörg\nwe;2;Weiß;Änne\n"
                .replace(';', separator.character()));
    assertThat(reading.separator()).contains(separator);
    assertThat(reading.attributes()).containsExactly("account", "ID", "name", "firstname");
    assertThat(reading.users()).isEqualTo(2);
    assertThat(reading.findings()).isEmpty();
    assertThat(reading.isImportable()).isTrue();
  }

  @Test
  void blanks_beside_another_separator_separate_nothing() {
    CsvReading reading =
        TextConnectorCsv.read("ID, firstname, name, account\n1, Anna Lena, von Berg, anna\n");
    assertThat(reading.separator()).contains(Separator.COMMA);
    assertThat(reading.findings()).isEmpty();
  }

  @Test
  void a_separator_that_cannot_be_told_is_said_and_no_user_is_judged() {
    CsvReading reading = TextConnectorCsv.read("number;first,last\n1;a,b\n;;,\n");
    assertThat(reading.separator()).isEmpty();
    assertThat(reading.users()).isEqualTo(2);
    assertThat(reading.isImportable()).isFalse();
    assertThat(errors("number;first,last\n1;a,b\n"))
        .containsExactly(
            "1  What separates the values cannot be told: the first line has semicolon and comma."
                + " (R7)");
    assertThat(errors("ID\n1\n"))
        .containsExactly(
            "1  The first line has no tab, comma, semicolon or space between attributes. (R7)");
  }

  @Test
  void a_second_separator_in_the_first_line_is_worth_a_look() {
    assertThat(warnings("ID;firstname;name;account;mail,fax\n1;a;b;c;d\n"))
        .containsExactly(
            "1  The first line has comma as well; it is read with the separator semicolon, by which"
                + " 4 of the attributes ID, firstname, name and account are found. (R7)");
  }

  @Test
  void byte_order_mark_line_ends_comments_and_empty_lines_keep_the_lines_exact() {
    String text =
        "\uFEFF# exported\r\n\r\nID;firstname;name;account\r\n# Ä\r\n1;Jörg;Müller;mu\r\r\n;Anna;Bär;ab\n";
    CsvReading reading = TextConnectorCsv.read(text);
    assertThat(reading.users()).isEqualTo(2);
    assertThat(errors(text)).containsExactly("7 ID ID is empty. (R7)");
    assertThat(reading.assumptions())
        .containsExactly(
            "The byte order mark at the beginning belongs to no attribute.",
            "An empty line is no user.",
            "The first line that is neither empty nor a comment names the attributes.");
  }

  @Test
  void each_required_value_that_is_empty_has_its_line_and_attribute() {
    assertThat(errors(HEAD + "1;a;b;c\n;a;b;c\n2; ;b;c\n3;a;\t;c\n4;a;b;\n"))
        .containsExactly(
            "3 ID ID is empty. (R7)",
            "4 firstname firstname is empty. (R7)",
            "5 name name is empty. (R7)",
            "6 account account is empty. (R7)");
  }

  @Test
  void a_line_that_ends_too_early_says_before_what() {
    String text = "ID;firstname;name;account;mail\n1;a;b\n2;a;b;c\n";
    assertThat(errors(text)).containsExactly("2 account The line ends before account. (R7)");
    assertThat(warnings(text))
        .containsExactly(
            "2 account The line has 3 values for 5 attributes. ()",
            "3 mail The line has 4 values for 5 attributes. ()");
  }

  @Test
  void a_line_with_too_many_values_may_have_a_separator_within_one() {
    assertThat(errors(HEAD + "1;a;b;c;;\n2;a;b;c;d\n"))
        .containsExactly(
            "3  The line has 5 values for 4 attributes: a separator may stand within a value."
                + " (R7)");
  }

  @Test
  void a_missing_attribute_is_told_once() {
    String text = "ID;firstname;name\n1;a;b\n2;c;d\n";
    assertThat(errors(text))
        .containsExactly("1 account The attribute account is missing in the first line. (R7)");
    assertThat(TextConnectorCsv.read(text).users()).isEqualTo(2);
  }

  @Test
  void oddities_of_the_first_line_are_remarked() {
    assertThat(warnings("id;firstname;name;account;Mail;mail;\n1;a;b;c;d;e\n"))
        .containsExactly(
            "1 id id differs in case from the attribute's name. ()",
            "1 mail The attribute mail is named twice. ()",
            "1  A column has no name in the first line. ()",
            "2  The line has 6 values for 7 attributes. ()");
  }

  @Test
  void an_id_that_stands_twice_is_a_remark_with_both_lines_and_no_rule() {
    String text = HEAD + "1;a;b;c\n2;a;b;c\n1;d;e;f\n";
    assertThat(warnings(text)).containsExactly("4 ID The ID 1 stands in line 2 already. ()");
    assertThat(TextConnectorCsv.read(text).isImportable()).isTrue();
  }

  @Test
  void quotation_marks_are_taken_as_they_are_and_told() {
    String text = HEAD + "1;\"Anna; Lena\";b;c\n";
    assertThat(errors(text)).hasSize(1);
    assertThat(warnings(text))
        .containsExactly(
            "2 firstname The value begins with a quotation mark, which is read as part of it. ()");
    assertThat(TextConnectorCsv.read(text).assumptions())
        .containsExactly("Quotation marks are part of the value: R7 knows no quoting.");
  }

  @Test
  void a_hash_within_a_line_and_an_undecoded_character_are_remarked() {
    assertThat(warnings(HEAD + "1;a#1;b;c\n2;M\uFFFDller;b;c\n"))
        .containsExactly(
            "2  A # within the line is read as part of a value, not as a comment. ()",
            "3  A character could not be read: the file has another encoding. ()");
    assertThat(TextConnectorCsv.read(HEAD + "  # indented\n1;a;b;c").assumptions())
        .containsExactly("A # behind blanks at the beginning of a line starts a comment as well.");
  }

  @Test
  void a_file_without_attributes_or_without_users_is_told() {
    for (String empty : List.of("", "\uFEFF", "\r\n\r\n", "# nothing\n")) {
      assertThat(errors(empty))
          .containsExactly("0  No line names the attributes: the file is empty. (R7)");
    }
    assertThat(warnings(HEAD)).containsExactly("0  The file has attributes, but no user. ()");
  }
}
