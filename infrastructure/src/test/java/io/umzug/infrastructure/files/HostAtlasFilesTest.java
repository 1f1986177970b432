package io.umzug.infrastructure.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.filesystem.FileContents;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.AtlasFiles.AtlasProblem;
import io.umzug.domain.evidence.AtlasAdaptation;
import io.umzug.infrastructure.filesystem.Local;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostAtlasFilesTest {
  private static final String ATLAS =
      """
      <Atlas><Databases>
        <Db connection="Initial Catalog=XPDATA;Data Source=(local)\\XPCONNECT"/>
        <Db connection="Initial Catalog=XPVDIR;Data Source=(local)\\XPCONNECT" useLogin="Sql"/>
        <Db connection="Initial Catalog=XPSTATS"/>
      </Databases></Atlas>
      """;
  private static final Map<String, String> TARGETS =
      Map.of("XPDATA", "new\\SQL", "XPVDIR", "new\\SQL");

  private final AtlasFiles files = new HostAtlasFiles(Local.PLACES);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file = Files.writeString(folder.resolve("atlas.xml"), ATLAS);
  }

  @Test
  void entries_are_those_that_name_a_database_and_a_data_source() throws AtlasProblem {
    assertThat(files.entries(Local.ESTATE, Local.at(file)))
        .containsExactly(
            new AtlasFiles.Entry(2, "XPDATA", "(local)\\XPCONNECT"),
            new AtlasFiles.Entry(3, "XPVDIR", "(local)\\XPCONNECT"));
  }

  @Test
  void adapting_answers_with_every_change_and_the_kept_original() throws Exception {
    AtlasAdaptation adaptation = files.adapt(Local.ESTATE, Local.at(file), TARGETS);
    assertThat(adaptation.changes())
        .containsExactly(
            new AtlasAdaptation.Entry(2, "XPDATA", "(local)\\XPCONNECT", "new\\SQL"),
            new AtlasAdaptation.Entry(2, "XPDATA", "", "useLogin=Windows"),
            new AtlasAdaptation.Entry(3, "XPVDIR", "(local)\\XPCONNECT", "new\\SQL"),
            new AtlasAdaptation.Entry(3, "XPVDIR", "useLogin=Sql", "useLogin=Windows"));
    assertThat(Path.of(adaptation.originalCopy())).hasContent(ATLAS);
    assertThat(adaptation.sha256Before())
        .isEqualTo(FileContents.of(ATLAS.getBytes(UTF_8)).sha256())
        .isNotEqualTo(adaptation.sha256After());
    assertThat(adaptation.sha256After())
        .isEqualTo(FileContents.of(Files.readAllBytes(file)).sha256());
  }

  @Test
  void a_second_call_changes_nothing_and_answers_as_the_first_did() throws Exception {
    AtlasAdaptation first = files.adapt(Local.ESTATE, Local.at(file), TARGETS);
    Object before = Files.readAttributes(file, "lastModifiedTime,fileKey,size");
    assertThat(files.adapt(Local.ESTATE, Local.at(file), TARGETS)).isEqualTo(first);
    assertThat(Files.readAttributes(file, "lastModifiedTime,fileKey,size")).isEqualTo(before);
  }

  @Test
  void a_file_that_was_always_right_is_its_own_original() throws Exception {
    Map<String, String> targets = Map.of("XPVDIR", "(local)\\XPCONNECT");
    Files.writeString(file, ATLAS.replace("Sql", "Windows"));
    AtlasAdaptation adaptation = files.adapt(Local.ESTATE, Local.at(file), targets);
    assertThat(adaptation.changes()).isEmpty();
    assertThat(adaptation.originalCopy()).isEqualTo(file.toString());
    assertThat(adaptation.sha256After()).isEqualTo(adaptation.sha256Before());
    assertThat(folder).isDirectoryNotContaining(p -> !p.endsWith("atlas.xml"));
  }

  @Test
  void a_refusal_is_a_diagnosis_with_line_and_rule_and_leaves_the_file() {
    assertThatThrownBy(() -> files.adapt(Local.ESTATE, Local.at(file), Map.of("XPSTATS", "new")))
        .isInstanceOfSatisfying(
            AtlasProblem.class,
            problem -> {
              assertThat(problem.diagnosis().cause()).contains("line 4").contains("XPSTATS");
              assertThat(problem.diagnosis().rules()).containsExactly("E6");
              assertThat(problem.diagnosis().exactText()).contains(":4:7: DATA_SOURCE_MISSING");
            });
    assertThat(file).hasContent(ATLAS);
  }

  @Test
  void a_missing_file_is_a_diagnosis() {
    assertThatThrownBy(() -> files.entries(Local.ESTATE, Local.at(folder.resolve("no.xml"))))
        .isInstanceOfSatisfying(
            AtlasProblem.class,
            problem -> {
              assertThat(problem.diagnosis().cause()).endsWith("no.xml: There is no such file.");
              assertThat(problem.diagnosis().rules()).containsExactly("U2");
              assertThat(problem.diagnosis().remedy()).contains("Name the atlas.xml");
            });
  }
}
