package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.estate.Faults;
import io.umzug.rehearsal.estate.Journal;
import io.umzug.rehearsal.estate.Shares;
import io.umzug.rehearsal.sql.InstanceState.Database;
import io.umzug.rehearsal.tds.SqlBackend;
import io.umzug.rehearsal.tds.SqlServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * One instance of SQL Server. Everything it keeps lies below its folder and survives the death of
 * the process. Threads that run its statements must not be interrupted: H2 would close its files.
 */
public final class SqlInstance implements SqlBackend, AutoCloseable {

  private final InstanceSettings settings;
  private final Estate estate;
  private final Path stateFile;
  private final Map<String, Store> stores = new ConcurrentHashMap<>();
  private final Map<Integer, EngineSession> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger nextSpid = new AtomicInteger(51);
  private final Writes writes = new Writes();
  private volatile InstanceState state;

  /** What the instance shares with the rest of the estate. */
  record Estate(Faults faults, Journal journal, Shares shares, InstantSource clock) {}

  private SqlInstance(InstanceSettings settings, Estate estate, InstanceState state) {
    this.settings = settings;
    this.estate = estate;
    this.stateFile = settings.folder().resolve("instance.json");
    this.state = state;
  }

  /** Opens the instance in the settings' folder, or sets up a new one there. */
  public static SqlInstance open(
      InstanceSettings settings, Faults faults, Journal journal, Shares shares) {
    return open(settings, faults, journal, shares, InstantSource.system());
  }

  public static SqlInstance open(
      InstanceSettings settings,
      Faults faults,
      Journal journal,
      Shares shares,
      InstantSource clock) {
    Path stateFile = settings.folder().resolve("instance.json");
    String now = now(clock).toString();
    try {
      Files.createDirectories(settings.folder().resolve("data"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create " + settings.folder(), e);
    }
    InstanceState state =
        Files.exists(stateFile) ? InstanceState.read(stateFile) : Installation.fresh(settings, now);
    SqlInstance instance =
        new SqlInstance(settings, new Estate(faults, journal, shares, clock), state);
    instance.update(found -> Installation.started(found, settings));
    WindowsAccounts.heardOf(settings.machineName(), state.logins());
    Installation.removeOrphans(settings.folder().resolve("data"), state);
    return instance;
  }

  private static LocalDateTime now(InstantSource clock) {
    return LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault());
  }

  InstanceSettings settings() {
    return settings;
  }

  Writes writes() {
    return writes;
  }

  Estate estate() {
    return estate;
  }

  InstanceState state() {
    return state;
  }

  LocalDateTime now() {
    return now(estate.clock());
  }

  List<EngineSession> sessions() {
    return List.copyOf(sessions.values());
  }

  void gone(EngineSession session) {
    sessions.remove(session.spid(), session);
  }

  /** Changes what is kept; on disk before this returns. */
  synchronized InstanceState update(UnaryOperator<InstanceState> change) {
    InstanceState next = change.apply(state);
    next.write(stateFile);
    state = next;
    return next;
  }

  void record(String what, Map<String, String> details) {
    estate.journal().record(settings.name(), what, details);
  }

  @Override
  public String serverName() {
    return settings.name();
  }

  @Override
  public int[] productVersion() {
    return settings.versionNumbers();
  }

  @Override
  public EngineSession login(Login login) throws SqlServerException {
    try {
      InstanceState.Login principal = authenticated(login);
      String wanted = login.database().isEmpty() ? "master" : login.database();
      EngineSession session =
          new EngineSession(
              this,
              nextSpid.getAndIncrement(),
              principal,
              login.applicationName(),
              login.hostName());
      sessions.put(session.spid(), session);
      try {
        session.use(wanted);
      } catch (SqlRefusal _) {
        session.close();
        throw SqlRefusal.of(
            4060,
            11,
            1,
            "Cannot open database \"%s\" requested by the login. The login failed.",
            wanted);
      }
      return session;
    } catch (SqlRefusal e) {
      throw e.from(serverName(), 1).first();
    }
  }

  @Override
  public Optional<String> windowsPassword(String account) {
    return settings.logins().stream()
        .filter(login -> login.windows() && login.name().equalsIgnoreCase(account))
        .map(SqlLogin::password)
        .filter(password -> !password.isEmpty())
        .findFirst();
  }

  private InstanceState.Login authenticated(Login login) throws SqlRefusal {
    if (login.integrated() && !login.user().isEmpty()) {
      return Logins.admitted(state, login.user());
    }
    if (login.integrated()) {
      return state
          .login(settings.integratedLogin())
          .orElseThrow(
              () ->
                  SqlRefusal.of(
                      18452,
                      14,
                      1,
                      "Login failed. The login is from an untrusted domain and cannot be used with"
                          + " Integrated authentication."));
    }
    return Logins.admitted(state, login.user(), login.password());
  }

  /** A connection to the database's rows; the database must be ONLINE. */
  Connection connection(Database database, int handle) throws SQLException {
    return store(database).connection(handle);
  }

  Connection connectionTo(String name) throws SQLException {
    Database database =
        state.database(name).orElseThrow(() -> new SQLException("There is no database " + name));
    return connection(database, 0);
  }

  synchronized Store store(Database database) throws SQLException {
    Store open = stores.get(database.store());
    if (open == null) {
      open = Store.open(path(database.store()), now().toString());
      if (database.name().equals("msdb")) {
        History.install(open);
      }
      stores.put(database.store(), open);
    }
    return open;
  }

  /** What a database that is ONLINE knows of its objects. */
  Catalog catalog(Database database) throws SQLException {
    return store(database).catalog();
  }

  Path path(String store) {
    return settings.folder().resolve("data").resolve(store);
  }

  synchronized void closeStore(String store) {
    Store open = stores.remove(store);
    if (open != null) {
      open.close();
    }
  }

  /** Whether another session is in the database or works on it. */
  boolean inUse(Database database, EngineSession asking) {
    return sessions.values().stream()
        .anyMatch(session -> session != asking && session.occupies(database.name()));
  }

  /**
   * Runs a batch as sa.
   *
   * @throws SqlServerException what a client would have been told
   */
  public void run(String database, String sql) throws SqlServerException {
    try (EngineSession session = internal(database)) {
      session.execute(sql, List.of(), new Unheard());
    }
  }

  /** Fills a database at H2's own speed and makes what it created known to the catalog. */
  public void load(String database, Load load) throws SqlServerException {
    try (EngineSession session = internal(database)) {
      session.load(load);
    }
  }

  /** A client of its own that stays in the database until its session is ended. */
  void enterAsAnother(String database) {
    try {
      session(database, "another client");
    } catch (SqlServerException e) {
      throw new IllegalStateException("The seat of " + database + " was free", e);
    }
  }

  private EngineSession internal(String database) throws SqlServerException {
    return session(database, "estate");
  }

  private EngineSession session(String database, String application) throws SqlServerException {
    InstanceState.Login sa =
        state.login("sa").orElseThrow(() -> new IllegalStateException("Every instance has sa"));
    EngineSession session =
        new EngineSession(
            this, nextSpid.getAndIncrement(), sa, application, settings.machineName());
    sessions.put(session.spid(), session);
    try {
      session.use(database);
      return session;
    } catch (SqlRefusal e) {
      session.close();
      throw e.from(serverName(), 1).first();
    }
  }

  /** Stops and starts the service: every session ends, configured values take effect (R26). */
  public void restart() {
    stop();
    update(stopped -> Installation.started(stopped, settings));
    record("instance-restarted", Map.of());
  }

  private void stop() {
    for (EngineSession session : new ArrayList<>(sessions.values())) {
      session.close();
    }
    for (EngineSession session : new ArrayList<>(sessions.values())) {
      session.awaitEnd();
    }
    for (String store : List.copyOf(stores.keySet())) {
      closeStore(store);
    }
    writes.forgetAll();
  }

  @Override
  public void close() {
    stop();
  }
}
