package io.umzug.rehearsal.tds;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A client that is a program of its own. */
public final class OtherClient {

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private String input = "";

  public OtherClient(Path folder) {
    this.folder = folder;
    environment.put("LC_ALL", "C.UTF-8");
  }

  public record Outcome(int exitCode, String text) {}

  public static boolean isThere(String program) {
    for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(place, program))) {
        return true;
      }
    }
    return false;
  }

  public void environment(String name, String value) {
    environment.put(name, value);
  }

  public void input(String text) {
    input = text;
  }

  public Outcome run(String... command) throws IOException, InterruptedException {
    Path in = Files.writeString(folder.resolve("client.in"), input);
    Path out = folder.resolve("client.out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return new Outcome(-1, "No end within 120 seconds:\n" + text(out));
    }
    return new Outcome(process.exitValue(), text(out));
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
