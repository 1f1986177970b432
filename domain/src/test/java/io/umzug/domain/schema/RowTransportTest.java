package io.umzug.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RowTransportTest {

  private static RowTransport of(Column column) {
    return RowTransport.of(
        new Table(
            new ObjectName("dbo", "t"),
            List.of(Column.of("id", DataType.of(SystemType.INT), false), column),
            List.of(),
            List.of(),
            List.of(),
            Compression.NONE,
            Set.of(),
            null,
            null,
            Set.of()));
  }

  @ParameterizedTest
  @EnumSource
  void only_what_a_bulk_load_would_change_goes_as_statements(SystemType type) {
    boolean changed = type == SystemType.XML || type == SystemType.SQL_VARIANT;

    assertThat(of(Column.of("c", DataType.of(type), true)))
        .isEqualTo(changed ? RowTransport.STATEMENTS : RowTransport.BULK);
  }

  @Test
  void a_column_set_hides_its_columns_from_the_bulk_load() {
    Column.Traits columnSet =
        new Column.Traits(false, true, false, false, false, true, null, null, false);

    assertThat(
            of(
                new Column(
                    "every", DataType.of(SystemType.XML), true, null, null, null, null, columnSet)))
        .isEqualTo(RowTransport.STATEMENTS);
  }

  @ParameterizedTest
  @CsvSource({
    "VARCHAR, Latin1_General_CI_AS, BULK",
    "VARCHAR, SQL_Latin1_General_CP1_CI_AS, BULK",
    "VARCHAR, Latin1_General_100_CI_AS_SC_UTF8, STATEMENTS",
    "CHAR, Japanese_CI_AS, STATEMENTS",
    "TEXT, Chinese_PRC_CI_AS, STATEMENTS",
    "VARCHAR, Korean_Wansung_CI_AS, STATEMENTS",
    "NVARCHAR, Japanese_CI_AS, BULK"
  })
  void characters_of_several_bytes_go_as_statements(
      SystemType type, String collation, RowTransport expected) {
    assertThat(
            of(
                new Column(
                    "c",
                    DataType.sized(type, 20),
                    true,
                    collation,
                    null,
                    null,
                    null,
                    Column.Traits.NONE)))
        .isEqualTo(expected);
  }

  @Test
  void what_the_server_gives_itself_does_not_count() {
    Column computed =
        new Column(
            "c",
            DataType.of(SystemType.XML),
            true,
            null,
            null,
            new Column.Computed("CONVERT(xml, '<a/>')", false),
            null,
            Column.Traits.NONE);

    assertThat(of(computed)).isEqualTo(RowTransport.BULK);
  }
}
