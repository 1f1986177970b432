package io.umzug.infrastructure.files;

import static io.umzug.infrastructure.filesystem.Local.ESTATE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.backuplog.BackupManagerLog.Mark;
import io.umzug.application.backuplog.BackupManagerLog.Sink;
import io.umzug.application.filesystem.DurableWrite;
import io.umzug.application.filesystem.DurableWrite.Rights;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.host.AtlasFiles.AtlasProblem;
import io.umzug.application.host.CsvFiles;
import io.umzug.application.host.SnapshotFiles.Selection;
import io.umzug.application.host.SnapshotFiles.SnapshotProblem;
import io.umzug.domain.backuplog.LineDecoder.Position;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.AtlasAdaptation;
import io.umzug.domain.evidence.KeptFile;
import io.umzug.domain.migration.MigrationId;
import io.umzug.infrastructure.filesystem.Local;
import io.umzug.infrastructure.filesystem.TestHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of an XPhone host on another machine, over a real server. */
abstract class FilesOfHostContract {

  private static final String ATLAS =
      """
      <Atlas><Databases>
        <Db connection="Initial Catalog=XPDATA;Data Source=(local)\\XPCONNECT"/>
      </Databases></Atlas>
      """;
  private static final Map<String, String> TARGETS = Map.of("XPDATA", "new\\SQL");

  /** Long enough that its encoding is told. */
  private static final String BEFORE = "24.01.2021 01:00:00 INF %s\n".formatted("x".repeat(99));

  @TempDir Path here;

  protected abstract TestHost host();

  /** A way there that does not get in, and how that is called. */
  protected abstract HostPlaces refused();

  protected abstract Kind refusal();

  @BeforeEach
  void empty() throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(host().seen())) {
      all = found.skip(1).sorted((a, b) -> b.compareTo(a)).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }

  private Path there(String name, String text) throws IOException {
    Path file = host().seen().resolve(name);
    Path folder = file.resolveSibling(".").normalize();
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    return file;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(host().seen())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void atlas_is_adapted_in_one_step_and_its_original_kept_beside_it() throws Exception {
    Path file = there("atlas.xml", ATLAS);
    there("atlas.xml.umzug-new-1234", "half");
    HostAtlasFiles atlas = new HostAtlasFiles(host().places());
    assertThat(atlas.entries(ESTATE, host().at("atlas.xml"))).hasSize(1);

    AtlasAdaptation adaptation = atlas.adapt(ESTATE, host().at("atlas.xml"), TARGETS);

    assertThat(file).content().contains("Data Source=new\\SQL", "useLogin=\"Windows\"");
    assertThat(names())
        .hasSize(2)
        .allMatch(name -> name.matches("atlas.xml(\\.umzug-original-[0-9a-f]{12})?"));
    String kept = host().at(names().getLast()).path();
    assertThat(adaptation.originalCopy()).isEqualTo(kept);
    assertThat(host().seen().resolve(names().getLast())).hasContent(ATLAS);
    // The files were somebody else's, which this account may not make them again.
    assertThat(adaptation.remarks()).anyMatch(remark -> remark.contains("owner"));
    Object before = Files.readAttributes(file, "lastModifiedTime,fileKey");
    assertThat(atlas.adapt(ESTATE, host().at("atlas.xml"), TARGETS).changes())
        .isEqualTo(adaptation.changes());
    assertThat(Files.readAttributes(file, "lastModifiedTime,fileKey")).isEqualTo(before);
  }

  @Test
  void a_server_that_dies_before_the_last_step_leaves_the_file_and_the_next_run_goes_on()
      throws Exception {
    Path file = there("atlas.xml", ATLAS);
    HostPath atlas = host().at("atlas.xml");
    try (HostPlaces.Found found = host().places().open(ESTATE, atlas)) {
      DurableWrite write =
          DurableWrite.of(
              found.files(), found.path(), Rights.like(found.path()), "<new/>".getBytes(UTF_8));
      host().server().kill();
      assertThatThrownBy(() -> write.moveTo(found.path())).isInstanceOf(FileTrouble.class);
      assertThatThrownBy(write::close).isInstanceOf(FileTrouble.class);
    } finally {
      host().server().startAgain();
    }
    assertThat(file).hasContent(ATLAS);
    assertThat(names()).hasSize(2);
    new HostAtlasFiles(host().places()).adapt(ESTATE, atlas, TARGETS);
    assertThat(names()).hasSize(2).noneMatch(name -> name.contains("umzug-new"));
  }

  @Test
  void a_csv_is_read() throws Exception {
    there("users.csv", "ID;Jörg");
    CsvFiles.Content content =
        new HostCsvFiles(host().places()).read(ESTATE, host().at("users.csv"));
    assertThat(content.text()).isEqualTo("ID;Jörg");
  }

  @Test
  void files_are_kept_and_put_back_in_their_order() throws Exception {
    Path atlas = there("atlas.xml", ATLAS);
    Path first = there("Licences/deeper/a.lic", "licence");
    Path other = there("Licences/b.lic", "another");
    HostSnapshotFiles files =
        new HostSnapshotFiles(host().places(), Local.FILES, here.resolve("snapshots"));
    List<HostPath> paths =
        List.of(host().at("atlas.xml"), host().at("Licences"), host().at("none"));
    List<KeptFile> kept =
        files.keep(
            ESTATE,
            new Selection(new MigrationId("acme"), "S1", paths, Set.of(host().at("atlas.xml"))));
    assertThat(kept)
        .extracting(KeptFile::path)
        .containsExactly(
            host().at("atlas.xml").path(),
            host().at("Licences/b.lic").path(),
            host().at("Licences/deeper/a.lic").path());
    Files.writeString(atlas, "changed");
    Files.delete(first);
    Files.delete(first.resolveSibling(".").normalize());
    FileTime before = Files.getLastModifiedTime(other);
    there("atlas.xml.umzug-new-1", "what a kill left");

    files.putBack(ESTATE, TestHost.MACHINE, kept);

    assertThat(atlas).hasContent(ATLAS);
    assertThat(first).hasContent("licence");
    assertThat(Files.getLastModifiedTime(other)).isEqualTo(before);
    assertThat(names()).containsExactly("Licences", "atlas.xml");
    files.putBack(ESTATE, TestHost.MACHINE, kept);
  }

  /** What was handed on, and from where. */
  private static final class Seen implements Sink {
    private final List<String> files = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void file(String name, byte[] start, Position from) {
      files.add(name + "@" + from.offset());
    }

    @Override
    public void bytes(byte[] read, int offset, int count) {
      bytes.write(read, offset, count);
    }
  }

  @Test
  void a_log_is_followed_through_rotations_and_the_death_of_its_server() throws Exception {
    Path log = there("backup.log", BEFORE);
    HostPath path = host().at("backup.log");
    AtomicInteger logins = new AtomicInteger();
    try (HostBackupManagerLog reader = new HostBackupManagerLog(counting(logins))) {
      Mark mark = reader.end(ESTATE, path);
      append(log, "24.01.2021 01:00:01 one\n");
      assertThat(read(reader, mark).bytes).hasToString("24.01.2021 01:00:01 one\n");

      assertThat(logins).as("logins").hasValue(1);

      append(log, "24.01.2021 01:00:02 two\n");
      Files.move(log, host().seen().resolve("backup.log.2"));
      there("backup.log", "24.01.2021 01:00:03 three\n");
      host().server().kill();
      try {
        assertThatThrownBy(() -> reader.stamp(ESTATE, path))
            .isInstanceOfSatisfying(
                FileTrouble.class,
                lost -> assertThat(lost.kind()).isIn(Kind.UNREACHABLE, Kind.CONNECTION_LOST));
        Files.move(log, host().seen().resolve("backup.log.1"));
        there("backup.log", "24.01.2021 01:00:04 four\n");
      } finally {
        host().server().startAgain();
      }
      Seen seen = read(reader, mark);
      assertThat(seen.bytes)
          .hasToString(
              """
              24.01.2021 01:00:01 one
              24.01.2021 01:00:02 two
              24.01.2021 01:00:03 three
              24.01.2021 01:00:04 four
              """);
      assertThat(seen.files)
          .containsExactly("backup.log.2@" + BEFORE.length(), "backup.log.1@0", "backup.log@0");
      host().server().kill();
      host().server().startAgain();
      assertThat(read(reader, mark).bytes).as("without a break").hasToString(seen.bytes.toString());
    }
  }

  private HostPlaces counting(AtomicInteger logins) {
    return (estate, path) -> {
      HostPlaces.Place place = host().places().place(estate, path);
      return new HostPlaces.Place(
          place.host(),
          place.path(),
          () -> {
            logins.incrementAndGet();
            return place.opening().open();
          });
    };
  }

  private Seen read(HostBackupManagerLog reader, Mark mark) throws IOException {
    Seen seen = new Seen();
    reader.read(ESTATE, host().at("backup.log"), mark, seen);
    return seen;
  }

  private static void append(Path log, String text) throws IOException {
    Files.writeString(log, text, UTF_8, StandardOpenOption.APPEND);
  }

  @Test
  void a_file_that_is_denied_or_missing_is_told_with_its_place_and_the_exact_text()
      throws Exception {
    Path file = there("atlas.xml", ATLAS);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Diagnosis denied = diagnosis(host().places(), "atlas.xml");
    assertThat(denied.cause()).contains("atlas.xml", Kind.ACCESS_DENIED.sentence());
    assertThat(denied.rules()).contains("R29", "B3", "B7");
    assertThat(denied.exactText()).contains("localhost", "atlas.xml", "DENIED");
    assertThat(diagnosis(host().places(), "nowhere.xml").cause())
        .contains("nowhere.xml", "There is no such file.");
    HostSnapshotFiles snapshots =
        new HostSnapshotFiles(host().places(), Local.FILES, here.resolve("snapshots"));
    HostPath missing = host().at("licence.xml");
    assertThatThrownBy(
            () ->
                snapshots.keep(
                    ESTATE,
                    new Selection(
                        new MigrationId("acme"), "S1", List.of(missing), Set.of(missing))))
        .isInstanceOfSatisfying(
            SnapshotProblem.class,
            problem ->
                assertThat(problem.diagnosis().exactText()).contains("localhost", "licence.xml"));
  }

  @Test
  void a_door_that_stays_shut_is_told_with_its_place_and_the_exact_text() {
    Diagnosis diagnosis = diagnosis(refused(), "atlas.xml");
    assertThat(diagnosis.cause()).contains("atlas.xml", refusal().sentence());
    assertThat(diagnosis.remedy()).startsWith(refusal().remedy());
    assertThat(diagnosis.exactText()).contains("localhost");
  }

  private Diagnosis diagnosis(HostPlaces places, String name) {
    List<Diagnosis> told = new ArrayList<>();
    assertThatThrownBy(() -> new HostAtlasFiles(places).entries(ESTATE, host().at(name)))
        .isInstanceOfSatisfying(AtlasProblem.class, problem -> told.add(problem.diagnosis()));
    return told.getFirst();
  }
}
