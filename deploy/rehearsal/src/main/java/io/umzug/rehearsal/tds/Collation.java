package io.umzug.rehearsal.tds;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The collation that every text of the server has: SQL_Latin1_General_CP1_CI_AS. */
final class Collation {

  static final int SIZE = 5;

  private static final Charset CODE_PAGE = Charset.forName("windows-1252");
  private static final int UTF8_FLAG = 1 << 26;
  private static final byte[] BYTES = {0x09, 0x04, (byte) 0xD0, 0x00, 0x34};

  private Collation() {}

  static byte[] bytes() {
    return BYTES.clone();
  }

  static byte[] encode(String text) {
    return text.getBytes(CODE_PAGE);
  }

  /** Reads a collation and tells the code page of the VARCHAR that follows. */
  static Charset read(ByteReader in) throws ProtocolException {
    int info = in.i32();
    in.u8();
    return (info & UTF8_FLAG) != 0 ? StandardCharsets.UTF_8 : CODE_PAGE;
  }

  static Charset codePage() {
    return CODE_PAGE;
  }
}
