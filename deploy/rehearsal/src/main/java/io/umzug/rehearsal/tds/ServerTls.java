package io.umzug.rehearsal.tds;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** What a server does about encryption. Strict TDS 8.0 is there whenever TLS is. */
public final class ServerTls {

  private static final String ALIAS = "server";

  /** Keeps no secret: whoever may read the file may have the stand-in's key. */
  private static final char[] PASSWORD = "rehearsal".toCharArray();

  /** How much a server insists on encryption. */
  public enum Policy {
    /** No TLS at all. */
    OFF,
    /** The client decides: login only (its "encrypt=false"), all, or, if it cannot, none. */
    OFFERED,
    /** As with SQL Server's "Force Encryption". */
    REQUIRED
  }

  private final Policy policy;
  private final @Nullable SSLContext context;
  private final @Nullable X509Certificate certificate;

  private ServerTls(
      Policy policy, @Nullable SSLContext context, @Nullable X509Certificate certificate) {
    this.policy = policy;
    this.context = context;
    this.certificate = certificate;
  }

  public static ServerTls off() {
    return new ServerTls(Policy.OFF, null, null);
  }

  /**
   * TLS is offered with a self-signed certificate for localhost, 127.0.0.1 and ::1.
   *
   * @param keyStore a PKCS #12 file that keeps key and certificate; made if it is missing
   */
  public static ServerTls selfSigned(Path keyStore) throws IOException {
    try {
      KeyStore keys = Files.exists(keyStore) ? load(keyStore) : make(keyStore);
      if (!(keys.getCertificate(ALIAS) instanceof X509Certificate certificate)) {
        throw new IOException(keyStore + " holds no certificate called '" + ALIAS + "'.");
      }
      return new ServerTls(Policy.OFFERED, context(keys), certificate);
    } catch (GeneralSecurityException e) {
      throw new IOException("No TLS with " + keyStore + ": " + e.getMessage(), e);
    }
  }

  /** TLS is offered with this certificate. */
  static ServerTls of(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException, IOException {
    return new ServerTls(Policy.OFFERED, context(store(key, certificate)), certificate);
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** The same, but no client without encryption. */
  public ServerTls required() {
    if (context == null) {
      throw new IllegalStateException("Encryption cannot be required where TLS is off.");
    }
    return new ServerTls(Policy.REQUIRED, context, certificate);
  }

  /** For a server of another protocol; null where TLS is off. */
  public @Nullable SSLContext context() {
    return context;
  }

  /** What clients have to trust; null where TLS is off. */
  public @Nullable X509Certificate certificate() {
    return certificate;
  }

  Policy policy() {
    return policy;
  }

  /** An engine for a handshake inside TDS packets, for which TLS 1.2 is the newest. */
  SSLEngine engineInsideTds() throws IOException {
    SSLEngine engine = engine();
    engine.setEnabledProtocols(new String[] {"TLSv1.2"});
    return engine;
  }

  /** An engine for TDS 8.0, which comes after TLS. */
  SSLEngine engineForStrict() throws IOException {
    SSLEngine engine = engine();
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"tds/8.0"});
    engine.setSSLParameters(parameters);
    return engine;
  }

  private SSLEngine engine() throws IOException {
    if (context == null) {
      throw new ProtocolException("The client wants TLS, which is off.");
    }
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    return engine;
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static KeyStore make(Path file) throws IOException, GeneralSecurityException {
    KeyPair pair = Certificates.rsaKeys();
    KeyStore keys = store(pair.getPrivate(), Certificates.selfSigned(pair, Instant.now()));
    try (OutputStream out = Files.newOutputStream(file)) {
      keys.store(out, PASSWORD);
    }
    return keys;
  }

  private static KeyStore store(PrivateKey key, X509Certificate certificate)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(ALIAS, key, PASSWORD, new Certificate[] {certificate});
    return keys;
  }
}
