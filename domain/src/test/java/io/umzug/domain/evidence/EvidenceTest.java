package io.umzug.domain.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  @Test
  void a_backup_holds_as_many_rows_as_there_were_between_the_two_counts() {
    TableCount grown = new TableCount("dbo.Journal", 10, 12);
    assertThat(grown.admits(9)).isFalse();
    assertThat(grown.admits(10)).isTrue();
    assertThat(grown.admits(12)).isTrue();
    assertThat(grown.admits(13)).isFalse();
    TableCount shrunk = new TableCount("dbo.Journal", 12, 10);
    assertThat(shrunk.admits(11)).isTrue();
    assertThat(shrunk.admits(13)).isFalse();
    assertThat(shrunk.admits(9)).isFalse();
  }

  @Test
  void rows_that_differ_are_named_but_in_the_database_that_is_regenerated() {
    TableComparison equal = new TableComparison("dbo.A", new TableCount("dbo.A", 1, 1), 1);
    TableComparison other = new TableComparison("dbo.B", new TableCount("dbo.B", 1, 1), 2);
    assertThat(new DatabaseRestore("XPDATA", "S", "g", List.of(equal, other)).differences())
        .containsExactly(other);
    assertThat(new DatabaseRestore("xpvdir", "S", "g", List.of(other)).differences()).isEmpty();
  }

  @Test
  void a_table_with_as_many_rows_but_others_is_named_too() {
    TableFingerprint wanted = new TableFingerprint("dbo.A", 1, "1", "c", List.of());
    TableComparison counted = new TableComparison("dbo.A", new TableCount("dbo.A", 1, 1), 1);
    TableComparison same = counted.with(wanted, wanted);
    TableComparison otherRows =
        counted.with(wanted, new TableFingerprint("dbo.A", 1, "2", "c", List.of()));
    TableComparison otherColumns =
        counted.with(wanted, new TableFingerprint("dbo.A", 1, "1", "d", List.of()));
    assertThat(
            new DatabaseRestore("XPDATA", "S", "g", List.of(same, otherRows, otherColumns))
                .differences())
        .containsExactly(otherRows, otherColumns);
    assertThat(same.contents()).isEqualTo(TableComparison.Contents.SAME);
    assertThat(otherRows.contents()).isEqualTo(TableComparison.Contents.OTHER_ROWS);
    assertThat(otherColumns.contents()).isEqualTo(TableComparison.Contents.OTHER_COLUMNS);
    assertThat(new DatabaseRestore("XPVDIR", "S", "g", List.of(otherRows)).differences()).isEmpty();
  }

  @Test
  void what_was_stored_without_contents_has_none() {
    assertThat(new DatabaseBackup("D", "S", "f", "g", 1, "h", List.of(), null, null).contents())
        .isEmpty();
    assertThat(new DatabaseScript("D", "S", "f", 1, "h", List.of(), true, null, null).contents())
        .isEmpty();
  }

  @Test
  void a_sql_server_older_than_2014_is_not_supported() {
    assertThat(new SqlServerFacts("S", "11.0.7001.0", "", true).isSupported()).isFalse();
    assertThat(new SqlServerFacts("S", "12.0.2000.8", "", true).isSupported()).isTrue();
    assertThat(new SqlServerFacts("S", "15", "", true).majorVersion()).isEqualTo(15);
  }
}
