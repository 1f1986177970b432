package io.umzug.infrastructure.sqlserver.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.domain.script.ImportPosition;
import io.umzug.domain.script.Resumption.InFlight;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportJournalTest {

  private static final InFlight FIFTH = new InFlight(new ImportPosition(5, 2), true);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = ImportJournal.beside(folder.resolve("x.sql"), "S", "XPDATA");
  }

  @Test
  void every_target_has_a_journal_of_its_own() {
    assertThat(file.getFileName().toString()).matches("x\\.sql\\.umzug-import-[0-9a-f]{8}");
    assertThat(ImportJournal.beside(folder.resolve("x.sql"), "s", "xpdata")).isEqualTo(file);
    assertThat(ImportJournal.beside(folder.resolve("x.sql"), "S", "XPVDIR")).isNotEqualTo(file);
  }

  @Test
  void wherever_a_kill_cuts_it_off_it_says_no_more_than_what_was_written() throws Exception {
    try (ImportJournal journal = ImportJournal.open(file).orElseThrow()) {
      assertThat(journal.identity()).isEmpty();
      journal.begin("abc", "S", "XP DATA");
      journal.targetMarked();
      journal.begin(FIFTH);
      journal.done(FIFTH.at());
      journal.allBatchesRun();
      journal.complete();
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try (ImportJournal journal = ImportJournal.open(file).orElseThrow()) {
        String text = Files.readString(file);
        assertThat(journal.identity().isPresent()).isEqualTo(text.contains("script abc\n"));
        assertThat(journal.isMarked()).isEqualTo(text.contains("marked\n"));
        assertThat(journal.inFlight().isPresent())
            .isEqualTo(text.contains("begin 5 2 true\n") && !text.contains("done 5 2\n"));
        assertThat(journal.hasEnded()).isEqualTo(text.contains("ended\n"));
        assertThat(journal.isComplete()).isEqualTo(text.contains("complete\n"));
        // What it writes next does not stick to a half line.
        journal.targetMarked();
      }
      assertThat(Files.readString(file)).endsWith("marked\n");
    }
  }

  @Test
  void it_is_open_once() throws Exception {
    try (ImportJournal journal = ImportJournal.open(file).orElseThrow()) {
      assertThat(journal.file()).isEqualTo(file);
      assertThat(ImportJournal.open(file)).isEmpty();
    }
    try (ImportJournal journal = ImportJournal.open(file).orElseThrow()) {
      assertThat(journal.isMarked()).isFalse();
    }
  }

  @Test
  void another_file_of_that_name_is_left_alone() throws Exception {
    Files.writeString(file, "precious\n");
    assertThatThrownBy(() -> ImportJournal.open(file)).isInstanceOf(IOException.class);
    assertThat(file).hasContent("precious");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "umzug-import 1\nbegin x\n",
        "umzug-import 1\nscript\n",
        "umzug-import 1\nbegin 1 x y\n",
        "\0\0\0\0"
      })
  void a_damaged_one_is_told_and_left_as_it_is(String text) throws Exception {
    Files.writeString(file, text);
    assertThatThrownBy(() -> ImportJournal.open(file))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("move it away");
    assertThat(Files.readString(file)).isEqualTo(text);
  }
}
