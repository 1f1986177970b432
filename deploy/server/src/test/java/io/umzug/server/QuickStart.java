package io.umzug.server;

import io.umzug.rehearsal.director.ServiceProcess;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The service's JVM options for a start in half of the time: its classes as an earlier start had
 * loaded and linked them (JEP 514). These tests start it some fifty times.
 */
final class QuickStart {

  private final String classPath;
  private final Path cache;

  private QuickStart(String classPath, Path cache) {
    this.classPath = classPath;
    this.cache = cache;
  }

  private static final class Holder {
    static final QuickStart TRAINED = trained();
  }

  /** The command line of the service up to its arguments. */
  static List<String> command() {
    QuickStart trained = Holder.TRAINED;
    return command(List.of("-XX:AOTCache=" + trained.cache), trained.classPath);
  }

  /** A command line for other classes, which start as slowly as any. */
  static List<String> command(String classPath) {
    return command(List.of(), classPath);
  }

  private static List<String> command(List<String> options, String classPath) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    return command;
  }

  private static QuickStart trained() {
    try {
      Path folder = Files.createDirectories(Path.of("target", "quick-start").toAbsolutePath());
      QuickStart quickStart = new QuickStart(jars(folder), folder.resolve("service.aot"));
      quickStart.train(folder);
      return quickStart;
    } catch (IOException e) {
      throw new IllegalStateException("The service was not started for its cache.", e);
    }
  }

  /** The cache takes classes from jars only. */
  private static String jars(Path folder) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        path = jar(path, folder.resolve("%02d.jar".formatted(jars.size())));
      }
      if (Files.exists(path)) {
        jars.add(path.toString());
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  /** With its folders, by which Flyway finds what is in them. */
  private static Path jar(Path classes, Path jar) throws IOException {
    try (Stream<Path> walk = Files.walk(classes);
        OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.setLevel(0);
      for (Path path : walk.filter(path -> !path.equals(classes)).sorted().toList()) {
        String name = classes.relativize(path).toString().replace(File.separatorChar, '/');
        if (Files.isDirectory(path)) {
          entries.putNextEntry(new JarEntry(name + "/"));
        } else {
          entries.putNextEntry(new JarEntry(name));
          Files.copy(path, entries);
        }
      }
    }
    return jar;
  }

  private void train(Path folder) throws IOException {
    Path data = Files.createTempDirectory(folder, "data");
    List<String> command = command(List.of("-XX:AOTCacheOutput=" + cache), classPath);
    try (ServiceProcess service = new ServiceProcess(command, data)) {
      service.start();
    }
    if (!Files.exists(cache)) {
      throw new IllegalStateException("The service left no cache; its log is in " + data);
    }
  }
}
