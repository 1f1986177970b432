package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.Login;
import java.util.Locale;
import java.util.Set;

/** CREATE, ALTER and DROP LOGIN. */
final class LoginCommands {

  private final EngineSession session;

  LoginCommands(EngineSession session) {
    this.session = session;
  }

  void run(TokenCursor in) throws SqlRefusal {
    if (in.accept("CREATE", "LOGIN")) {
      create(in);
    } else if (in.accept("ALTER", "LOGIN")) {
      alter(in);
    } else {
      in.expect("DROP", "LOGIN");
      drop(in.name());
    }
    in.end();
  }

  private void create(TokenCursor in) throws SqlRefusal {
    String name = in.name();
    String password = "";
    LoginCondition condition = LoginCondition.OPEN;
    if (in.accept("FROM", "WINDOWS")) {
      skip(in);
      if (!name.contains("\\")) {
        throw SqlRefusal.of(
            15407,
            16,
            1,
            "'%s' is not a valid Windows NT name. Give the complete name: <domain\\username>.",
            name);
      }
    } else {
      in.expect("WITH", "PASSWORD");
      in.expectSymbol("=");
      password = in.string();
      condition = in.accept("MUST_CHANGE") ? LoginCondition.MUST_CHANGE : LoginCondition.OPEN;
      skip(in);
    }
    requireSecurityAdmin();
    if (session.instance().state().login(name).isPresent()
        || Logins.SERVER_ROLES.contains(name.toLowerCase(Locale.ROOT))) {
      throw SqlRefusal.of(15025, 16, 1, "The server principal '%s' already exists.", name);
    }
    SqlLogin login = new SqlLogin(name, password, Set.of(), condition);
    String now = session.instance().now().toString();
    session
        .instance()
        .update(state -> state.with(Logins.create(login, state.nextPrincipal(), now)));
  }

  private static void skip(TokenCursor in) {
    while (!in.atEnd()) {
      in.next();
    }
  }

  private void alter(TokenCursor in) throws SqlRefusal {
    String name = in.name();
    requireSecurityAdmin();
    Login login = Logins.known(session, "alter", name);
    if (in.accept("DISABLE")) {
      change(login.with(LoginCondition.DISABLED));
    } else if (in.accept("ENABLE")) {
      change(
          login.condition() == LoginCondition.DISABLED ? login.with(LoginCondition.OPEN) : login);
    } else {
      in.expect("WITH", "PASSWORD");
      in.expectSymbol("=");
      String password = in.string();
      boolean mustChange = in.accept("MUST_CHANGE");
      boolean unlock = in.accept("UNLOCK");
      skipPolicies(in);
      change(Logins.withPassword(login, password, mustChange, unlock));
    }
  }

  /** There is no Windows here whose policy could be asked. */
  private static void skipPolicies(TokenCursor in) throws SqlRefusal {
    while (in.acceptSymbol(",")) {
      if (!in.accept("CHECK_POLICY")) {
        in.expect("CHECK_EXPIRATION");
      }
      in.expectSymbol("=");
      if (!in.accept("ON")) {
        in.expect("OFF");
      }
    }
  }

  private void change(Login login) {
    session.instance().update(state -> state.with(login));
  }

  private void drop(String name) throws SqlRefusal {
    requireSecurityAdmin();
    Login login = Logins.known(session, "drop", name);
    session.instance().update(state -> state.withoutLogin(login.id()));
  }

  private void requireSecurityAdmin() throws SqlRefusal {
    if (!session.login().has("sysadmin") && !session.login().has("securityadmin")) {
      throw SqlRefusal.of(15247, 16, 1, "User does not have permission to perform this action.");
    }
  }
}
