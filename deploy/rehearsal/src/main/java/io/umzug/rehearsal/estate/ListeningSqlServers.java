package io.umzug.rehearsal.estate;

import java.nio.file.Path;

final class ListeningSqlServers implements SqlServers.Starter {
  ListeningSqlServers(Shares shares, Faults faults, Journal journal) {}

  @Override
  public SqlServers.Running start(SqlServerPlace place, Path folder, int port, String saPassword) {
    throw new EstateException("not yet");
  }
}
