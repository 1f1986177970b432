package io.umzug.rehearsal.tds;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;

/**
 * The server's side of Kerberos, bare or within SPNEGO: what a domain's KDC vouches for is checked
 * with the keys of the server's service principal.
 *
 * @param keytab with keys of {@code MSSQLSvc/host:port}; read at each login
 */
public record KerberosService(Path keytab) {

  private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";
  private static final String KERBEROS = "1.2.840.113554.1.2.2";
  private static final String SPNEGO = "1.3.6.1.5.5.2";

  /** One client's proof, which may take several tokens. */
  public static final class Exchange {

    private final Subject service;
    private final GSSContext context;

    private Exchange(Subject service) throws GSSException {
      this.service = service;
      this.context =
          as(
              service,
              () ->
                  GSSManager.getInstance()
                      .createContext(
                          GSSManager.getInstance()
                              .createCredential(
                                  null,
                                  GSSCredential.INDEFINITE_LIFETIME,
                                  new Oid[] {new Oid(KERBEROS), new Oid(SPNEGO)},
                                  GSSCredential.ACCEPT_ONLY)));
    }

    /**
     * Takes what the client sent.
     *
     * @return what it is to get; empty where it needs nothing more
     * @throws GSSException where it proves nothing
     */
    public byte[] accept(byte[] token) throws GSSException {
      byte[] answer = as(service, () -> context.acceptSecContext(token, 0, token.length));
      return answer == null ? new byte[0] : answer;
    }

    public boolean isOver() {
      return context.isEstablished();
    }

    /** A realm such as ESTATE.EXAMPLE is the domain ESTATE. */
    public String account() throws GSSException {
      KerberosPrincipal client = new KerberosPrincipal(context.getSrcName().toString());
      String name = client.getName().substring(0, client.getName().lastIndexOf('@'));
      String domain = client.getRealm().split("\\.", 2)[0];
      return domain.toUpperCase(Locale.ROOT) + "\\" + name;
    }
  }

  /**
   * Begins with a client.
   *
   * @throws GSSException where the keytab has no keys
   */
  public Exchange begin() throws GSSException {
    try {
      LoginContext login = new LoginContext("rehearsal", new Subject(), null, configuration());
      login.login();
      return new Exchange(login.getSubject());
    } catch (LoginException e) {
      GSSException failure =
          new GSSException(GSSException.NO_CRED, 0, keytab + ": " + e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  private Configuration configuration() {
    Map<String, String> options =
        Map.of(
            "principal", "*",
            "isInitiator", "false",
            "storeKey", "true",
            "useKeyTab", "true",
            "keyTab", keytab.toAbsolutePath().toString(),
            "doNotPrompt", "true");
    return new Configuration() {
      @Override
      public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
        return new AppConfigurationEntry[] {
          new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options)
        };
      }
    };
  }

  private interface Step<T> {
    T take() throws GSSException;
  }

  private static <T> T as(Subject subject, Step<T> step) throws GSSException {
    try {
      return Subject.callAs(subject, step::take);
    } catch (CompletionException e) {
      if (e.getCause() instanceof GSSException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
