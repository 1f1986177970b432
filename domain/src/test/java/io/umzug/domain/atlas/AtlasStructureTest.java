package io.umzug.domain.atlas;

import static io.umzug.domain.atlas.AwkwardFile.exchange;
import static io.umzug.domain.atlas.AwkwardFile.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.atlas.AtlasChange.Subject;
import io.umzug.domain.atlas.AtlasRefusal.Reason;
import io.umzug.domain.atlas.AtlasRewrite.Rewritten;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtlasStructureTest {

  @Test
  void entries_count_at_any_depth_below_databases_and_nowhere_else() {
    byte[] original = AwkwardFile.bytes("nested-and-prefixed.xml");
    byte[] expected =
        exchange(
            original,
            UTF_8,
            "Data Source=old\"><c:Deeper>",
            "Data Source=new\" useLogin=\"Windows\"><c:Deeper>");
    expected =
        exchange(
            expected,
            UTF_8,
            "Addr=OLD;Network Address=old\"",
            "Addr=new;Network Address=new\" useLogin=\"Windows\"");

    AtlasRewrite outcome = Atlas.rewrite(original, Map.of("XPDATA", "new"), true);

    assertThat(new String(((Rewritten) outcome).content(), UTF_8))
        .isEqualTo(new String(expected, UTF_8));
    assertThat(((Rewritten) outcome).changes())
        .containsExactly(
            new AtlasChange(2, "XPDATA", Subject.DATA_SOURCE, "old", "new"),
            new AtlasChange(2, "XPDATA", Subject.USE_LOGIN, null, "Windows"),
            new AtlasChange(3, "xpdata", Subject.DATA_SOURCE, "OLD", "new"),
            new AtlasChange(3, "xpdata", Subject.USE_LOGIN, null, "Windows"));
  }

  @Test
  void an_entry_may_name_no_database_and_no_server() {
    byte[] bytes = utf8("<Databases><a connection=''/><b/><c connection='x=y'/></Databases>");
    assertThat(Atlas.read(bytes))
        .isEqualTo(
            new AtlasFile(
                "UTF-8",
                List.of(new AtlasEntry(1, null, null, null), new AtlasEntry(1, null, null, null))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Databases/>",
        "<Databases></Databases>",
        "<Databases><!--<b--></Databases>",
        "<Databases><!----></Databases>",
        "<a>\n<Databases><!-- <b connection='Server=a;Database=XPDATA'/> --></Databases></a>",
        "<a><Databases><![CDATA[<b connection='Server=a;Database=XPDATA'/>]]></Databases></a>",
        "<a><Databases><?b <b connection='Server=a;Database=XPDATA'/>?></Databases></a>",
        "<a><Databases/><b connection='Server=a;Database=XPDATA'/></a>",
        "<a><b connection='Server=a;Database=XPDATA'/><Databases/></a>"
      })
  void an_empty_area_has_no_entries_and_nothing_to_rewrite(String text) {
    assertThat(Atlas.read(utf8(text))).isEqualTo(new AtlasFile("UTF-8", List.of()));
    AtlasRefusal refusal = refused(text, Map.of("XPDATA", "b"));
    assertThat(refusal.reason()).isEqualTo(Reason.DATABASE_NOT_FOUND);
    assertThat(refusal.sentence()).contains("XPDATA").endsWith("It has: none.");
    assertThat(refusal.line()).isEqualTo(text.contains("\n") ? 2 : 1);
  }

  @Test
  void a_database_that_is_not_there_is_refused_with_those_that_are() {
    AtlasRefusal refusal =
        (AtlasRefusal)
            Atlas.rewrite(
                AwkwardFile.bytes("utf8.xml"), Map.of("XPDATA", "a", "XPSTATSRaw", "b"), true);
    assertThat(refusal)
        .isEqualTo(
            new AtlasRefusal(
                Reason.DATABASE_NOT_FOUND,
                7,
                3,
                "No connection below <Databases> names the database XPSTATSRaw. It has: XPDATA,"
                    + " XPVDIR, XPSTATS."));
    assertThat(refusal.rule()).isEqualTo("R29");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a/>",
        "<!-- <Databases/> --><a/>",
        "<a><![CDATA[<Databases/>]]></a>",
        "<databases/>",
        "<Databases.x/>"
      })
  void a_file_without_the_area_is_refused(String text) {
    AtlasRefusal refusal = refused(text, Map.of());
    assertThat(refusal.reason()).isEqualTo(Reason.DATABASES_AREA_MISSING);
    assertThat(refusal.rule()).isEqualTo("R29");
    assertThat(refusal.line()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a>\n<Databases/>\n <Databases/></a>",
        "<a>\n<Databases>\n <x:Databases xmlns:x='y'/></Databases></a>"
      })
  void several_areas_are_refused(String text) {
    AtlasRefusal refusal = refused(text, Map.of());
    assertThat(refusal.reason()).isEqualTo(Reason.SEVERAL_DATABASES_AREAS);
    assertThat(refusal.line()).isEqualTo(3);
    assertThat(refusal.column()).isEqualTo(2);
    assertThat(refusal.sentence()).contains("the first begins in line 2");
  }

  @Test
  void two_entries_of_one_database_at_the_same_place_both_move() {
    String text =
        "<Databases><a connection='Server=A;Database=DB'/><b connection='Database=db;Server=a'/></Databases>";
    Rewritten outcome = (Rewritten) Atlas.rewrite(utf8(text), Map.of("DB", "b"), false);
    assertThat(outcome.textAfter())
        .isEqualTo(text.replace("Server=A", "Server=b").replace("Server=a", "Server=b"));
  }

  @Test
  void two_entries_of_one_database_at_different_places_are_refused() {
    String text =
        "<Databases><a connection='Server=a;Database=DB'/>\n<b connection='Server=b;Database=db'/></Databases>";
    AtlasRefusal refusal = refused(text, Map.of("DB", "b"));
    assertThat(refusal.reason()).isEqualTo(Reason.ENTRIES_CONTRADICT_EACH_OTHER);
    assertThat(refusal.line()).isEqualTo(2);
    assertThat(refusal.column()).isEqualTo(4);
    assertThat(refusal.sentence()).startsWith("The database db is at b here but at a in line 1.");
    assertThat(Atlas.read(utf8(text))).isInstanceOf(AtlasFile.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Databases>\n<a connection='Database=DB'/></Databases>",
        "<Databases><b connection='Server=b;Database=db'/>\n<a connection='Database=DB'/></Databases>",
      })
  void an_entry_without_a_data_source_is_refused(String text) {
    AtlasRefusal refusal = refused(text, Map.of("DB", "b"));
    assertThat(refusal.reason()).isEqualTo(Reason.DATA_SOURCE_MISSING);
    assertThat(refusal.line()).isEqualTo(2);
    assertThat(refusal.sentence()).contains("connection to DB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " a", "a ", "a\nb", "a\u0000b", "a\u007Fb", "a\uFFFEb"})
  void a_data_source_that_cannot_be_one_is_refused(String dataSource) {
    AtlasRefusal refusal =
        refused(
            "<Databases><a connection='Server=a;Database=DB'/></Databases>",
            Map.of("DB", dataSource));
    assertThat(refusal.reason()).isEqualTo(Reason.TARGET_NOT_USABLE);
    assertThat(refusal.rule()).isEqualTo("E6");
  }

  @Test
  void half_a_character_in_a_data_source_is_refused() {
    AtlasRefusal refusal =
        refused(
            "<Databases><a connection='Server=a;Database=DB'/></Databases>",
            Map.of("DB", "\uD800"));
    assertThat(refusal.reason()).isEqualTo(Reason.TARGET_NOT_ENCODABLE);
  }

  @Test
  void two_different_targets_for_one_database_are_refused() {
    Map<String, String> targets = new LinkedHashMap<>();
    targets.put("DB", "b");
    targets.put("db", "c");
    String text = "<Databases><a connection='Server=a;Database=DB'/></Databases>";
    AtlasRefusal refusal = refused(text, targets);
    assertThat(refusal.reason()).isEqualTo(Reason.TARGET_NOT_USABLE);
    assertThat(refusal.sentence()).contains("b and c");
    targets.put("db", "b");
    assertThat(Atlas.rewrite(utf8(text), targets, false)).isInstanceOf(Rewritten.class);
  }

  @Test
  void a_document_type_declaration_is_refused() {
    AtlasReading reading = Atlas.read(AwkwardFile.bytes("doctype.xml"));
    assertThat(reading)
        .isInstanceOfSatisfying(
            AtlasRefusal.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(Reason.DOCUMENT_TYPE_DECLARATION);
              assertThat(refusal.line()).isEqualTo(2);
              assertThat(refusal.column()).isEqualTo(1);
              assertThat(refusal.sentence()).contains("DOCTYPE");
            });
  }

  @Test
  void a_truncated_file_is_refused_with_the_element_that_is_open() {
    AtlasRefusal refusal = (AtlasRefusal) Atlas.read(AwkwardFile.bytes("truncated.xml"));
    assertThat(refusal.reason()).isEqualTo(Reason.NOT_WELL_FORMED);
    assertThat(refusal.sentence()).contains("The file ends inside");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<a>\\n<b> | 2 | 4 | The file ends inside <b> of line 2. Is it complete?",
        "<a>\\n</b></a> | 2 | 1 | </b> cannot end <a> of line 1.",
        "<a/></b> | 1 | 5 | </b> ends an element that never began.",
        "<a><!-- </a> | 1 | 4 | A comment begins here and does not end.",
        "<a><!--> </a> | 1 | 4 | A comment begins here and does not end.",
        "<a><![CDATA[ </a> | 1 | 4 | A CDATA section begins here and does not end.",
        "<a><?b </a> | 1 | 4 | A processing instruction begins here and does not end.",
        "<a b | 1 | 5 | The file ends inside a tag. Is it complete?",
        "<a></a | 1 | 7 | The file ends inside a tag. Is it complete?",
        "<a b='c | 1 | 8 | The file ends inside a tag. Is it complete?",
        "<a b></a> | 1 | 5 | In the attribute b, a = is expected here.",
        "<a b=c></a> | 1 | 6 | The value of the attribute b must stand in quotes.",
        "<a b='<'></a> | 1 | 7 | A < stands in the value of the attribute b.",
        "<a / ></a> | 1 | 5 | In the tag <a, a > is expected here.",
        "<a></a b> | 1 | 8 | In an end tag, a > is expected here.",
        "<a>< b/></a> | 1 | 5 | A name is missing here.",
        "<a ='b'/> | 1 | 4 | A name is missing here.",
        "<!doctype a><a/> | 1 | 13 | `*`",
        "<a>&b;</a> | 1 | 4 | An & stands here that begins none of the references XML knows.",
        "<a>& </a> | 1 | 4 | An & stands here that begins none of the references XML knows.",
        "<a>&;</a> | 1 | 4 | An & stands here that begins none of the references XML knows.",
        "<a>&#;</a> | 1 | 4 | An & stands here that begins none of the references XML knows.",
        "<a>&#x;</a> | 1 | 4 | An & stands here that begins none of the references XML knows.",
        "<a>&#5F;</a> | 1 | 4 | An & stands here that begins none of the references XML knows.",
        "<a>&x5F;</a> | 1 | 4 | An & stands here that begins none of the references XML knows.",
        "<a>&#x110000;</a> | 1 | 4 | An & stands here that begins none of the references XML knows.",
        "<a>&#99999999999;</a> | 1 | 4 | An & stands here that begins none of the references XML knows.",
        "<a b='&nbsp;'/> | 1 | 7 | An & stands here that begins none of the references XML knows.",
      })
  void what_is_no_xml_is_refused_where_it_goes_wrong(
      String text, int line, int column, String sentence) {
    AtlasRefusal refusal = refused(text.replace("\\n", "\n"), Map.of());
    assertThat(refusal.reason()).isEqualTo(Reason.NOT_WELL_FORMED);
    assertThat(refusal.rule()).isEqualTo("U1");
    if (!sentence.equals("*")) {
      assertThat(refusal.sentence()).isEqualTo(sentence);
      assertThat(refusal.line()).isEqualTo(line);
      assertThat(refusal.column()).isEqualTo(column);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Databases>\n<a b='c' b='d'/></Databases>",
        "<Databases>\n<a b='c'd='e'/></Databases>",
        "<Databases>\n<x:a/></Databases>",
        "<Databases>\n<1a/></Databases>",
        "<Databases>\n<a>]]></a></Databases>",
        "<Databases>\n<!-- a -- b --></Databases>",
        "<Databases>\n<a>&#0;</a></Databases>",
        "<Databases>\n<a>\u0001</a></Databases>",
        "<Databases>\n<?xml version='1.0'?></Databases>",
        "<Databases/>\n<Other/>",
        "<Databases/>\ntext"
      })
  void what_the_jdk_takes_for_no_xml_is_refused_in_its_line(String text) {
    AtlasRefusal refusal = refused(text, Map.of());
    assertThat(refusal.reason()).isEqualTo(Reason.NOT_WELL_FORMED);
    assertThat(refusal.line()).isEqualTo(2);
    assertThat(refusal.sentence())
        .startsWith("This is no XML: ")
        .hasSizeGreaterThan("This is no XML: ".length())
        .doesNotContain("ParseError")
        .doesNotContain("Message:");
  }

  private static AtlasRefusal refused(String text, Map<String, String> targets) {
    AtlasRewrite outcome = Atlas.rewrite(utf8(text), targets, false);
    assertThat(outcome).isInstanceOf(AtlasRefusal.class);
    return (AtlasRefusal) outcome;
  }
}
