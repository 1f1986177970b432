package io.umzug.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.route.SqlServerRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Order, text and gaps of a schema. */
class SchemaScriptTest {

  private static final ScriptTarget FOR_2019 =
      new ScriptTarget(SqlServerRelease.SQL_2019, "XPDATA", null);

  private static ObjectName dbo(String name) {
    return new ObjectName("dbo", name);
  }

  private static Table table(String name, Set<ObjectName> dependsOn, Column... columns) {
    return new Table(
        dbo(name),
        List.of(columns),
        List.of(),
        List.of(),
        List.of(),
        Compression.NONE,
        dependsOn,
        null,
        null,
        Set.of());
  }

  private static Column computed(String name, String definition) {
    return new Column(
        name,
        DataType.of(SystemType.INT),
        true,
        null,
        null,
        new Column.Computed(definition, false),
        null,
        Column.Traits.NONE);
  }

  private static SqlModule module(
      String name, SqlModule.Kind kind, @Nullable String text, boolean bound, String... needs) {
    Set<ObjectName> names = new java.util.HashSet<>();
    for (String need : needs) {
      names.add(dbo(need));
    }
    return new SqlModule(
        dbo(name), kind, text, true, true, bound, names, null, false, List.of(), List.of());
  }

  private static DatabaseSchema schema(List<Table> tables, SqlModule... modules) {
    return schema(150, tables, modules);
  }

  private static DatabaseSchema ofLevel(int compatibility) {
    return schema(compatibility, List.of());
  }

  private static DatabaseSchema schema(
      int compatibility, List<Table> tables, SqlModule... modules) {
    return new DatabaseSchema(
        new DatabaseSchema.Settings("Latin1_General_CI_AS", compatibility, "SIMPLE"),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        tables,
        List.of(modules),
        List.of(),
        List.of(),
        List.of());
  }

  private static List<String> texts(DatabaseSchema schema) {
    SchemaScript script = new SchemaScript(schema, FOR_2019);
    List<Batch> all = new ArrayList<>(script.beforeData());
    all.addAll(script.afterData());
    return all.stream().map(Batch::text).toList();
  }

  private static List<String> creations(DatabaseSchema schema) {
    SchemaScript script = new SchemaScript(schema, FOR_2019);
    List<Batch> all = new ArrayList<>(script.beforeData());
    all.add(new Batch("ROWS"));
    all.addAll(script.afterData());
    return all.stream()
        .map(Batch::text)
        .filter(text -> !text.startsWith("SET"))
        .map(text -> text.replaceAll("(?s)^(\\w+ \\w+ [^\\s(]+).*", "$1"))
        .toList();
  }

  @Test
  void what_computed_columns_need_comes_before_their_tables_and_views_come_by_their_needs() {
    Column id = Column.of("id", DataType.of(SystemType.INT), false);
    DatabaseSchema schema =
        schema(
            List.of(table("A", Set.of(dbo("f")), id, computed("c", "([dbo].[f]([id]))"))),
            module(
                "a", SqlModule.Kind.VIEW, "CREATE VIEW dbo.a AS SELECT 1 x FROM dbo.b", false, "b"),
            module(
                "b", SqlModule.Kind.VIEW, "CREATE VIEW dbo.b AS SELECT 1 x FROM dbo.A", false, "A"),
            module(
                "f",
                SqlModule.Kind.SCALAR_FUNCTION,
                "CREATE FUNCTION dbo.f(@i int) RETURNS int AS BEGIN RETURN 1 END",
                true),
            module("p", SqlModule.Kind.PROCEDURE, "CREATE PROC dbo.p AS SELECT 1", false, "a"));
    assertThat(creations(schema))
        .containsExactly(
            "CREATE FUNCTION dbo.f",
            "CREATE TABLE [dbo].[A]",
            "ROWS",
            "CREATE VIEW dbo.b",
            "CREATE VIEW dbo.a",
            "CREATE PROC dbo.p");
  }

  @Test
  void a_circle_of_table_and_function_is_broken_at_the_computed_column() {
    Column id = Column.of("id", DataType.of(SystemType.INT), false);
    DatabaseSchema schema =
        schema(
            List.of(table("A", Set.of(dbo("f")), id, computed("c", "([dbo].[f]([id]))"))),
            module(
                "f",
                SqlModule.Kind.SCALAR_FUNCTION,
                "CREATE FUNCTION dbo.f() RETURNS int AS BEGIN RETURN 1 END",
                true,
                "A"));
    assertThat(creations(schema))
        .containsExactly(
            "CREATE TABLE [dbo].[A]", "ROWS", "CREATE FUNCTION dbo.f", "ALTER TABLE [dbo].[A]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE VIEW dbo.v AS SELECT 1 x | CREATE VIEW dbo.v AS SELECT 1 x",
        "CREATE VIEW v AS SELECT 1 x | CREATE VIEW [dbo].[v] AS SELECT 1 x",
        "CREATE /* v */ VIEW [dbo].[old] AS SELECT 1 x | CREATE /* v */ VIEW [dbo].[v] AS SELECT 1 x",
        "CREATE OR ALTER VIEW dbo.v AS SELECT 1 x | CREATE VIEW dbo.v AS SELECT 1 x",
      })
  void a_module_is_created_under_the_name_that_it_has_now(String stored, String written) {
    assertThat(ModuleText.of(module("v", SqlModule.Kind.VIEW, stored, false), stored))
        .isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({"GO", "'  go 5'", ":r file", "!! dir", "SELECT '$(x)'"})
  void a_text_that_readers_of_scripts_would_cut_or_fill_in_goes_within_a_string(String line) {
    String stored = "CREATE PROCEDURE dbo.p AS\n/*\n" + line + "\n*/ SELECT 1";
    String written = ModuleText.of(module("p", SqlModule.Kind.PROCEDURE, stored, false), stored);
    assertThat(written).startsWith("DECLARE @text nvarchar(max) = ").doesNotContain("$(");
    assertThat(written.lines()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT STRING_AGG(a; 1), 2016, STRING_AGG",
    "SELECT STRING_AGG(a; 1), 2017, ''",
    "SELECT 'STRING_AGG(a)', 2008 R2, ''",
    "SELECT dbo.CONCAT(a), 2008 R2, ''",
    "DROP TABLE IF EXISTS x, 2014, DROP IF EXISTS",
    "SELECT a FROM t ORDER BY a OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY, 2008 R2, FETCH NEXT ROWS",
    "THROW, 2008 R2, THROW",
    "SELECT a FROM t ORDER BY a OFFSET (@n * 2) ROWS, 2008 R2, OFFSET ROWS",
    "SELECT offset FROM t, 2008 R2, ''",
    "SELECT a COLLATE Latin1_General_100_CI_AS_SC_UTF8, 2017, LATIN1_GENERAL_100_CI_AS_SC_UTF8",
    "SELECT TRIM(a), 2016, TRIM",
    "SELECT JSON_VALUE(a), 2014, JSON_VALUE",
    "CREATE OR ALTER VIEW v AS SELECT 1, 2014, CREATE OR ALTER",
    "SELECT GREATEST(a; b), 2019, GREATEST",
  })
  void words_of_later_releases_are_found_outside_strings(
      String text, String release, String found) {
    SqlServerRelease target =
        java.util.Arrays.stream(SqlServerRelease.values())
            .filter(each -> each.label().equals(release))
            .findFirst()
            .orElseThrow();
    Set<String> features = LanguageFeatures.missing(text.replace(';', ','), target).keySet();
    if (found.isEmpty()) {
      assertThat(features).isEmpty();
    } else if (!found.equals("FETCH NEXT ROWS")) {
      assertThat(features).containsExactly(found);
    } else {
      assertThat(features).contains("ROWS ONLY");
    }
  }

  @Test
  void a_module_without_text_blocks_and_what_it_lacks_is_told_with_a_remedy() {
    DatabaseSchema schema =
        schema(List.of(), module("secret", SqlModule.Kind.PROCEDURE, null, false));
    assertThat(Gaps.of(schema, FOR_2019))
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.severity()).isEqualTo(Gap.Severity.BLOCKING);
              assertThat(gap.object()).isEqualTo("dbo.secret");
              assertThat(gap.remedy()).isNotEmpty();
            });
  }

  private static List<Gap> gaps(DatabaseSchema schema, SqlServerRelease target) {
    return Gaps.of(schema, new ScriptTarget(target, "XPDATA", null));
  }

  private static Table with(
      String name, Table.@Nullable Temporal temporal, Set<Table.Feature> features, Column column) {
    return new Table(
        dbo(name),
        List.of(Column.of("id", DataType.of(SystemType.INT), false), column),
        List.of(),
        List.of(),
        List.of(),
        Compression.NONE,
        Set.of(),
        temporal,
        null,
        features);
  }

  private static Column text(String collation, Column.Traits traits) {
    return new Column(
        "text", DataType.sized(SystemType.VARCHAR, 10), true, collation, null, null, null, traits);
  }

  /** What each release lacks of the whole list; W warns, B blocks. */
  @ParameterizedTest
  @CsvSource({
    "SQL_2008_R2, W:dbo.History W:dbo.Kept W:dbo.Masked.text B:dbo.S B:dbo.Said.said B:dbo.Utf8.text",
    "SQL_2012, W:dbo.History W:dbo.Kept W:dbo.Masked.text B:dbo.Utf8.text",
    "SQL_2014, W:dbo.History W:dbo.Kept W:dbo.Masked.text B:dbo.Utf8.text",
    "SQL_2016, W:dbo.History B:dbo.Utf8.text",
    "SQL_2017, B:dbo.Utf8.text",
    "SQL_2019, ''",
    "SQL_2022, ''"
  })
  void what_a_release_lacks_is_told_object_by_object(SqlServerRelease target, String expected) {
    String latin = "Latin1_General_CI_AS";
    Column.Traits masked =
        new Column.Traits(false, false, false, false, false, true, "default()", null, false);
    Column plain = text(latin, Column.Traits.NONE);
    DatabaseSchema schema =
        schema(
            List.of(
                with(
                    "History",
                    new Table.Temporal("a", "b", dbo("Old"), "6 MONTH"),
                    Set.of(),
                    plain),
                with("Kept", new Table.Temporal("a", "b", dbo("Old2"), null), Set.of(), plain),
                with("Masked", null, Set.of(), text(latin, masked)),
                with("Said", null, Set.of(), computed("said", "(concat([id],'!'))")),
                with(
                    "Utf8",
                    null,
                    Set.of(),
                    text("Latin1_General_100_CI_AS_SC_UTF8", Column.Traits.NONE))));
    DatabaseSchema withSequence =
        new DatabaseSchema(
            schema.settings(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new Sequence(
                    dbo("S"), DataType.of(SystemType.INT), "1", "1", "1", "9", false, 0, null)),
            List.of(),
            schema.tables(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(
            gaps(withSequence, target).stream()
                .filter(gap -> !gap.object().equals("the database"))
                .sorted(java.util.Comparator.comparing(Gap::object))
                .map(gap -> gap.severity().name().charAt(0) + ":" + gap.object())
                .collect(java.util.stream.Collectors.joining(" ")))
        .isEqualTo(expected);
    assertThat(gaps(withSequence, target)).allMatch(gap -> !gap.remedy().isEmpty());
  }

  @Test
  void graphs_ledgers_and_encrypted_columns_block_for_every_release() {
    Column.Traits encrypted =
        new Column.Traits(false, false, false, false, true, true, null, null, false);
    DatabaseSchema schema =
        schema(
            List.of(
                with("E", null, Set.of(Table.Feature.EXTERNAL), text("x", Column.Traits.NONE)),
                with("G", null, Set.of(Table.Feature.GRAPH), text("x", Column.Traits.NONE)),
                with("L", null, Set.of(Table.Feature.LEDGER), text("x", Column.Traits.NONE)),
                with("S", null, Set.of(), text("x", encrypted))));
    assertThat(gaps(schema, SqlServerRelease.SQL_2022))
        .filteredOn(gap -> gap.severity() == Gap.Severity.BLOCKING)
        .extracting(Gap::object)
        .containsExactly("dbo.E", "dbo.G", "dbo.L", "dbo.S.text");
  }

  @Test
  void who_cannot_be_made_is_named_nowhere_in_the_script_and_told() {
    DatabaseSchema plain = schema(List.of());
    DatabaseSchema schema =
        new DatabaseSchema(
            plain.settings(),
            List.of(
                new Principal.Unreadable("app", "an application role"),
                new Principal.Role("a role", "app"),
                new Principal.User("anna", null, false, null)),
            List.of(new Principal.Membership("a role", "app")),
            List.of(new Principal.Schema("theirs", "app")),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new ExtendedProperty(
                    "p",
                    "N'x'",
                    List.of(new ExtendedProperty.Level(ExtendedProperty.PRINCIPAL, "app")))),
            List.of(
                new Principal.Permission("GRANT", "SELECT", "SCHEMA::[theirs]", List.of(), "app"),
                new Principal.Permission("GRANT", "ALTER", "USER::[app]", List.of(), "anna"),
                new Principal.Permission("GRANT", "SELECT", "SCHEMA::[theirs]", List.of(), "anna")),
            List.of());
    List<String> made = texts(schema);
    assertThat(made).noneMatch(text -> text.contains("[app]") || text.contains("'app'"));
    assertThat(made)
        .anyMatch(text -> text.contains("CREATE ROLE [a role] AUTHORIZATION [dbo]"))
        .anyMatch(text -> text.contains("CREATE SCHEMA [theirs]"))
        .anyMatch(text -> text.contains("GRANT SELECT ON SCHEMA::[theirs]"));
    assertThat(gaps(schema, SqlServerRelease.SQL_2019))
        .singleElement()
        .satisfies(gap -> assertThat(gap.object()).isEqualTo("app"));
    assertThat(texts(Selection.WITHOUT_USERS.of(schema))).noneMatch(text -> text.contains("anna"));
  }

  @Test
  void a_sequence_that_may_never_have_been_used_says_which_number_it_passes_over() {
    DatabaseSchema plain = schema(List.of());
    Sequence sequence =
        new Sequence(dbo("S"), DataType.of(SystemType.INT), "7", "2", "1", "9", false, 0, "5");
    DatabaseSchema schema =
        new DatabaseSchema(
            plain.settings(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(sequence),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(gaps(schema, SqlServerRelease.SQL_2016))
        .filteredOn(gap -> gap.object().equals("dbo.S"))
        .singleElement()
        .satisfies(gap -> assertThat(gap.remedy()).contains("[dbo].[S] RESTART WITH 5"));
  }

  @Test
  void a_database_is_created_with_its_files_where_the_target_wants_them() {
    ScriptTarget target =
        new ScriptTarget(
            SqlServerRelease.SQL_2014,
            "XP'DATA",
            new ScriptTarget.Creation("D:\\Data", "E:\\Log\\"));
    assertThat(new SchemaScript(schema(List.of()), target).creation())
        .extracting(Batch::text)
        .contains(
            "CREATE DATABASE [XP'DATA]\nON PRIMARY (NAME = N'XP''DATA', FILENAME = N'D:\\Data\\XP''DATA.mdf')\n"
                + "LOG ON (NAME = N'XP''DATA_log', FILENAME = N'E:\\Log\\XP''DATA_log.ldf')\nCOLLATE Latin1_General_CI_AS;",
            "ALTER DATABASE [XP'DATA] SET COMPATIBILITY_LEVEL = 120;");
  }

  @ParameterizedTest
  @CsvSource({
    "SQL_2008_R2, 80, 80",
    "SQL_2012, 80, 90",
    "SQL_2014, 90, 100",
    "SQL_2022, 80, 100",
    "SQL_2016, 160, 130"
  })
  void a_compatibility_level_that_the_target_does_not_know_becomes_the_nearest(
      SqlServerRelease release, int source, int expected) {
    assertThat(new ScriptTarget(release, "X", null).compatibility(source)).isEqualTo(expected);
    DatabaseSchema schema = ofLevel(source);
    assertThat(
            new SchemaScript(
                    schema, new ScriptTarget(release, "X", new ScriptTarget.Creation(null, null)))
                .creation())
        .extracting(Batch::text)
        .contains("ALTER DATABASE [X] SET COMPATIBILITY_LEVEL = " + expected + ";");
    assertThat(gaps(schema, release))
        .extracting(Gap::sentence)
        .filteredOn(sentence -> sentence.startsWith("Compatibility level"))
        .hasSize(source == expected ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource({
    "INT, 7, 1, , 8",
    "INT, 7, 1, 5, 7",
    "INT, 7, 1, 7, ",
    "INT, -7, -2, , -9",
    "TINYINT, 255, 1, , 255",
    "BIGINT, 9223372036854775807, 1, , 9223372036854775807"
  })
  void no_number_is_given_a_second_time(
      SystemType type,
      String last,
      String increment,
      @Nullable String highest,
      @Nullable String seed) {
    Column column =
        new Column(
            "id",
            DataType.of(type),
            false,
            null,
            new Column.Identity("1", increment, false, last),
            null,
            null,
            Column.Traits.NONE);
    assertThat(
            new SchemaScript(schema(List.of()), FOR_2019)
                .afterRows(table("T", Set.of(), column), highest))
        .extracting(Batch::text)
        .containsExactlyElementsOf(
            seed == null
                ? List.of()
                : List.of("DBCC CHECKIDENT (N'[dbo].[T]', RESEED, " + seed + ");"));
  }

  @Test
  void batches_are_bounded_in_rows_and_length() {
    List<String> batches = new ArrayList<>();
    RowBatches rows =
        new RowBatches(
            table("T", Set.of(), Column.of("a", DataType.of(SystemType.INT), true)),
            new RowBatches.Bounds(3, 40, 100),
            batch -> batches.add(batch.text()));
    for (int i = 0; i < 4; i++) {
      rows.value("1");
      rows.endRow();
    }
    rows.value("N'" + "x".repeat(60) + "'");
    rows.endRow();
    rows.finish();
    assertThat(batches)
        .containsExactly(
            "INSERT INTO [dbo].[T] ([a]) VALUES\n(1),\n(1),\n(1);",
            "INSERT INTO [dbo].[T] ([a]) VALUES\n(1);",
            "INSERT INTO [dbo].[T] ([a]) VALUES\n(N'" + "x".repeat(60) + "');");
  }

  @Test
  void options_that_want_the_database_for_themselves_are_told_by_whoever_is_in_it() {
    DatabaseSchema plain = schema(List.of());
    DatabaseSchema schema =
        new DatabaseSchema(
            new DatabaseSchema.Settings(
                "Latin1_General_CI_AS",
                150,
                "SIMPLE",
                List.of(
                    new DatabaseOption("READ_COMMITTED_SNAPSHOT", "ON", DatabaseOption.Way.ALONE),
                    new DatabaseOption("AUTO_CLOSE", "ON", DatabaseOption.Way.WRITTEN)),
                List.of("MAXDOP = 4")),
            plain.principals(),
            plain.memberships(),
            plain.schemas(),
            plain.aliasTypes(),
            plain.xmlCollections(),
            plain.tableTypes(),
            plain.sequences(),
            plain.synonyms(),
            plain.tables(),
            plain.modules(),
            plain.properties(),
            plain.permissions(),
            plain.leftOut());
    ScriptTarget copied =
        new ScriptTarget(SqlServerRelease.SQL_2019, "X", new ScriptTarget.Creation(null, null));
    assertThat(new SchemaScript(schema, copied).creation())
        .extracting(Batch::text)
        .contains("ALTER DATABASE [X] SET AUTO_CLOSE ON;")
        .noneMatch(text -> text.contains("READ_COMMITTED_SNAPSHOT"));
    assertThat(Gaps.of(schema, copied))
        .extracting(Gap::remedy)
        .containsExactlyInAnyOrder(
            "If the application needs it, say on the target: ALTER DATABASE [X] SET READ_COMMITTED_SNAPSHOT ON;",
            "If the application needs it, say in the target database: ALTER DATABASE SCOPED CONFIGURATION SET MAXDOP = 4;");
  }

  @Test
  void what_is_to_be_left_out_has_to_be_there() {
    DatabaseSchema schema =
        schema(List.of(table("A", Set.of(), Column.of("id", DataType.of(SystemType.INT), false))));
    assertThat(new Selection(Set.of("[DBO].[a]"), Set.of("dbo.A")).unknownIn(schema)).isEmpty();
    assertThat(new Selection(Set.of("dbo.Nope"), Set.of("Gone")).unknownIn(schema))
        .containsExactly("Gone", "dbo.Nope");
  }
}
