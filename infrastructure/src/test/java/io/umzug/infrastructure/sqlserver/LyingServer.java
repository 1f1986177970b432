package io.umzug.infrastructure.sqlserver;

import io.umzug.rehearsal.tds.KerberosService;
import io.umzug.rehearsal.tds.ServerTls;
import io.umzug.rehearsal.tds.SqlBackend;
import io.umzug.rehearsal.tds.SqlServerException;
import io.umzug.rehearsal.tds.SqlServerMessage;
import io.umzug.rehearsal.tds.SqlSession;
import io.umzug.rehearsal.tds.SqlType;
import io.umzug.rehearsal.tds.TdsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A server that says yes to every statement and does nothing; its looks show what they are told to.
 * A WAITFOR takes until it is cancelled.
 */
final class LyingServer implements SqlBackend, AutoCloseable {

  /** Every login that was let in. */
  final Queue<Login> logins = new ConcurrentLinkedQueue<>();

  /** Every Windows account that tried to prove itself by NTLM, in vain. */
  final Queue<String> accounts = new ConcurrentLinkedQueue<>();

  /** What it says to a user instead of letting it in. */
  final Map<String, SqlServerMessage> refusals = new ConcurrentHashMap<>();

  private final Map<String, List<String>> rows;
  private final TdsServer wire;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile String refused = "";
  private volatile int error;

  /**
   * @param rows by a part of the SELECT, one text a column of a single row
   */
  LyingServer(Map<String, List<String>> rows) throws IOException {
    this(rows, ServerTls.off(), null);
  }

  LyingServer(Map<String, List<String>> rows, ServerTls tls, @Nullable KerberosService kerberos)
      throws IOException {
    this.rows = rows;
    this.wire = TdsServer.start(InetAddress.getLoopbackAddress(), 0, this, tls, kerberos);
  }

  int port() {
    return wire.port();
  }

  /** The one statement to which it says no, by a part of it. */
  void refuse(String statement, int number) {
    error = number;
    refused = statement;
  }

  /** Every statement, in order. */
  List<String> heard() {
    return heard;
  }

  SqlServerSession connect() throws SQLException {
    String url = "jdbc:sqlserver://localhost:%d;encrypt=false;user=a;password=b";
    return new SqlServerSession(
        "LIAR",
        DriverManager.getConnection(url.formatted(wire.port()))
            .unwrap(com.microsoft.sqlserver.jdbc.SQLServerConnection.class));
  }

  @Override
  public String serverName() {
    return "LIAR";
  }

  @Override
  public int[] productVersion() {
    return new int[] {15, 0, 2000, 5};
  }

  @Override
  public Optional<String> windowsPassword(String account) {
    accounts.add(account);
    return Optional.empty();
  }

  @Override
  public SqlSession login(Login login) throws SqlServerException {
    SqlServerMessage refusal = refusals.get(login.user());
    if (refusal != null) {
      throw new SqlServerException(refusal);
    }
    logins.add(login);
    return new Session();
  }

  @Override
  public void close() {
    wire.close();
  }

  private final class Session implements SqlSession {

    private final CountDownLatch cancelled = new CountDownLatch(1);

    @Override
    public String database() {
      return "master";
    }

    @Override
    public int spid() {
      return 51;
    }

    @Override
    public void execute(String sql, List<Parameter> parameters, Results results)
        throws SqlServerException {
      heard.add(sql);
      if (!refused.isEmpty() && sql.contains(refused)) {
        SqlServerMessage no = new SqlServerMessage(error, 16, 1, "No.", "LIAR", "", 1);
        results.message(no);
        throw new SqlServerException(no);
      }
      if (sql.startsWith("WAITFOR")) {
        try {
          cancelled.await();
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        }
        return;
      }
      rows.entrySet().stream()
          .filter(entry -> sql.contains(entry.getKey()))
          .findFirst()
          .ifPresentOrElse(
              entry -> {
                results.columns(
                    entry.getValue().stream()
                        .map(_ -> new Column("c", SqlType.nvarchar(200), false))
                        .toList());
                results.row(entry.getValue().toArray());
                results.done(StatementKind.SELECT, 1);
              },
              () -> {
                if (sql.startsWith("SELECT") || sql.startsWith("RESTORE HEADERONLY")) {
                  results.columns(List.of(new Column("c", SqlType.nvarchar(200), false)));
                  results.done(StatementKind.SELECT, 0);
                } else {
                  results.done(StatementKind.OTHER, -1);
                }
              });
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }

    @Override
    public void begin() {}

    @Override
    public void commit() {}

    @Override
    public void rollback() {}

    @Override
    public void close() {}
  }
}
