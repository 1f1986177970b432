package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.sql.InstanceSettings;
import io.umzug.rehearsal.sql.SqlInstance;
import io.umzug.rehearsal.sql.SqlLogin;
import io.umzug.rehearsal.tds.ServerTls;
import io.umzug.rehearsal.tds.SqlBackend;
import io.umzug.rehearsal.tds.TdsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts an SQL engine behind a listening TDS server. */
final class ListeningSqlServers implements SqlServers.Starter {

  private final Shares shares;
  private final Faults faults;
  private final Journal journal;
  private final Path keyStore;

  /**
   * @param keyStore key and certificate of all servers; made if it is missing
   */
  ListeningSqlServers(Shares shares, Faults faults, Journal journal, Path keyStore) {
    this.keyStore = keyStore;
    this.shares = shares;
    this.faults = faults;
    this.journal = journal;
  }

  @Override
  public SqlServers.Running start(SqlServerPlace place, Path folder, int port, String saPassword) {
    SqlInstance instance =
        SqlInstance.open(settings(place, folder, saPassword), faults, journal, shares);
    Listening listening = new Listening(place, instance, keyStore, port);
    try {
      listening.listen();
      return listening;
    } catch (RuntimeException e) {
      instance.close();
      throw e;
    }
  }

  private static InstanceSettings settings(SqlServerPlace place, Path folder, String password) {
    Set<String> sysadmin = Set.of("sysadmin");
    SqlLogin sa = new SqlLogin("sa", password, sysadmin);
    SqlLogin installers = new SqlLogin(SqlServers.INSTALLERS_LOGIN, password, sysadmin);
    return new InstanceSettings(
        place.name(),
        folder,
        IntStream.of(place.release().version())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(".")),
        switch (place.edition()) {
          case EXPRESS -> "Express Edition (64-bit)";
          case STANDARD -> "Standard Edition (64-bit)";
        },
        place.serviceAccount(),
        switch (place.edition()) {
          case EXPRESS -> List.of(sa, installers);
          case STANDARD -> List.of(sa);
        },
        true,
        "");
  }

  private static final class Listening implements SqlServers.Running {

    private final SqlServerPlace place;
    private final SqlInstance instance;
    private final Path keyStore;
    private final int port;
    private AutoCloseable server = () -> {};

    Listening(SqlServerPlace place, SqlInstance instance, Path keyStore, int port) {
      this.place = place;
      this.instance = instance;
      this.keyStore = keyStore;
      this.port = port;
    }

    void listen() {
      try {
        server =
            TdsServer.start(
                InetAddress.getLoopbackAddress(), port, instance, ServerTls.selfSigned(keyStore));
      } catch (IOException e) {
        throw new EstateException(
            "%s cannot listen on port %d; it is remembered for this estate and taken by something else."
                .formatted(place.name(), port),
            e);
      }
    }

    @Override
    public SqlBackend backend() {
      return instance;
    }

    @Override
    public void restart() {
      deafen();
      instance.restart();
      listen();
    }

    private void deafen() {
      try {
        server.close();
      } catch (Exception e) {
        throw new EstateException(place.name() + " cannot stop listening.", e);
      }
    }

    @Override
    public void close() {
      deafen();
      instance.close();
    }
  }
}
