package io.umzug.rehearsal.tds;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Answers as SQL Server Browser does [MC-SQLR]: everything about one instance, or about all; to a
 * question for an instance that it does not know, nothing.
 */
public final class BrowserServer implements AutoCloseable {

  private static final Logger LOG = System.getLogger(BrowserServer.class.getPackageName());
  private static final int ALL_BY_BROADCAST = 0x02;
  private static final int ALL = 0x03;
  private static final int ONE = 0x04;
  private static final int RESPONSE = 0x05;
  private static final int LONGEST_QUESTION = 512;

  /**
   * An instance that runs.
   *
   * @param instance empty for the default instance
   * @param version such as {@code 15.0.2000.5}
   * @param port of TCP/IP, 0 where it is not enabled
   */
  public record Instance(String host, String instance, String version, int port) {

    String name() {
      return instance.isEmpty() ? "MSSQLSERVER" : instance;
    }

    String told() {
      return "ServerName;%s;InstanceName;%s;IsClustered;No;Version;%s%s;;"
          .formatted(host, name(), version, port == 0 ? "" : ";tcp;" + port);
    }
  }

  private final DatagramSocket socket;
  private final Supplier<List<Instance>> running;
  private final Listener listener;

  private BrowserServer(DatagramSocket socket, Supplier<List<Instance>> running) {
    this.socket = socket;
    this.running = running;
    this.listener = Listener.start("sql-browser-" + socket.getLocalPort(), this::answerAll);
  }

  /**
   * Starts to answer.
   *
   * @param port UDP, 0 for any that is free
   * @param running asked at every question
   * @throws IOException where the port is taken
   */
  public static BrowserServer start(InetAddress address, int port, Supplier<List<Instance>> running)
      throws IOException {
    return new BrowserServer(new DatagramSocket(new InetSocketAddress(address, port)), running);
  }

  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    socket.close();
    listener.awaitEnd();
  }

  private void answerAll() {
    while (!socket.isClosed()) {
      try {
        DatagramPacket question = new DatagramPacket(new byte[LONGEST_QUESTION], LONGEST_QUESTION);
        socket.receive(question);
        answer(question);
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.log(Level.WARNING, "SQL Server Browser: {0}", e.getMessage());
        }
      }
    }
  }

  private void answer(DatagramPacket question) throws IOException {
    String told =
        running.get().stream()
            .filter(instance -> isAskedFor(question, instance))
            .map(Instance::told)
            .collect(Collectors.joining());
    if (told.isEmpty()) {
      return;
    }
    byte[] text = told.getBytes(StandardCharsets.US_ASCII);
    byte[] answer = new ByteWriter().u8(RESPONSE).u16(text.length).bytes(text).copy();
    socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
  }

  private static boolean isAskedFor(DatagramPacket question, Instance instance) {
    if (question.getLength() == 0) {
      return false;
    }
    return switch (question.getData()[0]) {
      case ALL, ALL_BY_BROADCAST -> true;
      case ONE -> asked(question).equalsIgnoreCase(instance.name());
      default -> false;
    };
  }

  private static String asked(DatagramPacket question) {
    byte[] bytes = question.getData();
    int end = 1;
    while (end < question.getLength() && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 1, end - 1, StandardCharsets.US_ASCII);
  }
}
