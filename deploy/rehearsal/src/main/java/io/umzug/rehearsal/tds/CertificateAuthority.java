package io.umzug.rehearsal.tds;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** A company's own authority, which certifies its servers. */
public final class CertificateAuthority {

  private static final String NAME = "Umzug REHEARSAL authority";

  private final KeyPair keys;
  private final KeyPair servers;
  private final X509Certificate certificate;

  private CertificateAuthority(KeyPair keys, KeyPair servers, X509Certificate certificate) {
    this.keys = keys;
    this.servers = servers;
    this.certificate = certificate;
  }

  /** One that is valid ten years before and after the moment. */
  public static CertificateAuthority found(Instant now) throws IOException {
    try {
      KeyPair keys = Certificates.ecKeys();
      return new CertificateAuthority(
          keys, Certificates.ecKeys(), Certificates.authority(NAME, keys, now));
    } catch (GeneralSecurityException e) {
      throw new IOException("No certificates can be made here: " + e.getMessage(), e);
    }
  }

  /** What clients have to trust. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** TLS with a certificate for that host and time; all its servers have the same key. */
  public ServerTls certify(String host, Instant from, Instant until) throws IOException {
    try {
      return ServerTls.of(
          servers.getPrivate(),
          new Certificates.Issuer(NAME, keys.getPrivate())
              .sign(
                  host,
                  servers.getPublic(),
                  from,
                  until,
                  Certificates.alternativeNames(Certificates.dnsName(host))));
    } catch (GeneralSecurityException e) {
      throw new IOException("No certificate for " + host + ": " + e.getMessage(), e);
    }
  }
}
