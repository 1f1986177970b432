package io.umzug.rehearsal.tds;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** MD4 (RFC 1320), which Java lacks and NTLM's password hash is made of. Protects nothing. */
final class Md4 {

  private static final int BLOCK = 64;
  private static final int[][] SHIFTS = {{3, 7, 11, 19}, {3, 5, 9, 13}, {3, 9, 11, 15}};
  private static final int[] CONSTANTS = {0, 0x5A827999, 0x6ED9EBA1};
  private static final int[] THIRD_ORDER = {0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15};

  private Md4() {}

  static byte[] of(byte[] message) {
    int padded = (message.length + 8) / BLOCK * BLOCK + BLOCK;
    ByteBuffer blocks =
        ByteBuffer.wrap(Arrays.copyOf(message, padded)).order(ByteOrder.LITTLE_ENDIAN);
    blocks.put(message.length, (byte) 0x80).putLong(padded - 8, message.length * 8L);
    int[] state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476};
    for (int at = 0; at < padded; at += BLOCK) {
      mix(state, blocks, at);
    }
    ByteBuffer digest = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : state) {
      digest.putInt(word);
    }
    return digest.array();
  }

  private static void mix(int[] state, ByteBuffer block, int at) {
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    for (int i = 0; i < 48; i++) {
      int round = i / 16;
      int word = block.getInt(at + 4 * order(round, i % 16));
      int mixed =
          Integer.rotateLeft(
              a + chosen(round, b, c, d) + word + CONSTANTS[round], SHIFTS[round][i % 4]);
      a = d;
      d = c;
      c = b;
      b = mixed;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
  }

  private static int order(int round, int i) {
    return switch (round) {
      case 0 -> i;
      case 1 -> i % 4 * 4 + i / 4;
      default -> THIRD_ORDER[i];
    };
  }

  private static int chosen(int round, int b, int c, int d) {
    return switch (round) {
      case 0 -> b & c | ~b & d;
      case 1 -> b & c | b & d | c & d;
      default -> b ^ c ^ d;
    };
  }
}
