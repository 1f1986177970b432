package io.umzug.domain.atlas;

import static io.umzug.domain.atlas.AwkwardFile.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.atlas.AtlasChange.Subject;
import io.umzug.domain.atlas.AtlasRefusal.Reason;
import io.umzug.domain.atlas.AtlasRewrite.Rewritten;
import io.umzug.domain.atlas.AtlasRewrite.Unchanged;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtlasEncodingTest {
  private static final Map<String, String> TARGETS =
      Map.of("XPDATA", "sqlserver\\SQL2016", "xpvdir", "sqlserver,1433");

  @ParameterizedTest
  @CsvSource({
    "utf8.xml, UTF-8, 10",
    "utf8-crlf.xml, UTF-8, 10",
    "utf8-no-declaration.xml, UTF-8, 9",
    "utf8-bom-crlf.xml, UTF-8, 10",
    "utf8-bom-no-declaration.xml, UTF-8, 9",
    "utf8-lone-cr.xml, UTF-8, 10",
    "utf16le-bom-crlf.xml, UTF-16LE, 10",
    "utf16be-bom.xml, UTF-16BE, 10",
    "utf16le-no-bom.xml, UTF-16LE, 10",
    "utf16be-no-bom-crlf.xml, UTF-16BE, 10",
    "windows-1252-crlf.xml, windows-1252, 10",
    "iso-8859-1.xml, ISO-8859-1, 10"
  })
  void every_byte_outside_the_changed_values_stays(String name, String encoding, int line) {
    byte[] original = AwkwardFile.bytes(name);
    Charset charset = Charset.forName(encoding);
    byte[] expected =
        AwkwardFile.exchange(
            original,
            charset,
            "Info=False;Initial Catalog=XPDATA;Data Source=(local)\\XPCONNECT\"",
            "Info=False;Initial Catalog=XPDATA;Data Source=sqlserver\\SQL2016\" useLogin=\"Windows\"");
    expected =
        AwkwardFile.exchange(
            expected,
            charset,
            "Info=False;Initial Catalog=XPVDIR;Data Source=(local)\\XPCONNECT\" useLogin=\"Sql\"",
            "Info=False;Initial Catalog=XPVDIR;Data Source=sqlserver,1433\" useLogin=\"Windows\"");

    AtlasRewrite outcome = Atlas.rewrite(original, TARGETS, true);

    assertThat(outcome).isInstanceOf(Rewritten.class);
    Rewritten rewritten = (Rewritten) outcome;
    assertThat(rewritten.content()).isEqualTo(expected);
    assertThat(rewritten.changes())
        .containsExactly(
            new AtlasChange(
                line, "XPDATA", Subject.DATA_SOURCE, "(local)\\XPCONNECT", "sqlserver\\SQL2016"),
            new AtlasChange(line, "XPDATA", Subject.USE_LOGIN, null, "Windows"),
            new AtlasChange(
                line + 2, "XPVDIR", Subject.DATA_SOURCE, "(local)\\XPCONNECT", "sqlserver,1433"),
            new AtlasChange(line + 2, "XPVDIR", Subject.USE_LOGIN, "Sql", "Windows"));
    assertThat(rewritten.textBefore()).startsWith("<").contains("Müller & Söhne");
    assertThat(rewritten.textAfter())
        .isEqualTo(
            rewritten
                .textBefore()
                .replace(
                    "False;Initial Catalog=XPDATA;Data Source=(local)\\XPCONNECT\"",
                    "False;Initial Catalog=XPDATA;Data Source=sqlserver\\SQL2016\" useLogin=\"Windows\"")
                .replace(
                    "False;Initial Catalog=XPVDIR;Data Source=(local)\\XPCONNECT\" useLogin=\"Sql\"",
                    "False;Initial Catalog=XPVDIR;Data Source=sqlserver,1433\" useLogin=\"Windows\""));
    assertThat(Atlas.rewrite(rewritten.content(), TARGETS, true)).isInstanceOf(Unchanged.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf8-bom-crlf.xml", "utf16le-bom-crlf.xml", "windows-1252-crlf.xml"})
  void reading_lists_the_entries_with_line_database_data_source_and_login(String name) {
    assertThat(Atlas.read(AwkwardFile.bytes(name)))
        .isInstanceOfSatisfying(
            AtlasFile.class,
            file ->
                assertThat(file.entries())
                    .containsExactly(
                        new AtlasEntry(10, "XPDATA", "(local)\\XPCONNECT", null),
                        new AtlasEntry(12, "XPVDIR", "(local)\\XPCONNECT", "Sql"),
                        new AtlasEntry(13, "XPSTATS", "(local)\\XPANALYTICS", "Windows")));
  }

  @ParameterizedTest
  @CsvSource({
    "declared-utf8-but-windows-1252.xml, 2, 21, 0xFC",
    "declared-utf16-but-one-byte.xml, 1, 31, declared as utf-16",
    "declared-windows-1252-behind-utf8-bom.xml, 1, 31, declared as windows-1252"
  })
  void an_encoding_that_the_bytes_contradict_is_refused(
      String name, int line, int column, String part) {
    AtlasRefusal refusal = refusal(AwkwardFile.bytes(name));
    assertThat(refusal.reason()).isEqualTo(Reason.ENCODING_CONTRADICTS_BYTES);
    assertThat(refusal.rule()).isEqualTo("U1");
    assertThat(refusal.line()).isEqualTo(line);
    assertThat(refusal.column()).isEqualTo(column);
    assertThat(refusal.sentence()).contains(part);
  }

  @Test
  void the_offending_byte_is_named_with_its_offset() {
    byte[] bytes = "<Databases a='\u00fc'/>".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(refusal(bytes).sentence()).startsWith("Byte 0xFC at offset 14 is not UTF-8,");
  }

  @Test
  void utf16_that_says_utf8_is_refused() {
    byte[] bytes =
        "<?xml version='1.0' encoding='utf-8'?><Databases/>".getBytes(StandardCharsets.UTF_16);
    AtlasRefusal refusal = refusal(bytes);
    assertThat(refusal.reason()).isEqualTo(Reason.ENCODING_CONTRADICTS_BYTES);
    assertThat(refusal.sentence()).contains("declared as utf-8").contains("UTF-16BE");
    assertThat(refusal.column()).isEqualTo(31);
  }

  @Test
  void utf8_with_a_byte_order_mark_that_says_utf16_is_refused() {
    byte[] bytes = utf8("\uFEFF<?xml version='1.0' encoding='utf-16'?><Databases/>");
    assertThat(refusal(bytes).reason()).isEqualTo(Reason.ENCODING_CONTRADICTS_BYTES);
  }

  @Test
  void utf16_of_the_other_byte_order_than_declared_is_refused() {
    byte[] bytes =
        "<?xml version='1.0' encoding='utf-16le'?><Databases/>".getBytes(StandardCharsets.UTF_16BE);
    assertThat(refusal(bytes).reason()).isEqualTo(Reason.ENCODING_CONTRADICTS_BYTES);
  }

  @Test
  void half_a_utf16_character_at_the_end_is_refused() {
    byte[] bytes =
        (new String(AwkwardFile.bytes("utf16be-bom.xml"), StandardCharsets.ISO_8859_1) + "x")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(refusal(bytes).reason()).isEqualTo(Reason.ENCODING_CONTRADICTS_BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ebcdic-cp-us", "no such!", "utf-32", "shift_jis", ""})
  void an_encoding_that_is_not_supported_is_refused(String encoding) {
    AtlasRefusal refusal =
        refusal(utf8("<?xml version=\"1.0\"\n encoding=\"%s\"?><Databases/>".formatted(encoding)));
    assertThat(refusal.reason()).isEqualTo(Reason.ENCODING_NOT_SUPPORTED);
    assertThat(refusal.line()).isEqualTo(2);
    assertThat(refusal.column()).isEqualTo(12);
    assertThat(refusal.sentence()).contains("declared as " + encoding);
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-ascii", "utf-8", "latin1", "cp1252"})
  void aliases_of_the_supported_encodings_are_known(String encoding) {
    byte[] bytes = utf8("<?xml version='1.0' encoding='%s'?><Databases/>".formatted(encoding));
    assertThat(Atlas.read(bytes))
        .isInstanceOfSatisfying(
            AtlasFile.class,
            file -> assertThat(file.encoding()).isEqualTo(Charset.forName(encoding).name()));
  }

  @Test
  void a_declaration_inside_the_document_does_not_count() {
    byte[] bytes = utf8("<Databases><!-- <?xml version='1.0' encoding='utf-16'?> --></Databases>");
    assertThat(Atlas.read(bytes)).isInstanceOf(AtlasFile.class);
  }

  @Test
  void xml_1_1_is_refused() {
    AtlasRefusal refusal = refusal(utf8("<?xml version='1.1'?><Databases/>"));
    assertThat(refusal.reason()).isEqualTo(Reason.NOT_WELL_FORMED);
    assertThat(refusal.sentence()).contains("XML 1.1");
    assertThat(refusal.column()).isEqualTo(16);
  }

  @Test
  void a_server_that_the_encoding_cannot_hold_is_refused() {
    AtlasRewrite outcome =
        Atlas.rewrite(
            AwkwardFile.bytes("windows-1252-crlf.xml"), Map.of("XPDATA", "sqlсервер"), false);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            AtlasRefusal.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(Reason.TARGET_NOT_ENCODABLE);
              assertThat(refusal.line()).isEqualTo(7);
              assertThat(refusal.sentence()).contains("sqlсервер").contains("windows-1252");
            });
    assertThat(Atlas.rewrite(AwkwardFile.bytes("utf8.xml"), Map.of("XPDATA", "sqlсервер"), false))
        .isInstanceOf(Rewritten.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void a_file_of_hardly_any_bytes_is_refused(int length) {
    byte[] bytes = new byte[length];
    assertThat(refusal(bytes).reason()).isEqualTo(Reason.NOT_WELL_FORMED);
  }

  private static AtlasRefusal refusal(byte[] bytes) {
    AtlasReading reading = Atlas.read(bytes);
    assertThat(reading).isInstanceOf(AtlasRefusal.class);
    assertThat(Atlas.rewrite(bytes, TARGETS, false)).isEqualTo(reading);
    return (AtlasRefusal) reading;
  }
}
