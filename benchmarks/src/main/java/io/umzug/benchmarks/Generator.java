package io.umzug.benchmarks;

import io.umzug.rehearsal.sql.SqlInstance;
import io.umzug.rehearsal.tds.SqlBackend;
import io.umzug.rehearsal.tds.SqlServerException;
import io.umzug.rehearsal.tds.SqlSession;
import io.umzug.rehearsal.tds.SqlType;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for a table that is larger than the disk: in one database its rows are made while they
 * are read, in any other they are counted when they are loaded, and not kept. Everything else is
 * the stand-in's own.
 */
final class Generator implements SqlBackend {

  static final String DATABASE = "generated";
  static final String CREATE =
      "CREATE TABLE dbo.rows (id int NOT NULL PRIMARY KEY, line nvarchar(1000) NULL, raw varbinary(max) NULL)";

  private static final String TABLE = " FROM [dbo].[rows]";
  private static final int LINE = 1000;
  private static final int SHORT = 14 * 1024;
  private static final int LONG = 16 * 1024 * 1024;
  private static final int LONG_EVERY = 10_000;

  private static final List<SqlSession.Column> COLUMNS =
      List.of(
          new SqlSession.Column("id", SqlType.of(SqlType.Name.INT), false),
          new SqlSession.Column("line", SqlType.nvarchar(LINE), true),
          new SqlSession.Column(
              "raw", new SqlType(SqlType.Name.VARBINARY, SqlType.MAX, 0, 0), true));

  private final SqlInstance instance;
  private final long rows;
  private final AtomicLong loaded = new AtomicLong();

  Generator(SqlInstance instance, long rows) {
    this.instance = instance;
    this.rows = rows;
  }

  /** What the values of so many rows have in bytes. */
  static long bytes(long rows) {
    long longValues = rows / LONG_EVERY;
    return rows * (4L + 2 * LINE) + (rows - longValues) * SHORT + longValues * LONG;
  }

  @Override
  public String serverName() {
    return instance.serverName();
  }

  @Override
  public int[] productVersion() {
    return instance.productVersion();
  }

  @Override
  public SqlSession login(Login login) throws SqlServerException {
    return new Session(instance.login(login));
  }

  private final class Session implements SqlSession {
    private final SqlSession own;
    private boolean awaits;

    Session(SqlSession own) {
      this.own = own;
    }

    @Override
    public void execute(String sql, List<Parameter> parameters, Results results)
        throws SqlServerException {
      boolean source = own.database().equals(DATABASE);
      if (sql.startsWith("INSERT BULK [dbo].[rows]")) {
        awaits = true;
        results.done(StatementKind.OTHER, -1);
      } else if (sql.startsWith("SELECT COUNT_BIG(*)" + TABLE)) {
        results.columns(List.of(new Column("", SqlType.of(SqlType.Name.BIGINT), true)));
        results.row(new Object[] {source ? rows : loaded.get()});
        results.done(StatementKind.SELECT, 1);
      } else if (source && sql.startsWith("SELECT [id]") && sql.contains(TABLE)) {
        generate(results);
      } else {
        own.execute(sql, parameters, results);
      }
    }

    private void generate(Results results) {
      results.columns(COLUMNS);
      byte[] shortValue = new byte[SHORT];
      byte[] longValue = new byte[LONG];
      String line = "Zeile ".repeat(LINE).substring(0, LINE - 10);
      for (long id = 1; id <= rows; id++) {
        shortValue[0] = (byte) id;
        results.row(
            new Object[] {
              (int) id,
              line + String.format("%010d", id),
              id % LONG_EVERY == 0 ? longValue : shortValue
            });
      }
      results.done(StatementKind.SELECT, rows);
    }

    @Override
    public boolean awaitsBulkLoad() {
      return awaits;
    }

    @Override
    public void bulkLoad(BulkOpening opening, Results results) throws SqlServerException {
      awaits = false;
      BulkRows incoming = opening.open();
      long count = 0;
      while (incoming.next()) {
        for (int i = 0; i < incoming.announced().size(); i++) {
          pass(incoming.value());
        }
        count++;
      }
      loaded.addAndGet(count);
      results.done(StatementKind.BULK_LOAD, count);
    }

    private static void pass(@Nullable Object value) {
      try {
        if (value instanceof InputStream bytes) {
          bytes.transferTo(java.io.OutputStream.nullOutputStream());
        } else if (value instanceof Reader text) {
          text.transferTo(java.io.Writer.nullWriter());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String database() {
      return own.database();
    }

    @Override
    public int spid() {
      return own.spid();
    }

    @Override
    public void cancel() {
      own.cancel();
    }

    @Override
    public void begin() throws SqlServerException {
      own.begin();
    }

    @Override
    public void commit() throws SqlServerException {
      own.commit();
    }

    @Override
    public void rollback() throws SqlServerException {
      own.rollback();
    }

    @Override
    public void close() {
      own.close();
    }
  }
}
