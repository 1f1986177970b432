package io.umzug.infrastructure.host;

import io.umzug.application.filesystem.Sha256;
import io.umzug.application.host.ServerCertificate;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Lets every certificate pass and remembers what would have been said against it. Only for
 * connections over which nothing is told.
 */
final class ShownCertificates extends X509ExtendedTrustManager {

  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final Pattern COMMON_NAME = Pattern.compile("(?i)(?:^|,)CN=([^,]+)");

  private final SystemTrust trust;
  private volatile @Nullable ServerCertificate last;

  ShownCertificates(SystemTrust trust) {
    this.trust = trust;
  }

  /** Of the last server that was asked; null where none spoke TLS. */
  @Nullable ServerCertificate last() {
    return last;
  }

  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {this}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK has no TLS", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    SSLSession session = engine.getHandshakeSession();
    remember(chain, authType, Objects.toString(engine.getPeerHost(), ""), session.getProtocol());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    remember(chain, authType, socket.getInetAddress().getHostName(), "");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    remember(chain, authType, "", "");
  }

  private void remember(X509Certificate[] chain, String authType, String host, String protocol)
      throws CertificateException {
    X509Certificate server = chain[0];
    List<String> names = names(server);
    last =
        new ServerCertificate(
            host,
            protocol,
            server.getSubjectX500Principal().getName(),
            server.getIssuerX500Principal().getName(),
            names,
            server.getNotBefore().toInstant(),
            server.getNotAfter().toInstant(),
            fingerprint(server),
            names.stream().anyMatch(name -> isFor(name, host)),
            trust.distrust(chain, authType));
  }

  /** Browsers no longer look at the subject's name; it is told where there is no other. */
  private static List<String> names(X509Certificate certificate)
      throws CertificateParsingException {
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives != null) {
      return alternatives.stream()
          .filter(each -> each.get(0).equals(DNS_NAME) || each.get(0).equals(IP_ADDRESS))
          .map(each -> String.valueOf(each.get(1)))
          .toList();
    }
    Matcher common = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
    return common.find() ? List.of(common.group(1)) : List.of();
  }

  /** A star stands for one part of a name, its first. */
  private static boolean isFor(String name, String host) {
    String wanted = host.toLowerCase(Locale.ROOT);
    String given = name.toLowerCase(Locale.ROOT);
    int dot = wanted.indexOf('.');
    return given.equals(wanted)
        || (given.startsWith("*.") && dot > 0 && wanted.substring(dot).equals(given.substring(1)));
  }

  private static String fingerprint(X509Certificate certificate) throws CertificateException {
    byte[] hash = Sha256.digest().digest(certificate.getEncoded());
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    throw new UnsupportedOperationException("Asks servers only: " + Arrays.toString(chain));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
