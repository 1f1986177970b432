package io.umzug.rehearsal.tds;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** A client's socket, with TLS around it for as long as it is wanted. */
final class Transport implements AutoCloseable {

  private static final int TLS_HANDSHAKE = 0x16;
  private static final int FAREWELL_TIMEOUT = 2000;
  private static final int FAREWELL_BYTES = 64 * 1024;

  private final Socket socket;
  private final InputStream rawIn;
  private final OutputStream rawOut;
  private @Nullable TlsChannel tls;

  Transport(Socket socket) throws IOException {
    this.socket = socket;
    this.rawIn = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    this.rawOut = socket.getOutputStream();
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    socket.setSoTimeout(Limits.LOGIN_TIMEOUT);
  }

  InputStream in() {
    return tls == null ? rawIn : tls.input();
  }

  OutputStream out() {
    return tls == null ? rawOut : tls.output();
  }

  String client() {
    return socket.getRemoteSocketAddress().toString();
  }

  /** The login is over: from now on the client may think as long as it likes. */
  void waitWithoutLimit() throws IOException {
    socket.setSoTimeout(0);
  }

  /** Looks at the first byte, without taking it: a TLS handshake means TDS 8.0. */
  boolean beginsWithTls() throws IOException {
    rawIn.mark(1);
    int first = rawIn.read();
    rawIn.reset();
    return first == TLS_HANDSHAKE;
  }

  void startTls(SSLEngine engine) throws IOException {
    TlsChannel channel = new TlsChannel(engine, rawIn, rawOut);
    channel.handshake();
    tls = channel;
  }

  void startTlsInsideTds(SSLEngine engine) throws IOException {
    HandshakePackets.Input in = new HandshakePackets.Input(rawIn);
    TlsChannel channel = new TlsChannel(engine, in, new HandshakePackets.Output(rawOut));
    channel.handshake();
    if (!in.isEmpty()) {
      throw new ProtocolException("Something follows the TLS handshake in its last packet.");
    }
    channel.continueOn(rawIn, rawOut);
    tls = channel;
  }

  /** Only the login was to be encrypted. */
  void endTls() {
    tls = null;
  }

  /** Ends the connection so that the client still gets what was written last. */
  void closeAfterFarewell() {
    try (socket) {
      if (tls != null) {
        tls.closeOutbound();
      }
      socket.shutdownOutput();
      socket.setSoTimeout(FAREWELL_TIMEOUT);
      rawIn.readNBytes(FAREWELL_BYTES);
    } catch (IOException _) {
      // Whatever the client still does, the connection is closed now.
    }
  }

  /** Ends the connection with a TCP reset. */
  void reset() {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // It is closed already.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // Nothing is left to be done with it.
    }
  }
}
