package io.umzug.infrastructure.sqlserver;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A server that gets as far as the TLS handshake, and speaks only what Java itself refuses to speak
 * as a server, too.
 */
final class OldTlsServer implements AutoCloseable {

  /** TLS 1.0 is chosen, with TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA. */
  static final byte[] SERVER_HELLO_1_0 =
      HexFormat.of().parseHex("160301002a" + "02000026" + "0301" + "ab".repeat(32) + "00c01300");

  /** The fatal alert protocol_version. */
  static final byte[] ALERT = HexFormat.of().parseHex("15030100020246");

  private static final byte[] PRELOGIN_WITH_TLS =
      HexFormat.of().parseHex("00000b0006" + "0100110001" + "ff" + "0a0032000000" + "01");
  private static final int PRELOGIN = 0x12;
  private static final int RESPONSE = 0x04;
  private static final int TLS_RECORD = 0x16;

  private final ServerSocket listener;
  private final byte[] answer;

  OldTlsServer(byte[] answer) throws IOException {
    this.answer = answer;
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try (Socket client = listener.accept()) {
        serve(new DataInputStream(client.getInputStream()), client.getOutputStream());
      } catch (IOException _) {
        // The client has seen enough, or the test is over.
      }
    }
  }

  private void serve(DataInputStream in, OutputStream out) throws IOException {
    int first = in.read();
    if (first == TLS_RECORD) {
      in.readShort();
      in.skipNBytes(in.readUnsignedShort());
      out.write(answer);
    } else {
      skipPacket(in);
      out.write(packet(RESPONSE, PRELOGIN_WITH_TLS));
      in.readUnsignedByte();
      skipPacket(in);
      out.write(packet(PRELOGIN, answer));
    }
    out.flush();
    in.read();
  }

  /** What follows a packet's first byte. */
  private static void skipPacket(DataInputStream in) throws IOException {
    in.readUnsignedByte();
    in.skipNBytes(in.readUnsignedShort() - 4);
  }

  private static byte[] packet(int type, byte[] payload) {
    return ByteBuffer.allocate(8 + payload.length)
        .put((byte) type)
        .put((byte) 1)
        .putShort((short) (8 + payload.length))
        .putInt(0)
        .put(payload)
        .array();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
