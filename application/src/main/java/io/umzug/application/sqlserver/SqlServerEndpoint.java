package io.umzug.application.sqlserver;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a SQL Server listens.
 *
 * @param host a name, an IPv4 or an IPv6 address (without brackets)
 * @param instance the named instance, whose port SQL Server Browser tells; empty for the default
 *     instance
 * @param port 1 to 65535; null where it has to be asked for
 */
public record SqlServerEndpoint(String host, String instance, @Nullable Integer port) {

  /** Of the default instance, unless its administrator chose another. */
  public static final int USUAL_PORT = 1433;

  private static final String DEFAULT_INSTANCE = "MSSQLSERVER";
  private static final Pattern OTHER_PROTOCOL = Pattern.compile("(?i)(np|lpc|admin|via):.*");
  private static final Pattern FORM =
      Pattern.compile(
          "(?<host>\\[[0-9A-Fa-f:.%]+]|\\(local\\)|[^\\\\,:;=\\[\\]()\\s]+|[0-9A-Fa-f]*:[0-9A-Fa-f:.%]*:[0-9A-Fa-f.%]*)"
              + "(?:\\\\(?<instance>[^\\\\,:;=\\s]+))?"
              + "(?:\\s*[,:]\\s*(?<port>\\d{1,5}))?",
          Pattern.CASE_INSENSITIVE);

  public SqlServerEndpoint {
    if (host.isBlank()) {
      throw new IllegalArgumentException("A SQL Server's address needs a host.");
    }
    if (port != null && (port < 1 || port > 65_535)) {
      throw new IllegalArgumentException(
          "%d is no port of a SQL Server: a port is 1 to 65535.".formatted(port));
    }
    if (instance.equalsIgnoreCase(DEFAULT_INSTANCE)) {
      instance = "";
    }
    if (instance.isEmpty() && port == null) {
      port = USUAL_PORT;
    }
  }

  /**
   * Reads what an administrator writes: {@code host}, {@code host,port}, {@code host:port}, {@code
   * host\instance}, {@code (local)} or {@code .} for this machine, an IPv6 address (with a port: in
   * brackets), each with or without {@code tcp:} before it. Where instance and port are both given,
   * the port counts, as with Microsoft's clients.
   *
   * @throws IllegalArgumentException with a sentence for the person who wrote it
   */
  public static SqlServerEndpoint parse(String address) {
    String text = address.strip();
    if (OTHER_PROTOCOL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'%s' asks for a protocol that Umzug does not speak: it reaches a SQL Server over TCP/IP only. Write host, host,port or host\\instance."
              .formatted(address));
    }
    if (text.toLowerCase(Locale.ROOT).startsWith("(localdb)")) {
      throw new IllegalArgumentException(
          "'%s' is a LocalDB, which cannot be reached over TCP/IP.".formatted(address));
    }
    Matcher form = FORM.matcher(withoutProtocol(text));
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no address of a SQL Server. Write host, host,port, host:port or host\\instance."
              .formatted(address));
    }
    String instance = form.group("instance");
    String port = form.group("port");
    return new SqlServerEndpoint(
        host(form.group("host")),
        instance == null ? "" : instance,
        port == null ? null : Integer.valueOf(port));
  }

  private static String withoutProtocol(String text) {
    return text.regionMatches(true, 0, "tcp:", 0, 4) ? text.substring(4).strip() : text;
  }

  private static String host(String written) {
    if (written.equals(".") || written.equalsIgnoreCase("(local)")) {
      return "localhost";
    }
    return written.startsWith("[") ? written.substring(1, written.length() - 1) : written;
  }

  /** Whether SQL Server Browser has to be asked for the port. */
  public boolean needsBrowser() {
    return port == null;
  }

  /** As an administrator would write it. */
  @Override
  public String toString() {
    String shown = host + (instance.isEmpty() ? "" : "\\" + instance);
    return port == null || (port == USUAL_PORT && instance.isEmpty()) ? shown : shown + "," + port;
  }
}
