package io.umzug.infrastructure.datafolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path parent;

  @Test
  void the_standard_folder_is_where_the_operating_system_keeps_such_things() {
    assertThat(DataFolder.standard("Linux", Map.of(), "/home/a"))
        .isEqualTo(Path.of("/home/a/.local/share/umzug"));
    assertThat(DataFolder.standard("Linux", Map.of("XDG_DATA_HOME", "/data"), "/home/a"))
        .isEqualTo(Path.of("/data/umzug"));
    assertThat(DataFolder.standard("Linux", Map.of("XDG_DATA_HOME", "relative"), "/home/a"))
        .isEqualTo(Path.of("/home/a/.local/share/umzug"));
    assertThat(DataFolder.standard("Windows Server 2022", Map.of("LOCALAPPDATA", "/L"), "/home/a"))
        .isEqualTo(Path.of("/L/Umzug"));
  }

  @Test
  void the_token_is_made_once_and_its_owner_alone_can_read_it() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path folder = parent.resolve("new/data");
    ApiToken made = ApiToken.keptIn(folder);
    assertThat(permissions(folder.resolve("api-token"))).isEqualTo("rw-------");
    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(ApiToken.keptIn(folder).authorization()).isEqualTo(made.authorization());
    assertThat(ApiToken.read(folder).authorization()).isEqualTo(made.authorization());
    assertThat(made.authorization()).matches("Bearer [0-9a-f]{64}");
    assertThat(made.toString()).doesNotContain(made.authorization().substring(7));
    assertThat(made.matches(made.authorization().substring(7))).isTrue();
    assertThat(made.matches("")).isFalse();
    assertThat(made.matches(made.authorization().substring(8))).isFalse();
  }

  @Test
  void a_token_that_others_could_read_or_that_is_damaged_is_replaced() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path file = parent.resolve("api-token");
    String first = ApiToken.keptIn(parent).authorization();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    String second = ApiToken.keptIn(parent).authorization();
    assertThat(second).isNotEqualTo(first);
    assertThat(permissions(file)).isEqualTo("rw-------");
    Files.writeString(file, "");
    assertThat(ApiToken.keptIn(parent).authorization()).isNotEqualTo(second);
    try (Stream<Path> files = Files.list(parent)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void the_service_file_is_read_as_it_was_written_and_removed_by_its_service_alone()
      throws IOException {
    ServiceFile old = new ServiceFile(URI.create("http://127.0.0.1:1"), 1);
    ServiceFile successor = new ServiceFile(URI.create("http://127.0.0.1:2"), 2);
    assertThat(ServiceFile.read(parent)).isEmpty();
    old.writeTo(parent);
    assertThat(Files.readString(parent.resolve("service.json")).strip())
        .isEqualTo("{\"url\":\"http://127.0.0.1:1\",\"pid\":1}");
    successor.writeTo(parent);
    old.removeFrom(parent);
    assertThat(ServiceFile.read(parent)).hasValue(successor);
    successor.removeFrom(parent);
    assertThat(ServiceFile.read(parent)).isEmpty();
    Files.writeString(parent.resolve("service.json"), "{\"url\":");
    assertThat(ServiceFile.read(parent)).isEmpty();
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
