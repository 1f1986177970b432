package io.umzug.rehearsal.tds;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** Makes the certificate that a SQL Server without one makes for itself, for this machine only. */
final class SelfSignedCertificate {

  private static final String SUBJECT = "Umzug REHEARSAL SQL Server";
  private static final Duration VALIDITY = Duration.ofDays(3650);
  private static final byte[] SHA256_WITH_RSA =
      Der.sequence(Der.oid(1, 2, 840, 113549, 1, 1, 11), Der.tagged(0x05));

  private SelfSignedCertificate() {}

  static X509Certificate make(KeyPair keys, Instant now) throws GeneralSecurityException {
    byte[] name = Der.sequence(Der.set(Der.sequence(Der.oid(2, 5, 4, 3), Der.utf8(SUBJECT))));
    byte[] toBeSigned =
        Der.sequence(
            Der.tagged(0xA0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(120, new SecureRandom()).setBit(0)),
            SHA256_WITH_RSA,
            name,
            Der.sequence(Der.time(now.minus(Duration.ofDays(1))), Der.time(now.plus(VALIDITY))),
            name,
            keys.getPublic().getEncoded(),
            Der.tagged(0xA3, Der.sequence(alternativeNames())));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(toBeSigned);
    byte[] certificate = Der.sequence(toBeSigned, SHA256_WITH_RSA, Der.bits(signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate));
  }

  private static byte[] alternativeNames() {
    byte[] ipv6Loopback = new byte[16];
    ipv6Loopback[15] = 1;
    return Der.sequence(
        Der.oid(2, 5, 29, 17),
        Der.octets(
            Der.sequence(
                Der.tagged(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
                Der.tagged(0x87, new byte[] {127, 0, 0, 1}),
                Der.tagged(0x87, ipv6Loopback))));
  }
}
