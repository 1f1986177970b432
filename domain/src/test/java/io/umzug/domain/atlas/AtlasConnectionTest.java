package io.umzug.domain.atlas;

import static io.umzug.domain.atlas.AwkwardFile.exchange;
import static io.umzug.domain.atlas.AwkwardFile.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.atlas.AtlasChange.Subject;
import io.umzug.domain.atlas.AtlasRefusal.Reason;
import io.umzug.domain.atlas.AtlasRewrite.Rewritten;
import io.umzug.domain.atlas.AtlasRewrite.Unchanged;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtlasConnectionTest {

  @Test
  void the_example_of_the_sql_express_update_is_rewritten() {
    String before =
        "Integrated Security=SSPI;Persist Security Info=False;Initial Catalog=XPVDIR;Data Source=";
    assertThat(rewritten(before + "(local)\\XPCONNECT", "XPVDIR", "(local)\\XPCONNECT2019"))
        .isEqualTo(before + "(local)\\XPCONNECT2019");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Data Source=a;Initial Catalog=DB | Data Source=new;Initial Catalog=DB",
        "SERVER=a;DATABASE=DB | SERVER=new;DATABASE=DB",
        "Addr=a;database=db | Addr=new;database=db",
        "Address=a;initial catalog=Db; | Address=new;initial catalog=Db;",
        "network address = a ;Database = DB ; | network address = new ;Database = DB ;",
        " ; ;Server=a;;Database=DB;; | ; ;Server=new;;Database=DB;;",
        "Server=;Database=DB | Server=new;Database=DB",
        "Database=DB;Server= | Database=DB;Server=new",
        "Database=DB;Server='a;b' | Database=DB;Server='new'",
        "Database='DB';Server= 'a'  ;x=y | Database='DB';Server= 'new'  ;x=y",
        "Server=it's;Database=DB | Server=new;Database=DB",
        "Server=a;Addr=A;Database=DB | Server=new;Addr=new;Database=DB",
        "Server=NEW;Addr=new;Database=DB | Server=new;Addr=new;Database=DB",
        "Server=a;Database=DB;Password='Server=x;Database=y' |"
            + " Server=new;Database=DB;Password='Server=x;Database=y'",
        "Server=a;Database=DB;a==b=c | Server=new;Database=DB;a==b=c",
        "Server=a;Database=DB;a====b='=' | Server=new;Database=DB;a====b='='",
        "Server==x=y;Server=a;Database=DB | Server==x=y;Server=new;Database=DB",
        "Server=a;Database=DB;x='it''s;' | Server=new;Database=DB;x='it''s;'",
        "Server=a;Database=DB;x='''';y='''''' | Server=new;Database=DB;x='''';y=''''''",
        "Driver={SQL Server};Server=a;Database=DB | Driver={SQL Server};Server=new;Database=DB",
      })
  void only_the_data_source_changes(String before, String after) {
    byte[] original = document('"', before);
    AtlasRewrite outcome = Atlas.rewrite(original, Map.of("DB", "new"), false);
    assertThat(content(outcome)).isEqualTo(document('"', after));
    assertThat(Atlas.rewrite(content(outcome), Map.of("DB", "new"), false))
        .isInstanceOf(Unchanged.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "host\\inst | host\\inst | host\\inst",
        "tcp:host,1433 | tcp:host,1433 | tcp:host,1433",
        "a&b<c>d | a&amp;b&lt;c>d | a&amp;b&lt;c>d",
        "it's | \"it's\" | &quot;it's&quot;",
        "a;b | 'a;b' | 'a;b'",
        "a=b | 'a=b' | 'a=b'",
        "say\"so | 'say\"so' | 'say&quot;so'",
        "it's\"so | \"it's\"\"so\" | &quot;it's&quot;&quot;so&quot;",
        "a b | a b | a b",
        "müller\\😀 | müller\\😀 | müller\\😀",
      })
  void a_new_value_is_quoted_for_the_connection_and_escaped_for_the_attribute(
      String dataSource, String inSingleQuotes, String inDoubleQuotes) {
    for (char quote : new char[] {'\'', '"'}) {
      String written = quote == '"' ? inDoubleQuotes : inSingleQuotes.replace("'", "&apos;");
      Map<String, String> targets = Map.of("DB", dataSource);
      byte[] after =
          content(Atlas.rewrite(document(quote, "Server=a ;Database=DB"), targets, false));
      assertThat(new String(after, UTF_8))
          .isEqualTo(new String(document(quote, "Server=" + written + " ;Database=DB"), UTF_8));
      assertThat(Atlas.read(after))
          .isEqualTo(new AtlasFile("UTF-8", List.of(new AtlasEntry(1, "DB", dataSource, null))));
      assertThat(Atlas.rewrite(after, targets, false)).isInstanceOf(Unchanged.class);
    }
  }

  @Test
  void a_quoted_value_keeps_its_quotes() {
    assertThat(rewritten("Server='a''b';Database=DB", "DB", "it's"))
        .isEqualTo("Server='it''s';Database=DB");
    assertThat(rewritten("Server=&quot;a&#34;;Database=DB", "DB", "b"))
        .isEqualTo("Server=&quot;b&quot;;Database=DB");
  }

  @Test
  void references_and_quotes_around_the_value_stay_as_they_were_written() {
    byte[] original = AwkwardFile.bytes("entities-and-quotes.xml");
    byte[] expected = exchange(original, UTF_8, "(local)&#x5c;XPCONNECT", "new\\A");
    expected = exchange(expected, UTF_8, "b\"\"c\"'", "b\"\"c\"' useLogin='Windows'");
    expected = exchange(expected, UTF_8, "&quot;(local)&#92;XPCONNECT&quot;", "&quot;new,2&quot;");
    expected = exchange(expected, UTF_8, "y&quot;\"", "y&quot;\" useLogin=\"Windows\"");
    expected = exchange(expected, UTF_8, "tcp:host,1433", "np:\\\\h\\pipe");
    expected =
        exchange(expected, UTF_8, "XPSTATS;\n     \"", "XPSTATS;\n     \" useLogin=\"Windows\"");
    expected = exchange(expected, UTF_8, "Data Source=a;", "Data Source=b;");
    expected = exchange(expected, UTF_8, "]odd[\"'", "]odd[\"' useLogin='Windows'");

    Map<String, String> targets =
        Map.of(
            "XPDATA", "new\\A",
            "XPVDIR", "new,2",
            "XPSTATS", "np:\\\\h\\pipe",
            "it's ]odd[", "b");
    AtlasRewrite outcome = Atlas.rewrite(original, targets, true);

    assertThat(new String(content(outcome), UTF_8)).isEqualTo(new String(expected, UTF_8));
    assertThat(changes(outcome))
        .extracting(AtlasChange::line)
        .containsExactly(4, 4, 5, 5, 6, 6, 10, 10);
    assertThat(changes(outcome))
        .contains(
            new AtlasChange(4, "XPDATA", Subject.DATA_SOURCE, "(local)\\XPCONNECT", "new\\A"));
    assertThat(Atlas.rewrite(content(outcome), targets, true)).isInstanceOf(Unchanged.class);
  }

  @Test
  void only_the_databases_that_were_asked_for_change() {
    byte[] original = AwkwardFile.bytes("utf8.xml");
    AtlasRewrite outcome = Atlas.rewrite(original, Map.of("xpstats", "new"), false);
    assertThat(content(outcome))
        .isEqualTo(exchange(original, UTF_8, "(local)\\XPANALYTICS", "new"));
    assertThat(changes(outcome))
        .containsExactly(
            new AtlasChange(13, "XPSTATS", Subject.DATA_SOURCE, "(local)\\XPANALYTICS", "new"));
  }

  @Test
  void asking_for_nothing_changes_nothing() {
    byte[] original = AwkwardFile.bytes("utf8.xml");
    assertThat(Atlas.rewrite(original, Map.of(), true))
        .isEqualTo(new Unchanged((AtlasFile) Atlas.read(original)));
  }

  @Test
  void the_login_stays_where_windows_login_was_not_asked_for() {
    String text = "<Databases><a connection='Server=a;Database=DB' useLogin='Sql'/></Databases>";
    assertThat(text(Atlas.rewrite(utf8(text), Map.of("DB", "b"), false)))
        .isEqualTo(text.replace("Server=a", "Server=b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "windows", "Sql", "W&#105;ndow"})
  void another_login_is_replaced_within_its_quotes(String login) {
    String text =
        "<Databases><a  useLogin = '"
            + login
            + "' connection=\"Server=a;Database=DB\" z=''/></Databases>";
    AtlasRewrite outcome = Atlas.rewrite(utf8(text), Map.of("DB", "a"), true);
    assertThat(text(outcome)).isEqualTo(text.replaceFirst("'[^']*'", "'Windows'"));
    assertThat(changes(outcome))
        .containsExactly(
            new AtlasChange(1, "DB", Subject.USE_LOGIN, login.replace("&#105;", "i"), "Windows"));
  }

  @Test
  void a_login_that_already_says_windows_is_left_as_written() {
    String text =
        "<Databases><a useLogin='&#x57;indows' connection='Server=a;Database=DB'/></Databases>";
    assertThat(Atlas.rewrite(utf8(text), Map.of("DB", "a"), true)).isInstanceOf(Unchanged.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Server=a;nonsense | 9 | a keyword has no = behind it",
        "Server=a;nonsense;Database=DB | 9 | a keyword has no = behind it",
        "a==b | 0 | a keyword has no = behind it",
        "=a;Database=DB | 0 | an = has no keyword before it",
        "Server='a;Database=DB | 7 | a quoted value does not end",
        "Server='a'''';Database=DB | 7 | a quoted value does not end",
        "Server='a' b;Database=DB | 11 | something follows a quoted value without a ;",
        "&#x3D;a | 0 | an = has no keyword before it",
        "&#x20;&#x3D;a | 6 | an = has no keyword before it",
      })
  void a_connection_that_is_not_understood_is_refused(String value, int offset, String reason) {
    String text = "<Databases>\n<a\r\n\r\n a='' x=''\nconnection=\"%s\"/></Databases>";
    byte[] bytes = utf8(text.formatted(value));
    AtlasRefusal refusal = refusal(Atlas.read(bytes));
    assertThat(refusal.reason()).isEqualTo(Reason.CONNECTION_NOT_UNDERSTOOD);
    assertThat(refusal.rule()).isEqualTo("E6");
    assertThat(refusal.line()).isEqualTo(5);
    assertThat(refusal.column()).isEqualTo(13 + offset);
    assertThat(refusal.sentence())
        .isEqualTo("The connection of <a> is not understood, because " + reason + ".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Server=a;Data Source=b;Database=DB | Server=a and Data Source=b",
        "Server=a;Database=DB;Initial Catalog=DC | Database=DB and Initial Catalog=DC",
        "Server=a;Database=DB;server=c | Server=a and server=c"
      })
  void a_connection_that_contradicts_itself_is_refused(String value, String part) {
    AtlasRefusal refusal = refusal(Atlas.read(document('"', value)));
    assertThat(refusal.reason()).isEqualTo(Reason.CONNECTION_CONTRADICTS_ITSELF);
    assertThat(refusal.sentence()).contains(part);
    assertThat(refusal.column()).isGreaterThan(40);
  }

  @Test
  void no_refusal_repeats_a_password() {
    AtlasRefusal refusal =
        refusal(Atlas.read(document('"', "Password=geheim;Server='a;Password=geheim")));
    assertThat(refusal.toString()).doesNotContain("geheim");
  }

  private static byte[] document(char quote, String connection) {
    String text = "<Databases><a connection=%1$c%2$s%1$c/></Databases>";
    return utf8(text.formatted(quote, connection));
  }

  private static String rewritten(String connection, String database, String dataSource) {
    String after =
        text(Atlas.rewrite(document('"', connection), Map.of(database, dataSource), false));
    return after.substring(after.indexOf('"') + 1, after.lastIndexOf('"'));
  }

  private static byte[] content(AtlasRewrite outcome) {
    assertThat(outcome).isInstanceOf(Rewritten.class);
    return ((Rewritten) outcome).content();
  }

  private static String text(AtlasRewrite outcome) {
    return new String(content(outcome), UTF_8);
  }

  private static List<AtlasChange> changes(AtlasRewrite outcome) {
    return ((Rewritten) outcome).changes();
  }

  private static AtlasRefusal refusal(AtlasReading reading) {
    assertThat(reading).isInstanceOf(AtlasRefusal.class);
    return (AtlasRefusal) reading;
  }
}
