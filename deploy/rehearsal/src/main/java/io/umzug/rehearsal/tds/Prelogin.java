package io.umzug.rehearsal.tds;

import org.jspecify.annotations.Nullable;

/**
 * A client's PRELOGIN: what it thinks of encryption.
 *
 * @param encryption the option's byte without its certificate bit
 * @param asksForFederation whether the client wants to know about FEDAUTHREQUIRED
 */
record Prelogin(int encryption, boolean asksForFederation) {

  static final int OFF = 0;
  static final int ON = 1;
  static final int NOT_SUPPORTED = 2;
  static final int REQUIRED = 3;

  private static final int VERSION = 0;
  private static final int ENCRYPTION = 1;
  private static final int INSTANCE = 2;
  private static final int THREAD = 3;
  private static final int MARS = 4;
  private static final int FEDERATED = 6;
  private static final int END = 0xFF;
  private static final int CERTIFICATE_BIT = 0x80;

  /** How much of the conversation is encrypted, and what the answer says about it. */
  enum Encryption {
    NONE(NOT_SUPPORTED),
    LOGIN_ONLY(OFF),
    ALL(ON),
    ALL_BY_ORDER(REQUIRED);

    private final int answer;

    Encryption(int answer) {
      this.answer = answer;
    }
  }

  static Prelogin parse(byte[] payload) throws ProtocolException {
    ByteReader in = new ByteReader(payload);
    int encryption = NOT_SUPPORTED;
    boolean federated = false;
    for (int option = in.u8(); option != END; option = in.u8()) {
      int offset = in.u16BigEndian();
      int length = in.u16BigEndian();
      int next = in.position();
      in.seek(offset);
      if (length > in.remaining()) {
        throw new ProtocolException("PRELOGIN option " + option + " leads out of the message.");
      }
      if (option == ENCRYPTION && length >= 1) {
        encryption = in.u8() & ~CERTIFICATE_BIT;
      }
      federated |= option == FEDERATED;
      in.seek(next);
    }
    return new Prelogin(encryption, federated);
  }

  /**
   * What both sides can live with.
   *
   * @return null where they cannot
   */
  @Nullable Encryption agree(ServerTls.Policy policy) {
    return switch (policy) {
      case OFF -> encryption == ON || encryption == REQUIRED ? null : Encryption.NONE;
      case OFFERED ->
          switch (encryption) {
            case OFF -> Encryption.LOGIN_ONLY;
            case ON, REQUIRED -> Encryption.ALL;
            default -> Encryption.NONE;
          };
      case REQUIRED ->
          switch (encryption) {
            case OFF -> Encryption.ALL_BY_ORDER;
            case ON, REQUIRED -> Encryption.ALL;
            default -> null;
          };
    };
  }

  byte[] answer(@Nullable Encryption agreed, ServerTls.Policy policy, int[] product) {
    int encryptionAnswer =
        agreed != null
            ? agreed.answer
            : policy == ServerTls.Policy.REQUIRED ? REQUIRED : NOT_SUPPORTED;
    ByteWriter values = new ByteWriter();
    ByteWriter options = new ByteWriter();
    int start = (asksForFederation ? 6 : 5) * 5 + 1;
    values.u8(product[0]).u8(product[1]).u16BigEndian(product[2]).u16(0);
    option(options, VERSION, start, 6);
    option(options, ENCRYPTION, start + 6, 1);
    option(options, INSTANCE, start + 7, 1);
    option(options, THREAD, start + 8, 0);
    option(options, MARS, start + 8, 1);
    values.u8(encryptionAnswer).u8(0).u8(0);
    if (asksForFederation) {
      option(options, FEDERATED, start + 9, 1);
      values.u8(0);
    }
    return options.u8(END).bytes(values.copy()).copy();
  }

  private static void option(ByteWriter out, int option, int offset, int length) {
    out.u8(option).u16BigEndian(offset).u16BigEndian(length);
  }
}
