package io.umzug.infrastructure.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.filesystem.BlockWriter;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.host.SnapshotFiles.Selection;
import io.umzug.domain.evidence.KeptFile;
import io.umzug.domain.migration.MigrationId;
import io.umzug.infrastructure.filesystem.Local;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work is killed before each single thing that it does with files; then it is done once more. */
class KilledAnywhereTest {

  private static final byte[] OLD = "<old/>".getBytes(UTF_8);
  private static final byte[] NEW = "<new/>".getBytes(UTF_8);

  @TempDir Path folder;
  private Path atlas;
  private Path licence;

  /** The end of a process: nothing is done after it, not even what cleans up. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Lets so many steps through. */
  private static final class Life {
    private int left;

    Life(int steps) {
      left = steps;
    }

    HostFiles files() {
      return wrapped(HostFiles.class, Local.FILES);
    }

    HostPlaces places() {
      return (_, path) -> new HostPlaces.Place("here", path.path(), this::files);
    }

    private <T> T wrapped(Class<T> type, T target) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (_, method, arguments) -> {
                if (left == 0) {
                  throw new Killed();
                }
                left--;
                try {
                  Object answer = method.invoke(target, arguments);
                  return answer instanceof BlockWriter writer
                      ? wrapped(BlockWriter.class, writer)
                      : answer;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }
  }

  @BeforeEach
  void install() throws IOException {
    atlas = Files.write(folder.resolve("atlas.xml"), OLD);
    licence = Files.write(folder.resolve("XPhone.lic"), OLD);
  }

  /** Work that may end at any time. */
  private interface Work {
    void run(Life life) throws Exception;
  }

  /** What has to be true whenever the work ended. */
  private interface Check {
    void holds() throws IOException;
  }

  /**
   * @return how often it was killed before it came through
   */
  private static int killedEverywhere(Work work, Check check) throws Exception {
    for (int steps = 0; ; steps++) {
      try {
        work.run(new Life(steps));
        return steps;
      } catch (Killed _) {
        check.holds();
      }
    }
  }

  @Test
  void atlas_is_the_old_or_the_new_one_and_the_next_run_goes_on() throws Exception {
    int killed =
        killedEverywhere(
            life -> {
              Files.write(atlas, OLD);
              forgetOriginal();
              new AtlasFileStore(life.files()).replace(atlas.toString(), OLD, NEW);
            },
            () -> {
              assertThat(Files.readAllBytes(atlas)).isIn(OLD, NEW);
              if (Files.readString(atlas).equals("<new/>")) {
                assertThat(names())
                    .as("the original")
                    .anyMatch(name -> name.contains("-original-"));
              }
            });
    assertThat(killed).isGreaterThan(20);
    assertThat(atlas).hasBinaryContent(NEW);
    assertThat(names()).hasSize(3).noneMatch(name -> name.contains("umzug-new"));
  }

  @Test
  void files_of_a_snapshot_are_put_back_in_their_order() throws Exception {
    HostSnapshotFiles files =
        new HostSnapshotFiles(Local.PLACES, Local.FILES, folder.resolve("store"));
    List<HostPath> both = List.of(Local.at(atlas), Local.at(licence));
    List<KeptFile> kept =
        files.keep(
            Local.ESTATE, new Selection(new MigrationId("acme"), "S1", both, Set.copyOf(both)));
    Files.write(atlas, NEW);
    Files.write(licence, NEW);
    int killed =
        killedEverywhere(
            life ->
                new HostSnapshotFiles(life.places(), Local.FILES, folder.resolve("store"))
                    .putBack(Local.ESTATE, HostPath.HERE, kept),
            () -> {
              assertThat(Files.readAllBytes(atlas)).isIn(OLD, NEW);
              assertThat(Files.readAllBytes(licence))
                  .as("never before atlas.xml")
                  .isIn(
                      Files.readString(atlas).equals("<old/>") ? List.of(OLD, NEW) : List.of(NEW));
            });
    assertThat(killed).isGreaterThan(20);
    assertThat(atlas).hasBinaryContent(OLD);
    assertThat(licence).hasBinaryContent(OLD);
    assertThat(names()).containsExactly("XPhone.lic", "atlas.xml", "store");
  }

  private void forgetOriginal() throws IOException {
    for (String name : names()) {
      if (name.contains("-original-")) {
        Files.delete(folder.resolve(name));
      }
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
