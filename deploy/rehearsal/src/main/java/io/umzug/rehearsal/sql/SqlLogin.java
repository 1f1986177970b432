package io.umzug.rehearsal.sql;

import java.util.Set;

/**
 * A login of an instance.
 *
 * @param name of a SQL login such as {@code sa}, or of a Windows login such as {@code
 *     ESTATE\xphone}
 * @param password of a Windows login: the one of its account in the domain, by which NTLM proves
 *     it; empty where nobody is to log in so
 * @param serverRoles such as {@code sysadmin}, {@code dbcreator}
 */
public record SqlLogin(
    String name, String password, Set<String> serverRoles, LoginCondition condition) {

  /** One that may be used. */
  public SqlLogin(String name, String password, Set<String> serverRoles) {
    this(name, password, serverRoles, LoginCondition.OPEN);
  }

  boolean windows() {
    return name.contains("\\");
  }
}
