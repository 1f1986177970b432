package io.umzug.rehearsal.tds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection's life on the server. One statement at a time; {@link #cancel} from any thread.
 */
public interface SqlSession extends AutoCloseable {

  /** A parameter of an RPC, such as of sp_executesql; {@code name} with its at-sign. */
  record Parameter(String name, SqlType type, @Nullable Object value, boolean output) {}

  /** A column of a result. */
  record Column(String name, SqlType type, boolean nullable) {}

  /**
   * Where a statement's outcome goes, in the order in which it happens; written through at once.
   * Every method may throw unchecked, to be let pass: a CancellationException once the client has
   * cancelled, an UncheckedIOException once it is gone, an IllegalArgumentException for a value
   * that is not of its column's type.
   */
  interface Results {

    /** A result set begins. */
    void columns(List<Column> columns);

    /** A row of the result set that is open; the values' classes are those of {@link SqlType}. */
    void row(@Nullable Object[] values);

    /**
     * A statement of the batch is done.
     *
     * @param kind decides DONE's CurCmd
     * @param rowCount rows returned or changed, -1 where the statement has no count
     */
    void done(StatementKind kind, long rowCount);

    /** An INFO or ERROR token; INFO is flushed to the client at once. */
    void message(SqlServerMessage message);

    /** USE succeeded: ENVCHANGE for the database. */
    void databaseChanged(String from, String to);

    /**
     * The client has vanished without a word: the statement goes on, and what it still tells is
     * lost.
     */
    default void clientVanished() {}

    /** An output parameter has got its value; without this it keeps the one it came with. */
    default void output(String parameter, @Nullable Object value) {}
  }

  /** What kind of statement a DONE token closes. */
  enum StatementKind {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    OTHER
  }

  /** The current database. */
  String database();

  /** Server process id, as {@code @@SPID}. */
  int spid();

  /**
   * Runs a batch. {@code parameters} are those of an sp_executesql and the like, empty for a plain
   * batch. An error ends the batch: it is reported by {@link Results#message} and then thrown.
   */
  void execute(String sql, List<Parameter> parameters, Results results) throws SqlServerException;

  /** Stops the running statement as soon as it can; without one, nothing. */
  void cancel();

  void begin() throws SqlServerException;

  void commit() throws SqlServerException;

  void rollback() throws SqlServerException;

  /** The connection is gone, politely or not: what is unfinished is undone. */
  @Override
  void close();
}
