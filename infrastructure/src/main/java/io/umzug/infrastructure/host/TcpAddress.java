package io.umzug.infrastructure.host;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code HOST:PORT}, as people write it. */
record TcpAddress(String host, int port) {

  private static final int HIGHEST_PORT = 65535;
  private static final Pattern WRITTEN = Pattern.compile("(?:\\[([^]]+)]|([^:\\s]+)):([0-9]{1,5})");

  static TcpAddress of(String address) throws IOException {
    Matcher parts = WRITTEN.matcher(address);
    if (!parts.matches()) {
      throw none(address);
    }
    int port = Integer.parseInt(parts.group(3));
    if (port == 0 || port > HIGHEST_PORT) {
      throw none(address);
    }
    return new TcpAddress(parts.group(1) == null ? parts.group(2) : parts.group(1), port);
  }

  private static IOException none(String address) {
    return new IOException(
        "'%s' is no address: it is written HOST:PORT, with a port from 1 to %d"
            .formatted(address, HIGHEST_PORT));
  }
}
