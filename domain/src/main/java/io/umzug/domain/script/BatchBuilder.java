package io.umzug.domain.script;

import org.jspecify.annotations.Nullable;

/** The batch that is being read. */
final class BatchBuilder {

  private static final int KEPT_BETWEEN_BATCHES = 1024 * 1024;

  private final int limit;
  private StringBuilder text = new StringBuilder();
  private LineMap.Builder lines = new LineMap.Builder();
  private long serverLine = 1;
  private boolean atLineStart = true;
  private long completed;
  private @Nullable ScriptPlace start;

  BatchBuilder(int limit) {
    this.limit = limit;
  }

  int limit() {
    return limit;
  }

  boolean isTooLong() {
    return text.length() > limit;
  }

  ScriptPlace start(ScriptPlace otherwise) {
    return start == null ? otherwise : start;
  }

  void holdsStatement(ScriptPlace place) {
    if (start == null) {
      start = place;
    }
  }

  void append(char c, String file, long line) {
    begin(file, line);
    text.append(c);
  }

  void appendValue(String value, String file, long line) {
    begin(file, line);
    holdsStatement(new ScriptPlace(file, line, 1));
    text.append(value);
  }

  private void begin(String file, long line) {
    if (atLineStart) {
      lines.lineBegins(serverLine, file, line);
      atLineStart = false;
    }
  }

  void removeLast() {
    text.setLength(text.length() - 1);
  }

  /** SQL Server counts lines by their line feeds. */
  void endLine(String end, String file, long line) {
    begin(file, line);
    text.append(end);
    if (end.endsWith("\n")) {
      serverLine++;
      atLineStart = true;
    }
  }

  /** Behind an included file whose last line has no end. */
  void endLine() {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
      serverLine++;
      atLineStart = true;
    }
  }

  /** Null where there is nothing to run. */
  @Nullable ScriptBatch complete(int count) {
    ScriptBatch batch =
        start == null
            ? null
            : new ScriptBatch(++completed, start, text.toString(), count, lines.build());
    if (text.capacity() > KEPT_BETWEEN_BATCHES) {
      text = new StringBuilder();
    } else {
      text.setLength(0);
    }
    lines = new LineMap.Builder();
    serverLine = 1;
    atLineStart = true;
    start = null;
    return batch;
  }
}
