package io.umzug.infrastructure.host;

import io.umzug.application.host.HostNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names as the operating system resolves them: by its hosts file, DNS, and whatever else it has.
 */
public final class SystemHostNames implements HostNames {

  static IOException unknown(String name, @Nullable Throwable cause) {
    return new IOException("No machine is known by the name " + name, cause);
  }

  @Override
  public List<String> addresses(String name) throws IOException {
    try {
      return Arrays.stream(InetAddress.getAllByName(name))
          .map(InetAddress::getHostAddress)
          .toList();
    } catch (UnknownHostException e) {
      throw unknown(name, e);
    }
  }
}
