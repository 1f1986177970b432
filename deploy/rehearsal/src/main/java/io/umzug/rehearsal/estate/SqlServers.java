package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.tds.SqlBackend;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The estate's SQL Servers, running or not. */
final class SqlServers implements AutoCloseable {

  static final String INSTALLERS_LOGIN = "Atlas";

  /** Makes an instance that listens. */
  interface Starter {

    /**
     * @param folder holds the instance's files, made or found
     * @param port on 127.0.0.1
     */
    Running start(SqlServerPlace place, Path folder, int port, String saPassword);
  }

  /** An instance that listens. */
  interface Running extends AutoCloseable {

    SqlBackend backend();

    /** Stops and starts the service: what is configured takes effect (R26). */
    void restart();

    @Override
    void close();
  }

  private final EstateFolder folder;
  private final Map<String, Integer> ports;
  private final Starter starter;
  private final Map<String, Running> running = new HashMap<>();

  SqlServers(EstateFolder folder, Map<String, Integer> ports, Starter starter) {
    this.folder = folder;
    this.ports = ports;
    this.starter = starter;
  }

  synchronized void start(SqlServerPlace place) {
    if (!running.containsKey(place.name())) {
      running.put(
          place.name(),
          starter.start(
              place,
              folder.sqlServer(place),
              Ports.of(ports, Ports.sqlServer(place)),
              password(place)));
    }
  }

  synchronized void restart(SqlServerPlace place) {
    Running instance = running.get(place.name());
    if (instance != null) {
      instance.restart();
    }
  }

  /** The server's service ends: nothing answers under this place until it is started again. */
  synchronized void stop(SqlServerPlace place) {
    Running instance = running.remove(place.name());
    if (instance != null) {
      instance.close();
    }
  }

  /** What answers under this place; empty where nothing runs there. */
  synchronized Optional<SqlBackend> reached(SqlServerPlace place) {
    return Optional.ofNullable(running.get(place.name())).map(Running::backend);
  }

  /** The estate's own login, with the password that lies in its folder. */
  SqlBackend.Login saLogin(SqlServerPlace place, String database, String program, String fromHost) {
    return login("sa", place, database, program, fromHost);
  }

  /** As the SQL login that comes with the installation's own SQL Express. */
  SqlBackend.Login installersLogin(
      SqlServerPlace place, String database, String program, String fromHost) {
    return login(INSTALLERS_LOGIN, place, database, program, fromHost);
  }

  private SqlBackend.Login login(
      String user, SqlServerPlace place, String database, String program, String fromHost) {
    return new SqlBackend.Login(user, password(place), database, program, fromHost, false);
  }

  private String password(SqlServerPlace place) {
    return EstateFolder.read(folder.password(place));
  }

  @Override
  public synchronized void close() {
    running.values().forEach(Running::close);
    running.clear();
  }
}
