package io.umzug.infrastructure.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.infrastructure.SomeEstate;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedBackupFilesTest {

  @TempDir Path share;

  private SharedBackupFiles files() {
    return new SharedBackupFiles(
        new ConfiguredPlaces(
            Map.of("e", List.of(new ConfiguredPlaces.Way.Mount("\\\\NEW\\Backup", share)))));
  }

  private Estate estate(String folder) {
    return SomeEstate.with(
        "e", folder, new XPhoneHost("NEW", "atlas.xml", "s", "D\\x", "", "", List.of()));
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
        .isInstanceOfSatisfying(
            FileTrouble.class, trouble -> assertThat(trouble.kind()).isEqualTo(Kind.NOT_FOUND));
    assertThatThrownBy(() -> files().read(estate("\\\\NEW\\Backup"), "\\\\OTHER\\x\\b.bak"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("\\\\OTHER\\x\\b.bak");
  }

  @Test
  void the_room_is_that_of_the_volume_behind_the_mount() throws IOException {
    for (String folder : List.of("\\\\NEW\\Backup", "\\\\new\\backup\\", share.toString())) {
      assertThat(files().freeBytes(estate(folder)))
          .as(folder)
          .isPositive()
          .isLessThanOrEqualTo(Files.getFileStore(share).getTotalSpace());
    }
    assertThatThrownBy(() -> files().freeBytes(estate("\\\\OTHER\\x")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No way to it is configured");
    assertThatThrownBy(() -> files().freeBytes(estate(share.resolve("none").toString())))
        .isInstanceOfSatisfying(
            FileTrouble.class,
            trouble -> assertThat(trouble.kind()).isEqualTo(Kind.FOLDER_NOT_FOUND));
  }

  @Test
  void a_probe_is_removed_and_nothing_but_a_probe() throws IOException {
    Estate estate = estate("\\\\NEW\\Backup");
    String probe = files().probe(estate, "SQLNEW\\SQL2019");
    assertThat(probe).isEqualTo("\\\\NEW\\Backup\\umzug-probe_SQLNEW_SQL2019.bak");
    Files.writeString(share.resolve("umzug-probe_SQLNEW_SQL2019.bak"), "probe");
    Files.writeString(share.resolve("acme_01_XPDATA.bak"), "backup");

    files().removeProbe(estate, probe);
    files().removeProbe(estate, probe);
    assertThat(share.resolve("umzug-probe_SQLNEW_SQL2019.bak")).doesNotExist();
    for (String other :
        List.of(
            "\\\\NEW\\Backup\\acme_01_XPDATA.bak",
            "\\\\NEW\\Backup\\umzug-probe_\\..\\acme_01_XPDATA.bak",
            "\\\\NEW\\Backup\\umzug-probe_/../acme_01_XPDATA.bak",
            "\\\\OTHER\\Backup\\umzug-probe_x.bak")) {
      assertThatThrownBy(() -> files().removeProbe(estate, other))
          .as(other)
          .hasMessageContaining("Only a probe");
    }
    assertThat(share.resolve("acme_01_XPDATA.bak")).hasContent("backup");
  }
}
