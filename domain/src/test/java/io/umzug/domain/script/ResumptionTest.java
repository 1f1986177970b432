package io.umzug.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.script.Resumption.InFlight;
import io.umzug.domain.script.Resumption.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResumptionTest {

  @ParameterizedTest
  @CsvSource({
    "USE x,,,UNDONE",
    "CREATE DATABASE x,false,true,DONE",
    "CREATE DATABASE x,false,false,UNDONE",
    "CREATE DATABASE x,true,true,UNDONE",
    "CREATE DATABASE x,,true,UNKNOWN",
    "DROP DATABASE x,true,false,DONE",
    "DROP DATABASE x,true,true,UNDONE",
    "DROP DATABASE x,false,false,UNDONE",
    "DROP DATABASE x,true,,UNKNOWN",
    "ALTER DATABASE x SET RECOVERY SIMPLE,true,true,UNDONE",
    "RESTORE DATABASE x FROM DISK = 'y',true,true,UNDONE",
    "INSERT t VALUES (1) COMMIT,,,UNKNOWN",
    "BACKUP DATABASE x TO DISK = 'y',,,UNKNOWN",
  })
  void a_batch_that_was_cut_off_is_judged_by_a_look(
      String text, @Nullable Boolean before, @Nullable Boolean now, Outcome outcome) {
    BatchNature nature = BatchNature.of(ReadScript.of(text).batches.getFirst());
    InFlight inFlight = new InFlight(new ImportPosition(1, 1), before);
    assertThat(Resumption.outcome(inFlight, nature, now)).isEqualTo(outcome);
  }

  @Test
  void a_position_says_how_often_a_batch_is_still_to_be_run() {
    ImportPosition position = new ImportPosition(2, 3);
    ReadScript read = ReadScript.of("A\nGO 5\nB\nGO 5\nC\nGO 5");
    assertThat(read.batches.stream().map(position::left)).containsExactly(0, 2, 5);
    assertThat(read.batches.stream().map(ImportPosition.START::left)).containsExactly(5, 5, 5);
    assertThat(position)
        .isGreaterThan(new ImportPosition(2, 2))
        .isLessThan(new ImportPosition(3, 1))
        .isEqualByComparingTo(new ImportPosition(2, 3));
  }
}
