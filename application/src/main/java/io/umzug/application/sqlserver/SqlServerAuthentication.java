package io.umzug.application.sqlserver;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** As whom Umzug logs in to a SQL Server. Passwords are read at every connection, never kept. */
public sealed interface SqlServerAuthentication {

  /** A SQL Server login: the instance must allow it beside Windows logins (mixed mode). */
  record SqlLogin(String user, Supplier<String> password) implements SqlServerAuthentication {
    @Override
    public String toString() {
      return user;
    }
  }

  /**
   * A Windows account with its password, by NTLM.
   *
   * @param domain the domain, or the machine for one of its local accounts
   */
  record WindowsAccount(String domain, String user, Supplier<String> password)
      implements SqlServerAuthentication {
    @Override
    public String toString() {
      return domain + "\\" + user + " (NTLM)";
    }
  }

  /**
   * A domain account by Kerberos.
   *
   * @param principal such as {@code xphone@CORP.EXAMPLE}; null for the account whose ticket is in
   *     the ticket cache
   * @param password null where the ticket cache or the keytab is to serve
   * @param keytab null where the ticket cache or the password is to serve
   * @param servicePrincipal of the SQL Server, where it is not {@code MSSQLSvc/host:port}
   */
  record Kerberos(
      @Nullable String principal,
      @Nullable Supplier<String> password,
      @Nullable Path keytab,
      @Nullable String servicePrincipal)
      implements SqlServerAuthentication {

    public Kerberos {
      if (password != null && keytab != null) {
        throw new IllegalArgumentException(
            "Kerberos takes a password or a keytab, not both. Without either, the ticket cache serves.");
      }
      if (principal == null && (password != null || keytab != null)) {
        throw new IllegalArgumentException(
            "Kerberos with a password or a keytab needs the user, such as xphone@CORP.EXAMPLE.");
      }
    }

    @Override
    public String toString() {
      return (principal == null ? "the ticket cache's account" : principal) + " (Kerberos)";
    }
  }

  /** The Windows account under which Umzug itself runs; on Windows only. */
  record Integrated() implements SqlServerAuthentication {
    @Override
    public String toString() {
      return "the account that runs Umzug (integrated)";
    }
  }
}
