package io.umzug.infrastructure.filesystem.smb;

import com.hierynomus.security.AEADBlockCipher;
import com.hierynomus.security.Cipher;
import com.hierynomus.security.DerivationFunction;
import com.hierynomus.security.Mac;
import com.hierynomus.security.MessageDigest;
import com.hierynomus.security.SecurityException;
import com.hierynomus.security.SecurityProvider;
import com.hierynomus.security.bc.BCSecurityProvider;

/** As smbj comes, but for the signature of SMB 3. */
final class FastSigning implements SecurityProvider {

  private final SecurityProvider usual = new BCSecurityProvider();

  @Override
  public Mac getMac(String name) throws SecurityException {
    return name.equalsIgnoreCase("AesCmac") ? new AesCmac() : usual.getMac(name);
  }

  @Override
  public MessageDigest getDigest(String name) throws SecurityException {
    return usual.getDigest(name);
  }

  @Override
  public Cipher getCipher(String name) throws SecurityException {
    return usual.getCipher(name);
  }

  @Override
  public AEADBlockCipher getAEADBlockCipher(String name) throws SecurityException {
    return usual.getAEADBlockCipher(name);
  }

  @Override
  public DerivationFunction getDerivationFunction(String name) throws SecurityException {
    return usual.getDerivationFunction(name);
  }
}
