package io.umzug.rehearsal.tds;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** Makes certificates [RFC 5280]. */
final class Certificates {

  private static final String SELF = "Umzug REHEARSAL SQL Server";
  private static final Duration LONG = Duration.ofDays(3650);
  private static final byte[] SHA256_WITH_RSA =
      Der.sequence(Der.oid(1, 2, 840, 113549, 1, 1, 11), Der.tagged(0x05));
  private static final byte[] SHA256_WITH_ECDSA = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));

  private Certificates() {}

  /** What every client can check. */
  static KeyPair rsaKeys() throws GeneralSecurityException {
    return newKeys("RSA", 2048);
  }

  /** Made in no time. */
  static KeyPair ecKeys() throws GeneralSecurityException {
    return newKeys("EC", 256);
  }

  private static KeyPair newKeys(String algorithm, int size) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(size);
    return generator.generateKeyPair();
  }

  /** The one that a SQL Server without a certificate makes for itself, for this machine only. */
  static X509Certificate selfSigned(KeyPair keys, Instant now) throws GeneralSecurityException {
    byte[] ipv6Loopback = new byte[16];
    ipv6Loopback[15] = 1;
    return new Issuer(SELF, keys.getPrivate())
        .sign(
            SELF,
            keys.getPublic(),
            now.minus(Duration.ofDays(1)),
            now.plus(LONG),
            alternativeNames(
                dnsName("localhost"),
                Der.tagged(0x87, new byte[] {127, 0, 0, 1}),
                Der.tagged(0x87, ipv6Loopback)));
  }

  /** One that vouches for others. */
  static X509Certificate authority(String name, KeyPair keys, Instant now)
      throws GeneralSecurityException {
    return new Issuer(name, keys.getPrivate())
        .sign(
            name,
            keys.getPublic(),
            now.minus(LONG),
            now.plus(LONG),
            Der.sequence(
                Der.oid(2, 5, 29, 19),
                Der.tagged(0x01, new byte[] {-1}),
                Der.octets(Der.sequence(Der.tagged(0x01, new byte[] {-1})))));
  }

  /** Whoever signs. */
  record Issuer(String name, PrivateKey key) {

    X509Certificate sign(
        String subject, PublicKey subjectsKey, Instant from, Instant until, byte[] extension)
        throws GeneralSecurityException {
      boolean rsa = key.getAlgorithm().equals("RSA");
      byte[] algorithm = rsa ? SHA256_WITH_RSA : SHA256_WITH_ECDSA;
      byte[] toBeSigned =
          Der.sequence(
              Der.tagged(0xA0, Der.integer(BigInteger.TWO)),
              Der.integer(new BigInteger(120, new SecureRandom()).setBit(0)),
              algorithm,
              commonName(name),
              Der.sequence(Der.time(from), Der.time(until)),
              commonName(subject),
              subjectsKey.getEncoded(),
              Der.tagged(0xA3, Der.sequence(extension)));
      Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
      signature.initSign(key);
      signature.update(toBeSigned);
      byte[] certificate = Der.sequence(toBeSigned, algorithm, Der.bits(signature.sign()));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(certificate));
    }
  }

  private static byte[] commonName(String name) {
    return Der.sequence(Der.set(Der.sequence(Der.oid(2, 5, 4, 3), Der.utf8(name))));
  }

  static byte[] dnsName(String host) {
    return Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] alternativeNames(byte[]... names) {
    return Der.sequence(Der.oid(2, 5, 29, 17), Der.octets(Der.sequence(names)));
  }
}
