package io.umzug.rehearsal.tds;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's side of NTLMv2 [MS-NLMP]: a challenge, and the check of what comes back against the
 * passwords of the domain.
 */
final class NtlmExchange {

  private static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final int NEGOTIATE = 1;
  private static final int CHALLENGE = 2;
  private static final int AUTHENTICATE = 3;

  /** Unicode, target name, NTLM, always sign, domain, extended security, info, version, 128, 56. */
  private static final int FLAGS = 0x1 | 0x4 | 0x200 | 0x8000 | 0x10000 | 0x80000 | 0xA2800000;

  /** 10.0, build 17763, NTLM revision 15: of no use to anybody, but read by the driver. */
  private static final byte[] WINDOWS_10 = {10, 0, 0x63, 0x45, 0, 0, 0, 15};

  private static final int COMPUTER_NAME = 1;
  private static final int DOMAIN_NAME = 2;
  private static final int TIMESTAMP = 7;
  private static final int HEADER = 56;
  private static final int PROOF = 16;

  /** 100-nanosecond steps between 1601 and 1970. */
  private static final long FILETIME_OF_1970 = 116_444_736_000_000_000L;

  private final byte[] challenge = new byte[8];
  private final Function<String, Optional<String>> passwords;

  /**
   * @param passwords by {@code DOMAIN\account}
   */
  NtlmExchange(Function<String, Optional<String>> passwords) {
    this.passwords = passwords;
    RANDOM.nextBytes(challenge);
  }

  static boolean isNegotiate(byte[] token) {
    return isMessage(token, NEGOTIATE);
  }

  private static boolean isMessage(byte[] token, int type) {
    return token.length >= 12
        && Arrays.equals(token, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)
        && little(token).getInt(8) == type;
  }

  byte[] challenge(String domain, String computer, Instant now) {
    byte[] target = utf16(domain);
    byte[] info =
        new ByteWriter()
            .bytes(pair(DOMAIN_NAME, target))
            .bytes(pair(COMPUTER_NAME, utf16(computer)))
            .bytes(pair(TIMESTAMP, fileTime(now)))
            .i32(0)
            .copy();
    return new ByteWriter()
        .bytes(SIGNATURE)
        .i32(CHALLENGE)
        .bytes(field(target.length, HEADER))
        .i32(FLAGS)
        .bytes(challenge)
        .i64(0)
        .bytes(field(info.length, HEADER + target.length))
        .bytes(WINDOWS_10)
        .bytes(target)
        .bytes(info)
        .copy();
  }

  /** The account as {@code DOMAIN\name}; empty where it is not proven. */
  Optional<String> proven(byte[] token) throws ProtocolException {
    if (!isMessage(token, AUTHENTICATE)) {
      throw new ProtocolException("The client's answer to the NTLM challenge is none.");
    }
    byte[] response = field(token, 20);
    String domain = text(field(token, 28));
    String user = text(field(token, 36));
    String account = domain + "\\" + user;
    boolean right =
        response.length > PROOF
            && passwords
                .apply(account)
                .filter(password -> isProof(response, domain, user, password))
                .isPresent();
    return right ? Optional.of(account) : Optional.empty();
  }

  private boolean isProof(byte[] response, String domain, String user, String password) {
    byte[] key = hmac(Md4.of(utf16(password)), utf16(user.toUpperCase(Locale.ROOT) + domain));
    byte[] temporary = Arrays.copyOfRange(response, PROOF, response.length);
    byte[] expected = hmac(key, new ByteWriter().bytes(challenge).bytes(temporary).copy());
    return MessageDigest.isEqual(expected, Arrays.copyOf(response, PROOF));
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(key, "HmacMD5"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacMD5", e);
    }
  }

  private static byte[] field(byte[] token, int at) throws ProtocolException {
    if (token.length < at + 8) {
      throw new ProtocolException("An NTLM message is cut off.");
    }
    int length = little(token).getShort(at) & 0xFFFF;
    long offset = little(token).getInt(at + 4) & 0xFFFFFFFFL;
    if (offset + length > token.length) {
      throw new ProtocolException("A field of an NTLM message leads out of it.");
    }
    return Arrays.copyOfRange(token, (int) offset, (int) offset + length);
  }

  private static byte[] field(int length, int offset) {
    return new ByteWriter().u16(length).u16(length).i32(offset).copy();
  }

  private static byte[] pair(int kind, byte[] value) {
    return new ByteWriter().u16(kind).u16(value.length).bytes(value).copy();
  }

  private static byte[] fileTime(Instant now) {
    return new ByteWriter().i64(now.toEpochMilli() * 10_000 + FILETIME_OF_1970).copy();
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  private static String text(byte[] utf16) {
    return new String(utf16, StandardCharsets.UTF_16LE);
  }
}
