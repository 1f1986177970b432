package io.umzug.rehearsal.tds;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A backend without SQL: a few fixed texts make it produce what the wire has to carry, parameters
 * come back as a row, and everything it was told is kept for the test to look at.
 */
final class ScriptedBackend implements SqlBackend {

  static final String PASSWORD = "geheim €äß";

  final Queue<Login> logins = new ConcurrentLinkedQueue<>();
  final Queue<String> heard = new ConcurrentLinkedQueue<>();
  final Semaphore goOn = new Semaphore(0);
  final Semaphore running = new Semaphore(0);
  final Semaphore closed = new Semaphore(0);
  private final AtomicInteger lastSpid = new AtomicInteger(50);

  @Override
  public String serverName() {
    return "REHEARSAL\\XPCONNECT";
  }

  @Override
  public int[] productVersion() {
    return new int[] {15, 0, 2000, 5};
  }

  @Override
  public SqlSession login(Login login) throws SqlServerException {
    logins.add(login);
    ServerMessages messages = new ServerMessages(serverName());
    if (!login.password().equals(PASSWORD)) {
      throw new SqlServerException(
          messages.error(18456, 14, "Login failed for user '%s'.".formatted(login.user())));
    }
    String database = login.database().isEmpty() ? "master" : login.database();
    return new ScriptedSession(this, database, lastSpid.incrementAndGet());
  }

  List<String> heard() {
    return List.copyOf(heard);
  }
}
