package io.umzug.application.script;

import io.umzug.domain.schema.Gap;
import java.util.List;

/** An export that was not begun. */
public final class ScriptRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Gap> gaps;

  public ScriptRefused(String message, List<Gap> gaps) {
    super(message);
    this.gaps = List.copyOf(gaps);
  }

  /** Those that block; empty where something else is wrong with what was asked for. */
  public List<Gap> gaps() {
    return gaps;
  }
}
