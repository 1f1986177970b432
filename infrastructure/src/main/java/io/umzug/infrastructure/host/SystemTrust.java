package io.umzug.infrastructure.host;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom this machine trusts: the authorities of Java, and on Windows those of Windows, too. */
final class SystemTrust {

  private static final String WINDOWS = "Windows-ROOT";

  private final List<X509TrustManager> managers;

  private SystemTrust(List<X509TrustManager> managers) {
    this.managers = managers;
  }

  static SystemTrust ofProcess() {
    List<X509TrustManager> managers = new ArrayList<>();
    try {
      managers.addAll(in(null));
      KeyStore windows = KeyStore.getInstance(WINDOWS);
      windows.load(null, null);
      managers.addAll(in(windows));
    } catch (KeyStoreException _) {
      // No Windows: Java's own are all there are.
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This machine's trusted authorities cannot be read", e);
    }
    return new SystemTrust(managers);
  }

  static SystemTrust of(KeyStore store) throws GeneralSecurityException {
    return new SystemTrust(in(store));
  }

  private static List<X509TrustManager> in(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .toList();
  }

  /** Why nobody here vouches for it; null where somebody does. Its time is not looked at. */
  @Nullable String distrust(X509Certificate[] chain, String authType) {
    String reason = "no authority is trusted here";
    for (X509TrustManager manager : managers) {
      try {
        manager.checkServerTrusted(chain, authType);
        return null;
      } catch (CertificateException e) {
        if (isOfTime(e)) {
          return null;
        }
        reason = innermost(e);
      }
    }
    return reason;
  }

  private static boolean isOfTime(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException) {
        return true;
      }
    }
    return false;
  }

  private static String innermost(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Objects.toString(cause.getMessage(), cause.toString());
  }
}
