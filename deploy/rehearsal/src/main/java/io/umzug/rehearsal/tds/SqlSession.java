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
  record Column(String name, SqlType type, boolean nullable, Origin origin) {

    public Column(String name, SqlType type, boolean nullable) {
      this(name, type, nullable, Origin.ORDINARY);
    }
  }

  /** Where a column's values come from; clients that load rows leave out what they cannot give. */
  enum Origin {
    ORDINARY,
    IDENTITY,
    COMPUTED,
    ROW_VERSION
  }

  /**
   * The rows of a bulk load as they come in. Each row is read once and from left to right; every
   * method throws an UncheckedIOException, to be let pass, once the client is gone.
   */
  interface BulkRows {

    /**
     * A column that the client has announced.
     *
     * @param token of its TYPE_INFO, which says more than the type it is taken for
     */
    record Announced(Column column, int token) {}

    List<Announced> announced();

    /** Goes to the next row; false behind the last. */
    boolean next() throws SqlServerException;

    /**
     * The value of the next column: of the class that its type names, or, where it is long, an
     * InputStream or a Reader that is good until the next call.
     */
    @Nullable Object value() throws SqlServerException;
  }

  /** Opens the rows of a bulk load. */
  @FunctionalInterface
  interface BulkOpening {
    BulkRows open() throws SqlServerException;
  }

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
    BULK_LOAD,
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

  /** Whether INSERT BULK has said that rows will come next. */
  default boolean awaitsBulkLoad() {
    return false;
  }

  /** Takes the rows that INSERT BULK has announced, all of them or none. */
  default void bulkLoad(BulkOpening rows, Results results) throws SqlServerException {
    throw new IllegalStateException("No bulk load is awaited.");
  }

  /** Stops the running statement as soon as it can; without one, nothing. */
  void cancel();

  void begin() throws SqlServerException;

  void commit() throws SqlServerException;

  void rollback() throws SqlServerException;

  /** The connection is gone, politely or not: what is unfinished is undone. */
  @Override
  void close();
}
