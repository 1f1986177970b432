package io.umzug.infrastructure.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.infrastructure.filesystem.Local;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that replaces one file again and again. */
class ReplacementCrashTest {
  private static final byte[] ONE = ("<one>" + "1".repeat(200_000) + "</one>").getBytes(UTF_8);
  private static final byte[] TWO = ("<two>" + "2".repeat(150_000) + "</two>").getBytes(UTF_8);

  /** The process that is killed; its argument is the file. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    AtlasFileStore store = new AtlasFileStore(Local.FILES);
    byte[] from = store.read(file.toString());
    System.out.println("ready");
    while (true) {
      byte[] to = from.length == ONE.length ? TWO : ONE;
      Files.deleteIfExists(Path.of(store.replace(file.toString(), from, to).keptOriginal()));
      from = to;
    }
  }

  @Test
  void a_kill_at_any_moment_leaves_the_old_or_the_new_file_and_the_next_run_goes_on(
      @TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("atlas.xml"), ONE);
    Random random = new Random(42);
    AtlasFileStore store = new AtlasFileStore(Local.FILES);
    for (int round = 0; round < 8; round++) {
      killWhileReplacing(file, random.nextInt(80));

      byte[] found = store.read(file.toString());
      assertThat(found).as("round %d", round).isIn(ONE, TWO);
      for (String copy : store.keptOriginals(file.toString())) {
        assertThat(Files.readAllBytes(Path.of(copy))).as("copy, round %d", round).isIn(ONE, TWO);
      }
      store.replace(file.toString(), found, ONE);
      assertThat(file).hasBinaryContent(ONE);
      assertThat(names(folder)).noneMatch(name -> name.contains("umzug-new"));
    }
  }

  private static void killWhileReplacing(Path file, int milliseconds) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ReplacementCrashTest.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("ready");
      // Not to synchronise: the moment of the kill is what is varied.
      assertThat(process.waitFor(milliseconds, TimeUnit.MILLISECONDS)).isFalse();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(p -> p.getFileName().toString()).toList();
    }
  }
}
