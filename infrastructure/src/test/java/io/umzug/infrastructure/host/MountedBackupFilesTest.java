package io.umzug.infrastructure.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.XPhoneVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedBackupFilesTest {

  @TempDir Path share;

  private MountedBackupFiles files() {
    return new MountedBackupFiles(
        Map.of("e", List.of(new MountedBackupFiles.Mount("\\\\NEW\\Backup", share))));
  }

  private Estate estate(String folder) {
    return new Estate(
        "e",
        "t",
        true,
        RouteKind.RELOCATION,
        XPhoneVersion.V8,
        XPhoneVersion.V9,
        folder,
        List.of(),
        List.of(),
        new XPhoneHost("NEW", share.resolve("atlas.xml"), "s", "D\\x", "", "", List.of()),
        Map.of());
  }

  @Test
  void a_path_is_spelled_as_its_folder_is() {
    assertThat(files().path(estate("\\\\NEW\\Backup"), "a.bak"))
        .isEqualTo("\\\\NEW\\Backup\\a.bak");
    assertThat(files().path(estate("C:\\Backup\\"), "a.bak")).isEqualTo("C:\\Backup\\a.bak");
    assertThat(files().path(estate("/var/backup"), "a.bak")).isEqualTo("/var/backup/a.bak");
  }

  @Test
  void a_file_is_read_over_its_mount_in_any_case_of_letters() throws IOException {
    Files.writeString(share.resolve("a.bak"), "abc");
    assertThat(files().read(estate("\\\\NEW\\Backup"), "\\\\new\\backup\\a.bak"))
        .isEqualTo(
            new io.umzug.application.host.BackupFiles.Contents(
                3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  }

  @Test
  void what_is_missing_or_has_no_mount_is_an_error_with_its_path() {
    assertThatThrownBy(() -> files().read(estate("\\\\NEW\\Backup"), "\\\\NEW\\Backup\\b.bak"))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> files().read(estate("\\\\NEW\\Backup"), "\\\\OTHER\\x\\b.bak"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("\\\\OTHER\\x\\b.bak");
  }
}
