package io.umzug.rehearsal.tds;

import io.umzug.rehearsal.tds.SqlSession.Column;
import io.umzug.rehearsal.tds.SqlSession.StatementKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a session tells as tokens. A DONE is kept back until it is known whether something
 * follows it, which its MORE bit has to say.
 */
final class StatementResults implements SqlSession.Results {

  private final TokenWriter tokens;
  private final Cancellation cancellation;
  private final boolean inProcedure;
  private final Map<String, @Nullable Object> outputs = new HashMap<>();
  private @Nullable List<Column> open;
  private @Nullable Done pending;
  private @Nullable SqlServerMessage lastError;
  private boolean failing;

  /** A DONE that waits for its MORE bit. */
  private record Done(int status, int command, long count) {}

  private interface Writing {
    void write() throws IOException;
  }

  StatementResults(TokenWriter tokens, Cancellation cancellation, boolean inProcedure) {
    this.tokens = tokens;
    this.cancellation = cancellation;
    this.inProcedure = inProcedure;
  }

  @Override
  public void columns(List<Column> columns) {
    stopIfCancelled();
    write(() -> tokens.columns(columns));
    open = columns;
  }

  @Override
  public void row(@Nullable Object[] values) {
    stopIfCancelled();
    List<Column> columns = open;
    if (columns == null || columns.size() != values.length) {
      throw new IllegalStateException("A row of " + values.length + " values fits no columns.");
    }
    write(() -> tokens.row(columns, values));
  }

  @Override
  public void done(StatementKind kind, long rowCount) {
    if (cancellation.isWanted()) {
      return;
    }
    int status = failing ? TokenWriter.ERROR : 0;
    write(() -> pending = new Done(status, command(kind), rowCount));
    open = null;
    failing = false;
  }

  @Override
  public void message(SqlServerMessage message) {
    if (cancellation.isWanted()) {
      return;
    }
    write(
        () -> {
          tokens.message(message);
          if (!message.isError()) {
            tokens.flush();
          }
        });
    if (message.isError()) {
      failing = true;
      lastError = message;
    }
  }

  @Override
  public void databaseChanged(String from, String to) {
    write(() -> tokens.environment(Environment.DATABASE, to, from));
  }

  @Override
  public void output(String parameter, @Nullable Object value) {
    outputs.put(parameter.toLowerCase(Locale.ROOT), value);
  }

  @Override
  public void clientVanished() {
    cancellation.clientVanished();
  }

  /** The value that an output parameter has in the end. */
  @Nullable Object outputOf(SqlSession.Parameter parameter) {
    String name = parameter.name().toLowerCase(Locale.ROOT);
    return outputs.containsKey(name) ? outputs.get(name) : parameter.value();
  }

  /** The session gave up with this error, which it may have told already. */
  void failed(SqlServerMessage error) {
    if (!error.equals(lastError)) {
      message(error);
    }
    failing = true;
  }

  /** The request has failed, and there is no error to tell. */
  void refused() {
    failing = true;
  }

  /** As sp_executesql returns it: the number of the last error, or 0. */
  int errorNumber() {
    return lastError == null ? 0 : lastError.number();
  }

  /** Writes the batch's last DONE. */
  void endBatch() throws IOException {
    Done last = pending;
    if (last != null && !failing) {
      tokens.done(TokenWriter.DONE, last.status(), last.command(), last.count());
    } else {
      settle();
      tokens.done(TokenWriter.DONE, failing ? TokenWriter.ERROR : 0, 0, -1);
    }
  }

  /** Writes DONE for the last statement inside a procedure; DONEPROC is the caller's. */
  boolean endProcedure() throws IOException {
    settle();
    return failing;
  }

  private void stopIfCancelled() {
    if (cancellation.isWanted()) {
      throw new CancellationException("The client has cancelled the statement.");
    }
  }

  private void write(Writing writing) {
    try {
      settle();
      writing.write();
    } catch (IOException e) {
      throw new ConnectionLostException(e);
    }
  }

  private void settle() throws IOException {
    Done settled = pending;
    if (settled != null) {
      pending = null;
      tokens.done(
          inProcedure ? TokenWriter.DONE_IN_PROCEDURE : TokenWriter.DONE,
          settled.status() | TokenWriter.MORE,
          settled.command(),
          settled.count());
    }
  }

  private static int command(StatementKind kind) {
    return switch (kind) {
      case SELECT -> 0xC1;
      case INSERT -> 0xC3;
      case DELETE -> 0xC4;
      case UPDATE -> 0xC5;
      case BULK_LOAD -> 0xF0;
      case OTHER -> 0;
    };
  }
}
