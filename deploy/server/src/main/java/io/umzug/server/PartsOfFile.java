package io.umzug.server;

import io.umzug.infrastructure.estate.EstateFile;
import io.umzug.infrastructure.estate.EstateSettings;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** What the service would use for the estates of a file, without the service and its database. */
final class PartsOfFile {

  private PartsOfFile() {}

  /**
   * @param data the data folder, in which secrets may lie
   * @return to be closed
   */
  static AnnotationConfigApplicationContext of(EstateFile file, Path data, Class<?>... further) {
    // What libraries log about a lost connection is told as an answer.
    LoggingSystem.get(PartsOfFile.class.getClassLoader()).beforeInitialize();
    AnnotationConfigApplicationContext parts = new AnnotationConfigApplicationContext();
    parts
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("file", Map.of("umzug.data", data.toString())));
    parts.registerBean(EstateSettings.class, file::settings);
    parts.register(EstateComposition.class);
    if (further.length > 0) {
      parts.register(further);
    }
    parts.refresh();
    return parts;
  }
}
