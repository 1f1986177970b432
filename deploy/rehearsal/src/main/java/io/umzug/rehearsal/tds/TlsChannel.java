package io.umzug.rehearsal.tds;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * TLS over two streams that may be exchanged, because TDS 7 carries the handshake's records in its
 * own packets and those after it bare. Never reads beyond the record it needs.
 */
final class TlsChannel {

  private static final int RECORD_HEADER = 5;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final ByteBuffer incoming;
  private final ByteBuffer plain;
  private final ByteBuffer outgoing;
  private InputStream in;
  private OutputStream out;

  TlsChannel(SSLEngine engine, InputStream in, OutputStream out) {
    this.engine = engine;
    this.in = in;
    this.out = out;
    this.incoming = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).limit(0);
    this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).limit(0);
    this.outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
  }

  void continueOn(InputStream newIn, OutputStream newOut) {
    this.in = newIn;
    this.out = newOut;
  }

  void handshake() throws IOException {
    try {
      engine.beginHandshake();
      while (step(engine.getHandshakeStatus())) {
        // The engine says what it needs next.
      }
      out.flush();
    } catch (SSLException e) {
      sendAlert();
      throw e;
    }
  }

  private boolean step(HandshakeStatus status) throws IOException {
    switch (status) {
      case NEED_WRAP -> wrap(NOTHING);
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
        out.flush();
        if (!unwrap()) {
          throw new EOFException("The client closed the connection in the TLS handshake.");
        }
      }
      case NEED_TASK -> runTasks();
      case FINISHED, NOT_HANDSHAKING -> {
        return false;
      }
    }
    return true;
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  InputStream input() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        return readPlain(bytes, from, length);
      }
    };
  }

  OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        writePlain(bytes, from, length);
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }
    };
  }

  /** Says goodbye, if the client still listens. */
  void closeOutbound() {
    engine.closeOutbound();
    sendAlert();
  }

  private int readPlain(byte[] bytes, int from, int length) throws IOException {
    // A read of nothing must not wait for something.
    while (length > 0 && !plain.hasRemaining()) {
      if (!unwrap()) {
        return -1;
      }
      afterwards();
    }
    int part = Math.min(length, plain.remaining());
    plain.get(bytes, from, part);
    return part;
  }

  /** TLS 1.3 may want a task run or an answer sent between two pieces of data. */
  private void afterwards() throws IOException {
    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
      runTasks();
    }
    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      wrap(NOTHING);
      out.flush();
    }
  }

  private synchronized void writePlain(byte[] bytes, int from, int length) throws IOException {
    ByteBuffer source = ByteBuffer.wrap(bytes, from, length);
    while (source.hasRemaining()) {
      wrap(source);
    }
  }

  private synchronized void wrap(ByteBuffer source) throws IOException {
    outgoing.clear();
    SSLEngineResult result = engine.wrap(source, outgoing);
    out.write(outgoing.array(), 0, outgoing.position());
    if (result.getStatus() == SSLEngineResult.Status.CLOSED && source.hasRemaining()) {
      throw new EOFException("The client has closed TLS.");
    }
  }

  private boolean unwrap() throws IOException {
    if (!incoming.hasRemaining() && !readRecord()) {
      return false;
    }
    plain.clear();
    SSLEngineResult result = engine.unwrap(incoming, plain);
    plain.flip();
    return switch (result.getStatus()) {
      case OK -> true;
      case CLOSED -> false;
      case BUFFER_OVERFLOW, BUFFER_UNDERFLOW ->
          throw new ProtocolException("A TLS record has an impossible size.");
    };
  }

  private boolean readRecord() throws IOException {
    int got = in.readNBytes(incoming.array(), 0, RECORD_HEADER);
    if (got == 0) {
      return false;
    }
    int length = recordLength();
    if (got < RECORD_HEADER || length > incoming.capacity() - RECORD_HEADER) {
      throw new ProtocolException("What should be a TLS record is none.");
    }
    if (in.readNBytes(incoming.array(), RECORD_HEADER, length) < length) {
      throw new EOFException("The client closed the connection in a TLS record.");
    }
    incoming.limit(RECORD_HEADER + length).position(0);
    return true;
  }

  private int recordLength() {
    byte[] header = incoming.array();
    return (header[3] & 0xFF) << 8 | (header[4] & 0xFF);
  }

  private void sendAlert() {
    try {
      wrap(NOTHING);
      out.flush();
    } catch (IOException _) {
      // The client is not there any more to be told.
    }
  }
}
