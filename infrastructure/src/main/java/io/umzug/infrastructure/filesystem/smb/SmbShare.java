package io.umzug.infrastructure.filesystem.smb;

import java.util.function.Supplier;

/**
 * A share and the account by which it is used.
 *
 * @param port usually {@link #PORT}
 * @param domain empty for an account of that machine
 * @param password asked for at each connection, and kept nowhere
 */
public record SmbShare(
    String host, int port, String share, String domain, String user, Supplier<String> password) {

  public static final int PORT = 445;

  /** As Windows writes it. */
  public String unc() {
    return "\\\\" + host + "\\" + share;
  }
}
