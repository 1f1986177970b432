package io.umzug.infrastructure.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.umzug.application.filesystem.HostPath;
import io.umzug.application.host.SnapshotFiles.Selection;
import io.umzug.application.host.SnapshotFiles.SnapshotProblem;
import io.umzug.domain.evidence.KeptFile;
import io.umzug.domain.migration.MigrationId;
import io.umzug.infrastructure.filesystem.Local;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real file system; half-done states stand for what a kill leaves behind. */
class HostSnapshotFilesTest {

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path folder;
  private Path store;
  private Path atlas;
  private Path licences;
  private HostSnapshotFiles files;

  @BeforeEach
  void install() throws IOException {
    store = folder.resolve("snapshots");
    files = new HostSnapshotFiles(Local.PLACES, Local.FILES, store);
    Path host = Files.createDirectories(folder.resolve("XPhone Connect Server"));
    atlas = Files.writeString(host.resolve("atlas.xml"), "<Atlas>ä</Atlas>");
    licences = Files.createDirectories(host.resolve("Licences").resolve("deeper"));
    Files.writeString(licences.resolve("a.lic"), "licence");
    Files.writeString(licences.resolve("same.lic"), "licence");
    Files.write(licences.resolveSibling("empty.lic"), new byte[0]);
  }

  private Selection selection(boolean complete, Path... paths) {
    List<HostPath> all = Stream.of(paths).map(HostSnapshotFilesTest::at).toList();
    return new Selection(new MigrationId("acme"), "S1", all, complete ? Set.copyOf(all) : Set.of());
  }

  private static HostPath at(Path path) {
    return new HostPath("NEWXP", path.toString());
  }

  private List<KeptFile> keep() throws SnapshotProblem {
    return files.keep(Local.ESTATE, selection(true, atlas, licences.getParent()));
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  @Test
  void files_and_folders_are_kept_by_their_content_with_a_manifest_for_people() throws Exception {
    List<KeptFile> kept = keep();

    assertThat(kept)
        .extracting(KeptFile::path)
        .containsExactly(
            atlas.toString(),
            licences.resolve("a.lic").toString(),
            licences.resolve("same.lic").toString(),
            licences.resolveSibling("empty.lic").toString());
    for (KeptFile file : kept) {
      assertThat(Path.of(file.copy()))
          .hasSameBinaryContentAs(Path.of(file.path()))
          .hasFileName(file.sha256())
          .hasParent(store.resolve("acme").resolve("S1"));
    }
    assertThat(kept.get(1).copy()).as("one content, one copy").isEqualTo(kept.get(2).copy());
    assertThat(store.resolve("acme").resolve("S1").resolve("manifest.json"))
        .content()
        .contains("\"snapshot\" : \"S1\"", "atlas.xml", kept.getFirst().sha256(), "\"order\" : 4");
    assertThat(keep()).as("a second run finds all as it is").isEqualTo(kept);
    assertThat(in(store.resolve("acme").resolve("S1"))).hasSize(4);
  }

  @Test
  void nobody_but_the_owner_may_look_into_the_store() throws Exception {
    keep();
    assumeThat(store.getFileSystem().supportedFileAttributeViews()).contains("posix");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
        .isEqualTo("rwx------");
  }

  @Test
  void keeping_goes_on_over_what_a_kill_left() throws Exception {
    List<KeptFile> kept = keep();
    Path copy = Path.of(kept.getFirst().copy());
    Files.delete(copy.resolveSibling("manifest.json"));
    Files.writeString(copy, "torn");
    Files.writeString(copy.resolveSibling(copy.getFileName() + ".umzug-new-1"), "half");

    assertThat(keep()).isEqualTo(kept);
    assertThat(copy).hasSameBinaryContentAs(atlas);
    assertThat(in(copy.getParent())).hasSize(4).noneMatch(p -> p.toString().contains("umzug-new"));
  }

  @Test
  void what_has_to_be_there_and_is_not_is_told_and_what_need_not_be_is_noted() throws Exception {
    Path missing = folder.resolve("missing.lic");
    assertThatThrownBy(() -> files.keep(Local.ESTATE, selection(true, atlas, missing)))
        .asInstanceOf(type(SnapshotProblem.class))
        .satisfies(p -> assertThat(p.diagnosis().exactText()).contains("missing.lic"));
    assertThat(
            files.keep(
                Local.ESTATE,
                new Selection(
                    new MigrationId("acme"),
                    "S1",
                    List.of(at(atlas), at(missing)),
                    Set.of(at(atlas)))))
        .hasSize(1);
    assertThat(store.resolve("acme").resolve("S1").resolve("manifest.json"))
        .content()
        .containsPattern("\"notThere\" : \\[ \"[^\"]*missing.lic\" ]");
  }

  @Test
  void changed_and_deleted_files_come_back_and_others_are_left_alone() throws Exception {
    List<KeptFile> kept = keep();
    Files.writeString(atlas, "changed");
    Files.delete(licences.resolve("a.lic"));
    Files.delete(licences.resolve("same.lic"));
    Files.delete(licences);
    Path foreign = Files.writeString(licences.resolveSibling("new.lic"), "not in the snapshot");
    Path untouched = licences.resolveSibling("empty.lic");
    Files.setLastModifiedTime(untouched, LONG_AGO);

    files.putBack(Local.ESTATE, "NEWXP", kept);

    assertThat(atlas).hasContent("<Atlas>ä</Atlas>");
    assertThat(licences.resolve("a.lic")).hasContent("licence");
    assertThat(licences.resolve("same.lic")).hasContent("licence");
    assertThat(foreign).hasContent("not in the snapshot");
    assertThat(Files.getLastModifiedTime(untouched)).isEqualTo(LONG_AGO);
    assertThat(in(licences)).hasSize(2);
  }

  @Test
  void putting_back_goes_on_over_what_a_kill_left() throws Exception {
    List<KeptFile> kept = keep();
    Files.writeString(licences.resolve("a.lic"), "not yet put back");
    Files.writeString(atlas.resolveSibling("atlas.xml.umzug-new-1"), "half");
    Files.writeString(licences.resolve("a.lic.umzug-new-2"), "half");
    Files.setLastModifiedTime(atlas, LONG_AGO);

    files.putBack(Local.ESTATE, "NEWXP", kept);

    assertThat(licences.resolve("a.lic")).hasContent("licence");
    assertThat(Files.getLastModifiedTime(atlas)).as("as wanted already").isEqualTo(LONG_AGO);
    assertThat(in(atlas.getParent())).noneMatch(p -> p.toString().contains("umzug-new"));
    assertThat(in(licences)).hasSize(2);
  }

  @Test
  void one_damaged_copy_and_nothing_is_touched() throws Exception {
    List<KeptFile> kept = keep();
    Files.writeString(Path.of(kept.getLast().copy()), "x");
    Files.writeString(atlas, "changed");

    assertThatThrownBy(() -> files.putBack(Local.ESTATE, "NEWXP", kept))
        .asInstanceOf(type(SnapshotProblem.class))
        .satisfies(
            p -> {
              assertThat(p.diagnosis().cause()).endsWith("nothing was put back.");
              assertThat(p.diagnosis().exactText()).contains(kept.getLast().sha256());
            });
    assertThat(atlas).hasContent("changed");

    Files.delete(Path.of(kept.getLast().copy()));
    assertThatThrownBy(() -> files.requireWhole(kept))
        .asInstanceOf(type(SnapshotProblem.class))
        .satisfies(p -> assertThat(p.diagnosis().exactText()).endsWith("It is not there."));
  }

  @Test
  void a_link_goes_on_pointing_at_its_file_and_rights_stay() throws Exception {
    Path real = Files.writeString(folder.resolve("real.xml"), "old");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.xml"), real);
    List<KeptFile> kept = files.keep(Local.ESTATE, selection(true, link));
    Files.writeString(real, "new");

    files.putBack(Local.ESTATE, "NEWXP", kept);

    assertThat(link).isSymbolicLink().hasContent("old");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-r-----");
    Files.delete(link);
    Files.delete(real);
    files.putBack(Local.ESTATE, "NEWXP", kept);
    assertThat(link).hasContent("old");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(link)))
        .as("the copy bears the rights of the file")
        .isEqualTo("rw-r-----");
  }
}
