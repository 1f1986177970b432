package io.umzug.infrastructure.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.filesystem.FileContents;
import io.umzug.infrastructure.filesystem.Local;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostCsvFilesTest {

  private static final HostCsvFiles CSV = new HostCsvFiles(Local.PLACES);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"UTF-8, Jörg", "UTF-16, Jörg", "windows-1252, J\uFFFDrg"})
  void a_text_is_decoded_by_its_mark_or_as_utf_8(String charset, String read) throws Exception {
    byte[] bytes = "Jörg".getBytes(Charset.forName(charset));
    Path file = Files.write(folder.resolve("users.csv"), bytes);
    assertThat(CSV.read(Local.ESTATE, Local.at(file)).text()).isEqualTo(read);
    assertThat(CSV.read(Local.ESTATE, Local.at(file)).sha256())
        .isEqualTo(FileContents.of(bytes).sha256());
  }
}
