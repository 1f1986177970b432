package io.umzug.rehearsal.tds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A session of the {@link ScriptedBackend}. */
final class ScriptedSession implements SqlSession {

  private final ScriptedBackend backend;
  private final ServerMessages messages;
  private final int spid;
  private final Semaphore cancelled = new Semaphore(0);
  private String database;

  ScriptedSession(ScriptedBackend backend, String database, int spid) {
    this.backend = backend;
    this.messages = new ServerMessages(backend.serverName());
    this.database = database;
    this.spid = spid;
  }

  @Override
  public String database() {
    return database;
  }

  @Override
  public int spid() {
    return spid;
  }

  @Override
  public void execute(String sql, List<Parameter> parameters, Results results)
      throws SqlServerException {
    backend.heard.add(sql);
    cancelled.drainPermits();
    String[] words = sql.trim().split("[ (;]+", -1);
    switch (words[0]) {
      case "ECHO" -> echo(parameters, results);
      case "INSERT" -> insert(parameters, results);
      case "UPDATE" -> results.done(StatementKind.UPDATE, 7);
      case "TYPES" -> EveryType.tell(results);
      case "CHAIN" -> chain(results);
      case "STREAM" -> stream(Long.parseLong(words[1]), results);
      case "WAIT" -> waitForCancel(results);
      case "PROGRESS" -> progress(results);
      case "USE" -> use(words[1], results);
      case "RESET" -> reset(results);
      case "WRONG" -> wrongValue(results);
      case "BROKEN" -> throw new IllegalStateException("the engine is broken");
      case "FAIL" -> fail(results);
      case "OUTPUT", "EXEC" -> outputs(parameters, results);
      case "SPID" -> one(results, "spid", SqlType.of(SqlType.Name.INT), spid);
      case "DATABASE" -> one(results, "database", SqlType.nvarchar(128), database);
      case "IF", "SET", "set" -> results.done(StatementKind.OTHER, -1);
      default -> one(results, "sql", SqlType.nvarchar(SqlType.MAX), sql);
    }
  }

  @Override
  public void cancel() {
    cancelled.release();
  }

  @Override
  public void begin() {
    backend.heard.add("begin");
  }

  @Override
  public void commit() {
    backend.heard.add("commit");
  }

  @Override
  public void rollback() {
    backend.heard.add("rollback");
  }

  @Override
  public void close() {
    backend.heard.add("close " + spid);
    backend.closed.release();
  }

  private static void one(Results results, String name, SqlType type, @Nullable Object value) {
    results.columns(List.of(new Column(name, type, true)));
    results.row(new Object[] {value});
    results.done(StatementKind.SELECT, 1);
  }

  private static void echo(List<Parameter> parameters, Results results) {
    List<Column> columns = new ArrayList<>();
    for (Parameter parameter : parameters) {
      columns.add(new Column(parameter.name(), parameter.type(), true));
    }
    results.columns(columns);
    results.row(parameters.stream().map(Parameter::value).toArray());
    results.done(StatementKind.SELECT, 1);
  }

  private void insert(List<Parameter> parameters, Results results) throws SqlServerException {
    List<@Nullable Object> values = new ArrayList<>();
    parameters.forEach(parameter -> values.add(parameter.value()));
    backend.heard.add(values.toString());
    if (values.contains(-1)) {
      fail(results);
    }
    results.done(StatementKind.INSERT, 1);
  }

  private static void chain(Results results) {
    one(results, "first", SqlType.of(SqlType.Name.INT), 1);
    results.done(StatementKind.INSERT, 3);
    results.done(StatementKind.DELETE, 0);
    one(results, "second", SqlType.nvarchar(10), "zwei");
    results.done(StatementKind.UPDATE, 4);
  }

  private void stream(long rows, Results results) {
    results.columns(
        List.of(
            new Column("n", SqlType.of(SqlType.Name.BIGINT), false),
            new Column("text", SqlType.nvarchar(100), true)));
    for (long n = 0; n < rows; n++) {
      if (n == 10) {
        backend.running.release();
      }
      results.row(new Object[] {n, "row number " + n});
    }
    results.done(StatementKind.SELECT, rows);
  }

  /** Answers a cancel that comes while it waits, and only that. */
  private void waitForCancel(Results results) throws SqlServerException {
    results.message(messages.info(50001, "waiting"));
    backend.running.release();
    cancelled.acquireUninterruptibly();
    backend.heard.add("cancelled");
    throw new SqlServerException(messages.error(3617, 11, "Cancelled."));
  }

  private void progress(Results results) {
    for (int percent = 10; percent <= 30; percent += 10) {
      results.message(messages.info(3211, percent + " percent processed."));
      backend.goOn.acquireUninterruptibly();
    }
    results.done(StatementKind.OTHER, -1);
  }

  private void use(String name, Results results) {
    results.databaseChanged(database, name);
    database = name;
    results.done(StatementKind.OTHER, -1);
  }

  private static void reset(Results results) {
    results.columns(List.of(new Column("n", SqlType.of(SqlType.Name.INT), false)));
    results.row(new Object[] {1});
    throw new ConnectionResetException("the fault connection-reset");
  }

  private static void wrongValue(Results results) {
    one(results, "n", SqlType.of(SqlType.Name.INT), "no number");
  }

  private void fail(Results results) throws SqlServerException {
    SqlServerMessage error =
        new SqlServerMessage(
            3201,
            16,
            2,
            "Cannot open backup device '\\\\sqlserver\\backupshare\\XPHONE_UC'."
                + " Operating system error 5(Zugriff verweigert).",
            backend.serverName(),
            "",
            1);
    results.message(error);
    throw new SqlServerException(error);
  }

  private void outputs(List<Parameter> parameters, Results results) {
    backend.heard.add(
        parameters.stream().map(Parameter::name).toList()
            + " "
            + Arrays.toString(parameters.stream().map(Parameter::value).toArray()));
    for (Parameter parameter : parameters) {
      if (parameter.output()) {
        boolean number = parameter.type().name() == SqlType.Name.INT;
        results.output(parameter.name(), number ? 42 : "zweiundvierzig");
      }
    }
    results.done(StatementKind.OTHER, -1);
  }
}
