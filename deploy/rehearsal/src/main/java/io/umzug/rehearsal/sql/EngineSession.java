package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.Database;
import io.umzug.rehearsal.sql.InstanceState.Login;
import io.umzug.rehearsal.tds.SqlServerException;
import io.umzug.rehearsal.tds.SqlServerMessage;
import io.umzug.rehearsal.tds.SqlSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One connection's life in the engine: its database, its transaction, what it is doing. */
final class EngineSession implements SqlSession {

  /** Errors that end the statement and not the batch, which SQL Server says behind them. */
  private static final Set<Integer> TERMINATING = Set.of(515, 547, 2601, 2627, 2628);

  private final SqlInstance instance;
  private final int spid;
  private final int handle;
  private final Login login;
  private final String application;
  private final String host;
  private final LocalDateTime loginTime;
  private final Transaction transaction = new Transaction();
  private final SetOptions switches = new SetOptions();
  private final Set<String> worksOn = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private volatile String database = "master";
  private volatile @Nullable Running running;
  private volatile boolean ended;
  private SessionOptions options = SessionOptions.USUAL;
  private @Nullable BulkStatement awaited;
  private boolean executing;
  private boolean disposed;

  EngineSession(SqlInstance instance, int spid, Login login, String application, String host) {
    this.instance = instance;
    this.spid = spid;
    this.login = login;
    this.application = application;
    this.host = host;
    this.loginTime = instance.now();
    this.handle = Functions.register(this);
  }

  SqlInstance instance() {
    return instance;
  }

  /** The login with the roles it has now. */
  Login login() {
    return instance.state().loginWithSid(login.sid()).orElse(login);
  }

  String application() {
    return application;
  }

  String host() {
    return host;
  }

  LocalDateTime loginTime() {
    return loginTime;
  }

  int handle() {
    return handle;
  }

  SessionOptions options() {
    return options;
  }

  void options(SessionOptions others) {
    options = others;
  }

  /** What a database knows of its objects. */
  Catalog catalog(String name) throws SqlRefusal, SQLException {
    Database wanted =
        instance.state().database(name).orElseThrow(() -> SqlRefusal.unknownDatabase(name));
    Entrance.checkCondition(wanted);
    return instance.catalog(wanted);
  }

  @Nullable Running running() {
    return running;
  }

  SetOptions switches() {
    return switches;
  }

  Transaction transaction() {
    return transaction;
  }

  int transactionCount() {
    return transaction.count();
  }

  @Override
  public String database() {
    return database;
  }

  @Override
  public int spid() {
    return spid;
  }

  boolean occupies(String name) {
    synchronized (worksOn) {
      return !disposed() && (database.equalsIgnoreCase(name) || worksOn.contains(name));
    }
  }

  private synchronized boolean disposed() {
    return disposed;
  }

  /** Marks a database as needed by what runs now, although it is not the current one. */
  void worksOn(String name) {
    synchronized (worksOn) {
      worksOn.add(name);
    }
  }

  void worksNoMoreOn(String name) {
    synchronized (worksOn) {
      worksOn.remove(name);
    }
  }

  boolean mayEnter(String name) throws SQLException {
    try {
      Entrance.check(this, name);
      return true;
    } catch (SqlRefusal _) {
      return false;
    }
  }

  /** Makes the database the current one. */
  Database use(String name) throws SqlRefusal {
    try {
      Database entered = Entrance.check(this, name);
      database = entered.name();
      return entered;
    } catch (SQLException e) {
      throw H2Errors.translated(e, List.of(new Token(Token.Kind.END, "", 1)));
    }
  }

  /** After the current database is gone. */
  void leaveFor(String other) {
    database = other;
  }

  /** The connection to a database's rows, in this session's transaction. */
  Connection h2(String name) throws SQLException, SqlRefusal {
    Database wanted =
        instance.state().database(name).orElseThrow(() -> SqlRefusal.unknownDatabase(name));
    Entrance.checkCondition(wanted);
    if (instance.store(wanted).awaitsViews()) {
      new QueryViews(new DefinitionScope(this, wanted.name())).restore();
    }
    return transaction.connection(wanted.store(), () -> instance.connection(wanted, handle));
  }

  String userName(Connection h2) throws SQLException {
    Login now = login();
    Database current = instance.state().database(database).orElse(null);
    if (current == null || Logins.owns(now, current)) {
      return "dbo";
    }
    Principals.Principal user = Principals.withSid(h2, HexFormat.of().parseHex(now.sid()));
    return user == null ? "guest" : user.name();
  }

  @Override
  public void execute(String sql, List<Parameter> parameters, Results results)
      throws SqlServerException {
    Running now = start("SELECT", sql);
    Batch batch = new Batch(this, parameters, results, now);
    try {
      refuseInsteadOfRows();
      batch.run(sql);
    } catch (SqlRefusal e) {
      SqlRefusal said = e.from(instance.serverName(), batch.line());
      said.messages().forEach(results::message);
      throw said.first();
    } finally {
      running = null;
      finished();
    }
  }

  private Running start(String command, String sql) throws SqlServerException {
    synchronized (this) {
      if (ended) {
        throw SqlRefusal.of(
                596,
                21,
                1,
                "Cannot continue the execution because the session is in the kill state.")
            .from(instance.serverName(), 1)
            .first();
      }
      executing = true;
    }
    Running now = new Running(command, instance.now(), sql);
    running = now;
    return now;
  }

  void awaitBulkLoad(BulkStatement statement) {
    awaited = statement;
  }

  @Override
  public boolean awaitsBulkLoad() {
    return awaited != null;
  }

  private void refuseInsteadOfRows() throws SqlRefusal {
    if (awaited != null) {
      awaited = null;
      throw SqlRefusal.of(
          4022, 16, 1, "Bulk load data was expected but not sent. The batch will be terminated.");
    }
  }

  @Override
  public void bulkLoad(BulkOpening opening, Results results) throws SqlServerException {
    BulkStatement statement = Objects.requireNonNull(awaited);
    awaited = null;
    Running now = start("BULK INSERT", "INSERT BULK");
    try {
      BulkInsert insert = new BulkInsert(this, statement, now);
      transaction.beginImplicitly();
      long rows = insert.load(opening.open());
      insert.distrust();
      instance.writes().written(this, statement.database(), statement.table());
      results.done(StatementKind.BULK_LOAD, rows);
    } catch (SqlRefusal e) {
      throw terminated(e, results);
    } catch (SQLException e) {
      Token insert = new Token(Token.Kind.WORD, "INSERT", 1);
      throw terminated(
          H2Errors.translated(e, List.of(insert, new Token(Token.Kind.END, "", 1))), results);
    } finally {
      running = null;
      finished();
    }
  }

  private SqlServerException terminated(SqlRefusal refusal, Results results) {
    SqlRefusal said = refusal.from(instance.serverName(), 1);
    said.messages().forEach(results::message);
    if (TERMINATING.contains(said.number())) {
      results.message(info(3621, 0, 0, "The statement has been terminated."));
    }
    return said.first();
  }

  void load(Load load) throws SqlServerException {
    try {
      Connection h2 = h2(database);
      // Forcing every page of a big load to disk at once makes it several times slower.
      Principals.execute(h2, "SET WRITE_DELAY 500");
      h2.setAutoCommit(false);
      try {
        load.into(h2);
        h2.commit();
      } finally {
        h2.rollback();
        h2.setAutoCommit(true);
        Principals.execute(h2, "SET WRITE_DELAY 0");
        Principals.execute(h2, "CHECKPOINT SYNC");
      }
      Tables.reconcile(h2, catalog(database), instance.now().toString());
    } catch (SQLException e) {
      throw H2Errors.translated(e, List.of(new Token(Token.Kind.END, "", 1)))
          .from(instance.serverName(), 1)
          .first();
    } catch (SqlRefusal e) {
      throw e.from(instance.serverName(), 1).first();
    }
  }

  /** An INFO message or the like, in the server's name. */
  SqlServerMessage info(int number, int severity, int state, String text) {
    Running now = running;
    return new SqlServerMessage(
        number, severity, state, text, instance.serverName(), "", now == null ? 1 : now.line());
  }

  @Override
  public void begin() throws SqlServerException {
    inTransaction(transaction::begin);
  }

  @Override
  public void commit() throws SqlServerException {
    inTransaction(transaction::commit);
  }

  @Override
  public void rollback() throws SqlServerException {
    inTransaction(transaction::rollback);
  }

  private interface TransactionStep {
    void run() throws SqlRefusal;
  }

  private void inTransaction(TransactionStep step) throws SqlServerException {
    try {
      refuseInsteadOfRows();
      step.run();
    } catch (SqlRefusal e) {
      throw e.from(instance.serverName(), 1).first();
    }
  }

  @Override
  public void cancel() {
    Running now = running;
    if (now != null) {
      now.stop();
    }
  }

  @Override
  public void close() {
    boolean idle;
    synchronized (this) {
      ended = true;
      idle = !executing;
    }
    cancel();
    if (idle) {
      dispose();
    }
  }

  boolean ended() {
    return ended;
  }

  private void finished() {
    boolean last;
    synchronized (this) {
      executing = false;
      last = ended;
    }
    if (last) {
      dispose();
    }
  }

  private void dispose() {
    transaction.abandon();
    Functions.forget(handle);
    instance.gone(this);
    synchronized (this) {
      disposed = true;
      notifyAll();
    }
  }

  /** Waits until what ran is undone after {@link #close}. */
  synchronized void awaitEnd() {
    try {
      while (!disposed) {
        wait();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
