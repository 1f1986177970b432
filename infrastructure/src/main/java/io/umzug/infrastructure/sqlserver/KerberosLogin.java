package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.SqlServerAuthentication.Kerberos;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;

/**
 * A ticket for one connection: from the keytab, by the password, or out of the ticket cache. The
 * JAAS configuration is made here, so that no file and no system property is needed; realm and KDC
 * come from krb5.conf or krb5.ini as ever.
 */
final class KerberosLogin {

  private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";
  private static final String KERBEROS = "1.2.840.113554.1.2.2";

  private KerberosLogin() {}

  /**
   * Java itself waits for a silent KDC up to three times thirty seconds, and for each KDC anew.
   *
   * @param patience after which no KDC is waited for any more
   * @throws LoginException where there is no ticket to be had
   * @throws UncheckedIOException where the password or the keytab cannot be read
   */
  static GSSCredential credential(Kerberos kerberos, Duration patience) throws LoginException {
    Kerberos read = read(kerberos);
    FutureTask<GSSCredential> login = new FutureTask<>(() -> credential(read));
    Thread thread = Thread.ofVirtual().name("kerberos-login").start(login);
    try {
      return login.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failed(e);
    } catch (TimeoutException _) {
      thread.interrupt();
      throw failed(
          new SocketTimeoutException(
              "no KDC answered within %d s".formatted(patience.toSeconds())));
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new LoginException("Interrupted while a KDC was waited for");
    }
  }

  /** Java's module would make a stack trace of a missing file, or nothing. */
  private static Kerberos read(Kerberos kerberos) {
    Path keytab = kerberos.keytab();
    if (keytab != null && !Files.isReadable(keytab)) {
      throw new UncheckedIOException(
          "Cannot read the keytab " + keytab, new NoSuchFileException(keytab.toString()));
    }
    if (kerberos.password() == null) {
      return kerberos;
    }
    String password = kerberos.password().get();
    return new Kerberos(kerberos.principal(), () -> password, keytab, kerberos.servicePrincipal());
  }

  private static GSSCredential credential(Kerberos kerberos) throws LoginException {
    return as(
        kerberos,
        () ->
            GSSManager.getInstance()
                .createCredential(
                    null,
                    GSSCredential.DEFAULT_LIFETIME,
                    new Oid(KERBEROS),
                    GSSCredential.INITIATE_ONLY));
  }

  /** Does something with the account's ticket. */
  static <T> T as(Kerberos kerberos, Callable<T> work) throws LoginException {
    LoginContext context =
        new LoginContext("umzug", new Subject(), answering(kerberos), configuration(kerberos));
    context.login();
    try {
      return Subject.callAs(context.getSubject(), work);
    } catch (CompletionException e) {
      throw failed(e);
    }
  }

  private static LoginException failed(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof LoginException itself) {
      return itself;
    }
    LoginException failure = new LoginException("No Kerberos credential: " + cause.getMessage());
    failure.initCause(cause);
    return failure;
  }

  private static CallbackHandler answering(Kerberos kerberos) {
    return callbacks -> {
      for (Callback callback : callbacks) {
        switch (callback) {
          case NameCallback name when kerberos.principal() != null ->
              name.setName(kerberos.principal());
          case PasswordCallback password when kerberos.password() != null ->
              password.setPassword(kerberos.password().get().toCharArray());
          default -> {
            // Left open: the module says itself what it lacks.
          }
        }
      }
    };
  }

  private static Configuration configuration(Kerberos kerberos) {
    Map<String, String> options = options(kerberos);
    return new Configuration() {
      @Override
      public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
        return new AppConfigurationEntry[] {
          new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options)
        };
      }
    };
  }

  static Map<String, String> options(Kerberos kerberos) {
    Map<String, String> options = new HashMap<>();
    if (kerberos.principal() != null) {
      options.put("principal", kerberos.principal());
    }
    if (kerberos.keytab() != null) {
      options.put("useKeyTab", "true");
      options.put("keyTab", kerberos.keytab().toAbsolutePath().toString());
      options.put("doNotPrompt", "true");
    } else if (kerberos.password() == null) {
      options.put("useTicketCache", "true");
      options.put("doNotPrompt", "true");
    }
    options.put("refreshKrb5Config", "true");
    return options;
  }
}
