package io.umzug.application.atlas;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file was left alone on purpose; the message tells the operator why and what to do. */
public final class AtlasFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String rule;

  public AtlasFileException(Path file, String sentence, String rule) {
    this(file, sentence, rule, null);
  }

  public AtlasFileException(Path file, String sentence, String rule, @Nullable Throwable cause) {
    super("%s: %s (rule %s)".formatted(file, sentence, rule), cause);
    this.rule = rule;
  }

  /** The identifier of the rule that forbids to go on, such as {@code U1}. */
  public String rule() {
    return rule;
  }
}
