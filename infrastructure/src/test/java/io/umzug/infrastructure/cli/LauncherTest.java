package io.umzug.infrastructure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script at the repository's root, with a JDK and a Maven that only say what they were told.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private record Run(int exitCode, String out, String err) {}

  private static final String SAYING_JAVA = "#!/bin/sh\nprintf '<%s>' \"$@\"\nexit 42\n";
  private static final String BUILDING_MAVEN =
      """
      #!/bin/sh
      echo "built with $JAVA_HOME" >> "$ROOT_OF_TEST/builds"
      mkdir -p deploy/server/target deploy/rehearsal/target
      echo > deploy/server/target/umzug.jar
      echo > deploy/rehearsal/target/umzug-rehearsal.jar
      """;

  @TempDir Path temporary;
  private Path home;
  private Path jdk;

  @BeforeEach
  void lay() throws IOException {
    // Mind the blank: it is there to be forgotten in the script.
    home = Files.createDirectories(temporary.resolve("the home"));
    jdk = jdk("jdk 25", "25.0.1");
    Files.copy(script(), home.resolve("umzug"));
    executable(temporary.resolve("bin/mvn"), BUILDING_MAVEN);
  }

  @Test
  void the_script_is_understood_by_every_posix_shell_there_is() throws Exception {
    for (String shell : List.of("sh", "dash", "bash", "ksh", "zsh", "busybox")) {
      if (Stream.of("/bin/", "/usr/bin/").anyMatch(bin -> Files.exists(Path.of(bin, shell)))) {
        List<String> command = new ArrayList<>(List.of(shell, "-n", script().toString()));
        if (shell.equals("busybox")) {
          command.add(1, "sh");
        }
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).as(shell).isZero();
      }
    }
    assertThat(Files.isExecutable(script())).isTrue();
  }

  @Test
  void arguments_and_exit_codes_pass_unchanged_through_links_from_any_folder() throws Exception {
    distribution();
    Path link = Files.createSymbolicLink(temporary.resolve("link"), home.resolve("umzug"));
    Path further = Files.createDirectories(temporary.resolve("further")).resolve("umzug");
    Files.createSymbolicLink(further, Path.of("../link"));
    assertThat(link).exists();
    Run run = run(further, "confirm", "acme", "3", "--note", "it's *a* \"note\"", "");
    assertThat(run)
        .isEqualTo(
            new Run(
                42,
                "<-XX:+UseSerialGC><-XX:TieredStopAtLevel=1><-jar><"
                    + home.toRealPath().resolve("deploy/server/target/umzug.jar")
                    + "><confirm><acme><3><--note><it's *a* \"note\"><>",
                ""));
  }

  @Test
  void a_rehearsal_is_an_executable_of_its_own_that_is_told_where_the_service_is()
      throws Exception {
    distribution();
    Path real = home.toRealPath();
    assertThat(run(home.resolve("umzug"), "rehearse", "--plan", "A").out())
        .isEqualTo(
            "<-Dumzug.server.jar=%s><-jar><%s><rehearse><--plan><A>"
                .formatted(
                    real.resolve("deploy/server/target/umzug.jar"),
                    real.resolve("deploy/rehearsal/target/umzug-rehearsal.jar")));
    assertThat(run(home.resolve("umzug"), "serve").out()).startsWith("<-jar>").endsWith("<serve>");
  }

  @Test
  void an_installation_without_sources_is_never_built() throws Exception {
    Run run = run(home.resolve("umzug"), "list");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("umzug.jar is missing: the installation is incomplete.");
    assertThat(builds()).isEmpty();
  }

  @Test
  void a_jdk_that_is_too_old_is_passed_over_for_the_one_on_the_path() throws Exception {
    distribution();
    Path old = jdk("jdk 17", "17.0.12");
    Files.createSymbolicLink(temporary.resolve("bin/java"), jdk.resolve("bin/java"));
    Run run = run(Map.of("JAVA_HOME", old.toString()), home.resolve("umzug"), "list");
    assertThat(run.exitCode()).isEqualTo(42);
    jdk("jdk 26", "26");
    assertThat(
            run(Map.of("JAVA_HOME", temporary.resolve("jdk 26").toString()), home.resolve("umzug"))
                .exitCode())
        .isEqualTo(42);
  }

  @Test
  void without_a_jdk_there_is_one_clear_sentence() throws Exception {
    distribution();
    Path needy = home.resolve("umzug");
    executable(needy, Files.readString(needy).replace("NEEDED=25", "NEEDED=999"));
    Run run = run(needy, "list");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("Umzug needs a JDK 999 or newer").hasLineCount(1);
  }

  @Test
  void sources_are_built_once_and_again_only_when_one_is_newer() throws Exception {
    Path source = sources();
    Run first = run(home.resolve("umzug"), "list");
    assertThat(first.exitCode()).isEqualTo(42);
    assertThat(first.err()).startsWith("Building Umzug from its sources").hasLineCount(1);
    assertThat(builds()).containsExactly("built with " + jdk);
    assertThat(run(home.resolve("umzug"), "list").err()).isEmpty();
    assertThat(run(home.resolve("umzug"), "rehearse").err()).isEmpty();
    assertThat(builds()).hasSize(1);

    for (Path changed : List.of(source, source.getParent(), home.resolve("pom.xml"))) {
      jarsOf(Instant.parse("2026-01-01T12:00:00Z"));
      everythingOf(Instant.parse("2026-01-01T11:00:00Z"));
      int before = builds().size();
      assertThat(run(home.resolve("umzug"), "list").err()).isEmpty();
      Files.setLastModifiedTime(changed, FileTime.from(Instant.parse("2026-01-01T13:00:00Z")));
      assertThat(run(home.resolve("umzug"), "list").exitCode()).isEqualTo(42);
      assertThat(builds()).as("built for " + changed).hasSize(before + 1);
    }
  }

  @Test
  void a_build_that_fails_shows_why_and_leaves_no_lock_behind() throws Exception {
    sources();
    executable(temporary.resolve("bin/mvn"), "#!/bin/sh\necho the reason\nexit 3\n");
    Run run = run(home.resolve("umzug"), "list");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("the reason", "The build of Umzug failed");
    executable(temporary.resolve("bin/mvn"), BUILDING_MAVEN);
    assertThat(run(home.resolve("umzug"), "list").exitCode()).isEqualTo(42);
  }

  @Test
  void of_two_at_once_one_builds_and_the_other_waits() throws Exception {
    sources();
    Path gate = temporary.resolve("gate");
    assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor()).isZero();
    executable(
        temporary.resolve("bin/mvn"),
        BUILDING_MAVEN.replace("mkdir -p", "read opened < \"$ROOT_OF_TEST/gate\"\nmkdir -p"));
    Process builder = start(Map.of(), home.resolve("umzug"), "list");
    try (BufferedReader said = builder.errorReader()) {
      assertThat(said.readLine()).startsWith("Building Umzug");
      Process waiter = start(Map.of(), home.resolve("umzug"), "show");
      try (BufferedReader heard = waiter.errorReader()) {
        assertThat(heard.readLine()).startsWith("Another build (process ");
        // Opening a pipe waits for its reader, so that this cannot be too early.
        Files.writeString(gate, "open\n");
        assertThat(builder.waitFor()).isEqualTo(42);
        assertThat(waiter.waitFor()).isEqualTo(42);
        assertThat(heard.readLine()).isNull();
      }
    }
    assertThat(builds()).hasSize(1);
  }

  @Test
  void a_lock_whose_build_was_killed_holds_nobody_up() throws Exception {
    sources();
    Process dead = new ProcessBuilder("true").start();
    assertThat(dead.waitFor()).isZero();
    Files.createDirectories(home.resolve("target"));
    Files.createSymbolicLink(
        home.resolve("target/umzug-build.lock"), Path.of(String.valueOf(dead.pid())));
    assertThat(run(home.resolve("umzug"), "list").exitCode()).isEqualTo(42);
    try (Stream<Path> left = Files.list(home.resolve("target"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("umzug-build.begun", "umzug-build.log");
    }
  }

  private static Path script() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("umzug.cmd"))) {
      folder = Objects.requireNonNull(folder.getParent(), "The repository's root has umzug.cmd");
    }
    return folder.resolve("umzug");
  }

  private Path jdk(String name, String version) throws IOException {
    Path folder = temporary.resolve(name);
    executable(folder.resolve("bin/java"), SAYING_JAVA);
    executable(folder.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(
        folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
    return folder;
  }

  private static void executable(Path file, String content) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void distribution() throws IOException {
    for (String jar : jars()) {
      Files.createDirectories(Objects.requireNonNull(home.resolve(jar).getParent()));
      Files.writeString(home.resolve(jar), "jar");
    }
  }

  private Path sources() throws IOException {
    Path source = home.resolve("deploy/server/src/main/java/A.java");
    Files.createDirectories(Objects.requireNonNull(source.getParent()));
    Files.writeString(source, "class A {}");
    Files.writeString(home.resolve("deploy/server/pom.xml"), "<project/>");
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    everythingOf(Instant.parse("2026-01-01T11:00:00Z"));
    return source;
  }

  private static List<String> jars() {
    return List.of("deploy/server/target/umzug.jar", "deploy/rehearsal/target/umzug-rehearsal.jar");
  }

  private void jarsOf(Instant time) throws IOException {
    for (String jar : jars()) {
      Files.setLastModifiedTime(home.resolve(jar), FileTime.from(time));
    }
  }

  private void everythingOf(Instant time) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      all.filter(path -> !path.toString().contains("target"))
          .forEach(
              path -> {
                try {
                  Files.setLastModifiedTime(path, FileTime.from(time));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private List<String> builds() throws IOException {
    Path builds = temporary.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
  }

  private Run run(Path script, String... arguments) throws Exception {
    return run(Map.of(), script, arguments);
  }

  private Run run(Map<String, String> environment, Path script, String... arguments)
      throws Exception {
    Process process = start(environment, script, arguments);
    try (BufferedReader out = process.inputReader();
        BufferedReader err = process.errorReader()) {
      String said = out.readAllAsString();
      String complained = err.readAllAsString();
      return new Run(process.waitFor(), said, complained);
    }
  }

  private Process start(Map<String, String> environment, Path script, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("ROOT_OF_TEST", temporary.toString());
    builder.environment().put("PATH", temporary.resolve("bin") + ":/usr/bin:/bin");
    builder.environment().putAll(environment);
    return builder.start();
  }
}
