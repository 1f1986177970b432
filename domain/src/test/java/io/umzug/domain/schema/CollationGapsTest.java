package io.umzug.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.umzug.domain.schema.Gap.Severity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CollationGapsTest {

  private static final String CASELESS = "Latin1_General_CI_AS";
  private static final String CASED = "Latin1_General_CS_AS";

  private static Column text(String name, SystemType base, @Nullable String alias) {
    return new Column(
        name,
        new DataType(
            base, alias == null ? null : new ObjectName("dbo", alias), 30, 0, 0, null, false),
        true,
        CASED,
        null,
        null,
        null,
        Column.Traits.NONE);
  }

  private static Table table(String name, Column... columns) {
    return new Table(
        new ObjectName("dbo", name),
        List.of(columns),
        List.of(),
        List.of(),
        List.of(),
        Compression.NONE,
        Set.of(),
        null,
        null,
        Set.of());
  }

  private static DatabaseSchema schema(String collation, Table... tables) {
    return new DatabaseSchema(
        new DatabaseSchema.Settings(collation, 150, "SIMPLE"),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(tables),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void the_same_collation_is_nothing_to_tell() {
    DatabaseSchema schema = schema(CASED, table("T", text("a", SystemType.VARCHAR, "Phone")));
    assertThat(CollationGaps.of(schema, "LATIN1_general_cs_as")).isEmpty();
  }

  @Test
  void columns_bear_their_own_but_for_those_of_an_alias_type() {
    DatabaseSchema schema =
        schema(
            CASED,
            table(
                "T",
                text("own", SystemType.VARCHAR, null),
                text("phone", SystemType.VARCHAR, "Phone"),
                text("name", SystemType.NVARCHAR, "Name")));

    List<Gap> gaps = CollationGaps.of(schema, CASELESS);

    assertThat(gaps)
        .extracting(Gap::severity, Gap::object)
        .containsExactly(
            tuple(Severity.WARNING, "dbo.T.name"),
            tuple(Severity.WARNING, "dbo.T.phone"),
            tuple(Severity.WARNING, "the database"));
    assertThat(gaps.get(0).sentence()).endsWith("clash in unique keys.");
    assertThat(gaps.get(1).sentence()).contains("code page").contains("[dbo].[Phone]");
    assertThat(gaps.get(2).sentence()).contains(CASED, CASELESS);
    assertThat(gaps.get(2).remedy()).contains("COLLATE " + CASED);
  }

  @Test
  void names_that_only_their_case_tells_apart_block_where_the_target_does_not() {
    DatabaseSchema schema =
        schema(
            CASED,
            table(
                "Calls", text("a", SystemType.VARCHAR, null), text("A", SystemType.VARCHAR, null)),
            table("calls", text("a", SystemType.VARCHAR, null)));

    assertThat(CollationGaps.of(schema, CASELESS))
        .filteredOn(gap -> gap.severity() == Severity.BLOCKING)
        .extracting(Gap::object)
        .containsExactly("dbo.Calls.A", "dbo.calls");
    assertThat(CollationGaps.of(schema, "Latin1_General_BIN2"))
        .extracting(Gap::severity)
        .containsExactly(Severity.WARNING);
  }
}
