package io.umzug.domain.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.fingerprint.DatabaseFingerprint.Consistency;
import io.umzug.domain.fingerprint.TableDifference.Additional;
import io.umzug.domain.fingerprint.TableDifference.Missing;
import io.umzug.domain.fingerprint.TableDifference.OtherColumns;
import io.umzug.domain.fingerprint.TableDifference.OtherContents;
import io.umzug.domain.fingerprint.TableDifference.OtherCount;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableDifferenceTest {

  private static DatabaseFingerprint database(String method, TableFingerprint... tables) {
    return new DatabaseFingerprint("S", "D", method, Consistency.ONE_MOMENT, List.of(tables));
  }

  private static TableFingerprint table(String name, long rows, String sum, String columns) {
    return new TableFingerprint(name, rows, sum, columns, List.of());
  }

  @Test
  void every_difference_is_told_by_its_table() {
    DatabaseFingerprint source =
        database(
            "m",
            table("a", 1, "1", "c"),
            table("b", 1, "1", "c"),
            table("c", 1, "1", "c"),
            table("d", 1, "1", "c"),
            table("same", 1, "1", "c"));
    DatabaseFingerprint target =
        database(
            "m",
            table("same", 1, "1", "c"),
            table("b", 1, "1", "x"),
            table("c", 2, "1", "c"),
            table("d", 1, "2", "c"),
            table("z", 7, "1", "c"));
    assertThat(TableDifference.between(source, target))
        .containsExactly(
            new Missing("a", 1),
            new OtherColumns("b"),
            new OtherCount("c", 1, 2),
            new OtherContents("d", 1),
            new Additional("z", 7))
        .allMatch(difference -> difference.sentence().startsWith(difference.table() + ": "));
    assertThat(TableDifference.between(source, source)).isEmpty();
    assertThat(source.rows()).isEqualTo(5);
  }

  @Test
  void fingerprints_of_different_methods_are_not_compared() {
    assertThatThrownBy(() -> TableDifference.between(database("m"), database("n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same release");
  }
}
