package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.infrastructure.sqlserver.TargetFiles.BackedUpFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetFilesTest {

  private static final List<BackedUpFile> PLAIN =
      List.of(new BackedUpFile("Atlas", "D"), new BackedUpFile("Atlas_log", "L"));

  private static Map<String, String> files(String database, String folder, String... taken) {
    return new TargetFiles(database, folder, folder, List.of(taken)).of(PLAIN);
  }

  @Test
  void files_are_named_after_the_target_in_the_default_folders() {
    assertThat(new TargetFiles("XPDATA", "D:\\Data\\", "L:\\Log", List.of()).of(PLAIN))
        .containsExactly(
            Map.entry("Atlas", "D:\\Data\\XPDATA.mdf"),
            Map.entry("Atlas_log", "L:\\Log\\XPDATA_log.ldf"));
  }

  @Test
  void on_linux_folders_are_parted_by_slashes() {
    assertThat(files("XPDATA", "/var/opt/mssql/data"))
        .containsEntry("Atlas", "/var/opt/mssql/data/XPDATA.mdf");
  }

  @Test
  void every_file_of_a_backup_gets_a_name_of_its_own() {
    assertThat(
            new TargetFiles("X", "D:\\", "L:\\", List.of())
                .of(
                    List.of(
                        new BackedUpFile("a", "D"),
                        new BackedUpFile("b", "D"),
                        new BackedUpFile("c", "L"),
                        new BackedUpFile("d", "L"),
                        new BackedUpFile("e", "S")))
                .values())
        .containsExactly("D:\\X.mdf", "D:\\X_2.ndf", "L:\\X_log.ldf", "L:\\X_log_2.ldf", "D:\\X_S");
  }

  @Test
  void names_that_no_file_may_have_are_changed_and_kept_apart() {
    String odd = files("it's ]odd[", "D:\\").get("Atlas");
    String alike = files("it_s _odd_", "D:\\").get("Atlas");

    assertThat(odd).matches("D:\\\\it_s__odd__[0-9a-f]{8}\\.mdf");
    assertThat(alike).isNotEqualTo(odd);
    assertThat(files("x".repeat(128), "D:\\").get("Atlas")).hasSizeLessThan(110);
  }

  @Test
  void files_of_other_databases_are_never_taken() {
    assertThat(files("XPDATA", "D:\\", "d:\\xpdata.MDF", "D:\\XPDATA-1.mdf"))
        .containsEntry("Atlas", "D:\\XPDATA-2.mdf")
        .containsEntry("Atlas_log", "D:\\XPDATA_log.ldf");
  }
}
