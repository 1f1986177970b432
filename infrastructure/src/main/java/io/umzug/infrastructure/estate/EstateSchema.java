package io.umzug.infrastructure.estate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON schema of the estate file, for editors; what it says, the check holds a file to. */
public final class EstateSchema {

  private static final String RESOURCE = "umzug.schema.json";

  private EstateSchema() {}

  /** As it is shipped. */
  public static String text() {
    try (InputStream bytes = EstateSchema.class.getResourceAsStream(RESOURCE)) {
      return new String(Objects.requireNonNull(bytes).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The program is damaged: " + RESOURCE, e);
    }
  }

  static JsonNode read() {
    return JsonMapper.shared().readTree(text());
  }
}
