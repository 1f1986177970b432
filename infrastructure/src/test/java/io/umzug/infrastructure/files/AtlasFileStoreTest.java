package io.umzug.infrastructure.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.filesystem.DurableWrite;
import io.umzug.application.filesystem.DurableWrite.Rights;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.host.AtlasFileException;
import io.umzug.application.host.AtlasStore.Replaced;
import io.umzug.infrastructure.filesystem.Local;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtlasFileStoreTest {
  private static final byte[] OLD = "<old/>".getBytes(UTF_8);
  private static final byte[] NEW = "<new/>".getBytes(UTF_8);
  // printf '<old/>' | sha256sum
  private static final String COPY = "atlas.xml.umzug-original-a143bb93cf4a";

  private final AtlasFileStore store = new AtlasFileStore(Local.FILES);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeOldFile() throws IOException {
    file = Files.write(folder.resolve("atlas.xml"), OLD);
  }

  @Test
  void the_new_content_takes_the_place_and_the_original_is_kept_beside_it() throws IOException {
    Replaced replaced = store.replace(file.toString(), OLD, NEW);
    assertThat(file).hasBinaryContent(NEW);
    assertThat(Path.of(replaced.keptOriginal())).hasFileName(COPY).hasBinaryContent(OLD);
    assertThat(replaced.remarks()).isEmpty();
    assertThat(names()).containsExactly("atlas.xml", COPY);
    assertThat(store.keptOriginals(file.toString())).containsExactly(replaced.keptOriginal());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void permissions_are_those_of_the_original_on_both_files() throws IOException {
    for (String permissions : List.of("rw-r-----", "r--r--r--", "rwxrwxrwx")) {
      Files.write(file, OLD);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
      Replaced replaced = store.replace(file.toString(), OLD, NEW);
      assertThat(permissions(file)).isEqualTo(permissions);
      assertThat(permissions(Path.of(replaced.keptOriginal()))).isEqualTo(permissions);
      Files.delete(Path.of(replaced.keptOriginal()));
      Files.delete(file);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void owner_and_group_are_kept_where_the_user_may_give_them() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    var lookup = file.getFileSystem().getUserPrincipalLookupService();
    try {
      view.setOwner(lookup.lookupPrincipalByName("nobody"));
      view.setGroup(lookup.lookupPrincipalByGroupName("nogroup"));
    } catch (IOException e) {
      Assumptions.abort("may not give files away: " + e);
    }
    store.replace(file.toString(), OLD, NEW);
    var after = Files.readAttributes(file, PosixFileAttributes.class);
    assertThat(after.owner().getName()).isEqualTo("nobody");
    assertThat(after.group().getName()).isEqualTo("nogroup");
  }

  @Test
  void a_file_that_changed_since_it_was_read_is_left_alone() throws IOException {
    byte[] read = store.read(file.toString());
    Files.writeString(file, "<other/>");
    assertThatThrownBy(() -> store.replace(file.toString(), read, NEW))
        .isInstanceOf(AtlasFileException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("has changed since it was read")
        .hasMessageContaining("U1");
    assertThat(file).hasContent("<other/>");
    assertThat(names()).containsExactly("atlas.xml");
  }

  @Test
  void a_copy_that_is_already_there_is_verified_and_not_written_again() throws IOException {
    Path copy = Files.write(folder.resolve(COPY), OLD);
    var time = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(copy, time);
    store.replace(file.toString(), OLD, NEW);
    assertThat(file).hasBinaryContent(NEW);
    assertThat(Files.getLastModifiedTime(copy)).isEqualTo(time);
  }

  @Test
  void a_copy_with_another_content_is_never_overwritten_and_stops_the_replacement()
      throws IOException {
    Path copy = Files.writeString(folder.resolve(COPY), "<ol");
    assertThatThrownBy(() -> store.replace(file.toString(), OLD, NEW))
        .isInstanceOf(AtlasFileException.class)
        .hasMessageContaining(copy.toString())
        .hasMessageContaining("its content is another");
    assertThat(file).hasBinaryContent(OLD);
    assertThat(copy).hasContent("<ol");
    assertThat(names()).containsExactly("atlas.xml", COPY);
  }

  @Test
  void what_a_killed_run_left_behind_is_removed() throws IOException {
    Files.writeString(folder.resolve("atlas.xml.umzug-new-1234"), "<ne");
    Files.writeString(folder.resolve("another.xml.umzug-new-1234"), "<ne");
    store.replace(file.toString(), OLD, NEW);
    assertThat(names()).containsExactly("another.xml.umzug-new-1234", "atlas.xml", COPY);
  }

  @Test
  void a_rename_that_fails_leaves_the_file_and_no_litter() throws IOException {
    Path occupied = folder.resolve("occupied");
    Files.createDirectories(occupied.resolve("inside"));
    try (DurableWrite write =
        DurableWrite.of(Local.FILES, file.toString(), Rights.like(file.toString()), NEW)) {
      assertThatThrownBy(() -> write.moveTo(occupied.toString())).isInstanceOf(FileTrouble.class);
    }
    assertThat(names()).containsExactly("atlas.xml", "occupied");
    assertThat(file).hasBinaryContent(OLD);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_symbolic_link_goes_on_pointing_at_the_file() throws IOException {
    Path link =
        Files.createSymbolicLink(
            Files.createDirectory(folder.resolve("links")).resolve("a.xml"), file);
    assertThat(store.read(link.toString())).isEqualTo(OLD);
    store.replace(link.toString(), OLD, NEW);
    assertThat(link).isSymbolicLink();
    assertThat(file).hasBinaryContent(NEW);
  }

  @Test
  void what_is_missing_no_file_or_far_too_large_is_not_read() throws IOException {
    assertThatThrownBy(() -> store.read(folder.resolve("no.xml").toString()))
        .isInstanceOf(AtlasFileException.class)
        .hasMessageContaining("There is no such file.");
    assertThatThrownBy(() -> store.read(folder.toString()))
        .isInstanceOf(AtlasFileException.class)
        .hasMessageContaining("This is no file.");
    Files.write(file, new byte[AtlasFileStore.LARGEST]);
    assertThat(store.read(file.toString())).hasSize(AtlasFileStore.LARGEST);
    Files.write(file, new byte[AtlasFileStore.LARGEST + 1]);
    assertThatThrownBy(() -> store.read(file.toString()))
        .isInstanceOf(AtlasFileException.class)
        .hasMessageContaining("larger than 16777216 bytes");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
