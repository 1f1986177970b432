package io.umzug.rehearsal.tds;

import org.jspecify.annotations.Nullable;

/**
 * What a client sent in one or more packets.
 *
 * @param status the first packet's and the last packet's status bits together
 * @param rest of a message of which only the first packet is in {@code payload}
 */
record Message(int type, int status, byte[] payload, @Nullable PacketStream rest) {

  static final int SQL_BATCH = 0x01;
  static final int RPC = 0x03;
  static final int RESPONSE = 0x04;
  static final int ATTENTION = 0x06;
  static final int BULK_LOAD = 0x07;
  static final int TRANSACTION = 0x0E;
  static final int LOGIN = 0x10;
  static final int SSPI = 0x11;
  static final int PRELOGIN = 0x12;

  static final int END = 0x01;
  static final int IGNORE = 0x02;
  private static final int RESET = 0x08;
  private static final int RESET_KEEPING_TRANSACTION = 0x10;

  Message(int type, int status, byte[] payload) {
    this(type, status, payload, null);
  }

  /** The client gave up while it was still sending. */
  boolean ignored() {
    return (status & IGNORE) != 0;
  }

  boolean resetsConnection() {
    return (status & (RESET | RESET_KEEPING_TRANSACTION)) != 0;
  }

  boolean keepsTransaction() {
    return (status & RESET_KEEPING_TRANSACTION) != 0;
  }

  /** The payload behind ALL_HEADERS, which a batch, an RPC and a transaction request begin with. */
  ByteReader body() throws ProtocolException {
    ByteReader reader = new ByteReader(payload);
    long headers = reader.u32();
    if (headers < 4) {
      throw new ProtocolException("ALL_HEADERS claims a length of " + headers + " bytes.");
    }
    reader.seek(headers);
    return reader;
  }
}
