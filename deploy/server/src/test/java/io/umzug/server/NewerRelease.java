package io.umzug.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** A release of Umzug with other procedures, compiled from the domain's own source. */
final class NewerRelease {

  private static final Path SOURCE =
      Path.of("../../domain/src/main/java/io/umzug/domain/plan/Procedures.java");
  private static final String UPDATE = "Step.UPDATE, Step.RESTART);";
  private static final String LONGER = "Step.UPDATE, Step.RESTART, Step.FOLLOW_UP);";

  private NewerRelease() {}

  /**
   * Every update has one more step, 13.
   *
   * @return the folder of its classes, for the front of a class path
   */
  static Path withFollowUpAfterEachUpdate(Path folder) throws IOException {
    String source = Files.readString(SOURCE);
    if (!source.contains(UPDATE)) {
      throw new AssertionError(SOURCE + " does not say any more: " + UPDATE);
    }
    Path changed = Files.createDirectories(folder.resolve("source")).resolve(SOURCE.getFileName());
    Files.writeString(changed, source.replace(UPDATE, LONGER));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int problems =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-parameters",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                changed.toString());
    if (problems != 0) {
      throw new AssertionError("The newer release does not compile");
    }
    return classes;
  }
}
