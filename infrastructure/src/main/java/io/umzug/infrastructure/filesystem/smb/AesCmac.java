package io.umzug.infrastructure.filesystem.smb;

import com.hierynomus.security.Mac;
import com.hierynomus.security.SecurityException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-CMAC [RFC 4493] over the JDK's AES in CBC, by which SMB 3 signs every packet: ten times as
 * fast as the one in pure Java that smbj brings, in which a copy would spend nearly all of its
 * time.
 */
final class AesCmac implements Mac {

  private static final int BLOCK = 16;
  private static final int PIECE = 16 * 1024;
  private static final int REDUCTION = 0x87;
  private static final int HIGH_BIT = 0x80;

  private final Cipher cipher;
  private final byte[] scratch = new byte[PIECE];
  private final byte[] held = new byte[BLOCK];
  private byte[] whole = new byte[0];
  private byte[] padded = new byte[0];
  private SecretKeySpec key = new SecretKeySpec(new byte[BLOCK], "AES");
  private int holds;

  AesCmac() throws SecurityException {
    try {
      cipher = Cipher.getInstance("AES/CBC/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new SecurityException(e);
    }
  }

  @Override
  public void init(byte[] secret) throws SecurityException {
    key = new SecretKeySpec(secret, "AES");
    try {
      reset();
      whole = doubled(cipher.doFinal(new byte[BLOCK]));
      padded = doubled(whole);
      reset();
    } catch (GeneralSecurityException e) {
      throw new SecurityException(e);
    }
  }

  private static byte[] doubled(byte[] value) {
    byte[] result = new byte[BLOCK];
    int carry = 0;
    for (int i = BLOCK - 1; i >= 0; i--) {
      int bits = ((value[i] & 0xFF) << 1) | carry;
      result[i] = (byte) bits;
      carry = bits >> Byte.SIZE;
    }
    if ((value[0] & HIGH_BIT) != 0) {
      result[BLOCK - 1] ^= (byte) REDUCTION;
    }
    return result;
  }

  @Override
  public void update(byte value) {
    update(new byte[] {value}, 0, 1);
  }

  @Override
  public void update(byte[] bytes) {
    update(bytes, 0, bytes.length);
  }

  /** The last block is held back: it is treated otherwise. */
  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int left = length;
    while (left > 0) {
      if (holds == BLOCK) {
        encrypt(held, 0, BLOCK);
        holds = 0;
      }
      if (holds == 0 && left > BLOCK) {
        int direct = Math.min(PIECE, (left - 1) / BLOCK * BLOCK);
        encrypt(bytes, at, direct);
        at += direct;
        left -= direct;
      } else {
        int taken = Math.min(BLOCK - holds, left);
        System.arraycopy(bytes, at, held, holds, taken);
        holds += taken;
        at += taken;
        left -= taken;
      }
    }
  }

  private void encrypt(byte[] bytes, int offset, int length) {
    try {
      cipher.update(bytes, offset, length, scratch, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES of whole blocks cannot fail", e);
    }
  }

  @Override
  public byte[] doFinal() {
    byte[] mask = whole;
    if (holds < BLOCK) {
      Arrays.fill(held, holds, BLOCK, (byte) 0);
      held[holds] = (byte) HIGH_BIT;
      mask = padded;
    }
    for (int i = 0; i < BLOCK; i++) {
      held[i] ^= mask[i];
    }
    try {
      byte[] code = cipher.doFinal(held, 0, BLOCK);
      reset();
      return code;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES of whole blocks cannot fail", e);
    }
  }

  @Override
  public void reset() {
    holds = 0;
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[BLOCK]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key was good before", e);
    }
  }
}
