package io.umzug.application.host;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file was left alone on purpose; the message tells the operator why and what to do. */
public final class AtlasFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String sentence;
  private final String remedy;
  private final String rule;

  public AtlasFileException(String file, String sentence, String remedy, String rule) {
    this(file, sentence, remedy, rule, null);
  }

  public AtlasFileException(
      String file, String sentence, String remedy, String rule, @Nullable Throwable cause) {
    super("%s: %s %s (rule %s)".formatted(file, sentence, remedy, rule), cause);
    this.sentence = sentence;
    this.remedy = remedy;
    this.rule = rule;
  }

  /** What was found. */
  public String sentence() {
    return sentence;
  }

  /** What to do now. */
  public String remedy() {
    return remedy;
  }

  /** The identifier of the rule that forbids to go on, such as {@code U1}. */
  public String rule() {
    return rule;
  }
}
