package io.umzug.rehearsal.tds;

/**
 * What a LOGIN7 message says.
 *
 * @param version the TDS version that the client wants, such as 0x74000004
 * @param extensible whether the client awaits a FEATUREEXTACK
 * @param federated whether the client wants to log in with a token
 * @param sspi the first token of Windows authentication, or empty
 */
record LoginRequest(
    SqlBackend.Login login,
    int version,
    int packetSize,
    boolean extensible,
    boolean federated,
    byte[] sspi) {

  static final int TDS_7_3 = 0x730A0003;
  static final int TDS_7_4 = 0x74000004;
  static final int TDS_8_0 = 0x08000000;

  private static final int FIXED_PART = 94;
  private static final int INTEGRATED = 0x80;
  private static final int EXTENSION = 0x10;
  private static final int FEATURE_FEDERATED = 0x02;
  private static final int FEATURES_END = 0xFF;

  static LoginRequest parse(byte[] payload) throws ProtocolException {
    ByteReader in = new ByteReader(payload);
    if (payload.length < FIXED_PART || in.u32() > payload.length) {
      throw new ProtocolException("A LOGIN7 message of " + payload.length + " bytes is cut off.");
    }
    int version = in.i32();
    int packetSize = in.i32();
    in.seek(25);
    boolean integrated = (in.u8() & INTEGRATED) != 0;
    in.u8();
    boolean extensible = (in.u8() & EXTENSION) != 0;
    SqlBackend.Login login =
        new SqlBackend.Login(
            text(in, 40), password(in), text(in, 68), text(in, 48), text(in, 36), integrated);
    return new LoginRequest(
        login, version, packetSize, extensible, extensible && wantsFederation(in), sspi(in));
  }

  private static String text(ByteReader in, int at) throws ProtocolException {
    in.seek(at);
    int offset = in.u16();
    int characters = in.u16();
    if (characters == 0) {
      return "";
    }
    in.seek(offset);
    return in.utf16(characters * 2L);
  }

  private static byte[] sspi(ByteReader in) throws ProtocolException {
    in.seek(78);
    int offset = in.u16();
    int length = in.u16();
    in.seek(offset);
    return in.bytes(length);
  }

  /** Each byte's halves are swapped after an exclusive-or with 0xA5: to deter a glance, no more. */
  private static String password(ByteReader in) throws ProtocolException {
    in.seek(44);
    int offset = in.u16();
    int characters = in.u16();
    if (characters == 0) {
      return "";
    }
    in.seek(offset);
    byte[] bytes = in.bytes(characters * 2L);
    for (int i = 0; i < bytes.length; i++) {
      int plain = (bytes[i] & 0xFF) ^ 0xA5;
      bytes[i] = (byte) (plain << 4 | plain >> 4);
    }
    return new ByteReader(bytes).utf16(bytes.length);
  }

  private static boolean wantsFederation(ByteReader in) throws ProtocolException {
    in.seek(56);
    in.seek(in.u16());
    in.seek(in.u32());
    boolean federated = false;
    for (int feature = in.u8(); feature != FEATURES_END; feature = in.u8()) {
      in.bytes(in.u32());
      federated |= feature == FEATURE_FEDERATED;
    }
    return federated;
  }

  @Override
  public String toString() {
    return "LOGIN7 of %s from %s with TDS %08X"
        .formatted(login.user(), login.applicationName(), version);
  }
}
