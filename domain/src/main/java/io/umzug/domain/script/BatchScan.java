package io.umzug.domain.script;

import io.umzug.domain.script.BatchNature.DatabaseStatement;
import io.umzug.domain.script.BatchNature.DatabaseStatement.Verb;
import io.umzug.domain.script.BatchNature.Kind;
import io.umzug.domain.script.TSqlTokens.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks through the words of a batch, without understanding more of T-SQL than is needed. */
final class BatchScan {

  private static final int MOST_TEMPORARY_TABLES = 1000;
  private static final Set<String> MODULES =
      Set.of("PROC", "PROCEDURE", "FUNCTION", "TRIGGER", "VIEW", "DEFAULT", "RULE", "SCHEMA");
  private static final Set<String> DEFINITIONS = Set.of("CREATE", "ALTER", "DROP");
  private static final Set<String> PERMISSIONS = Set.of("GRANT", "DENY", "REVOKE");
  private static final Set<String> STARTERS =
      Set.of(
          "CREATE",
          "ALTER",
          "DROP",
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "EXEC",
          "EXECUTE",
          "SELECT",
          "USE",
          "IF",
          "WHILE",
          "DECLARE",
          "BACKUP",
          "RESTORE",
          "PRINT",
          "RAISERROR",
          "WAITFOR",
          "TRUNCATE",
          "GRANT",
          "DENY",
          "REVOKE");

  /** Of a batch that ends a transaction if there is one, and does nothing else. */
  private static final Set<String> AROUND_COMMIT =
      Set.of("IF", "ELSE", "BEGIN", "END", "COMMIT", "TRAN", "TRANSACTION", "WORK");

  private final TSqlTokens tokens;
  private final String text;
  private final List<SessionSetting> settings = new ArrayList<>();
  private final Set<String> temporaryTables = new TreeSet<>();
  private final Token[] window = new Token[4];
  private Token ahead;
  private int starters;
  private boolean conditional;
  private boolean outside;
  private boolean ownTransaction;
  private boolean opensFirst;
  private boolean rollsBack;
  private boolean commits;
  private boolean onlySoFar;
  private boolean onlyCommit = true;
  private boolean onlySession = true;
  private @Nullable String forbidden;
  private @Nullable DatabaseStatement statement;
  private final Set<String> databases = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  BatchScan(String text) {
    this.text = text;
    tokens = new TSqlTokens(text);
    Token none = new Token(TSqlTokens.Kind.END, "", 0, 0);
    Arrays.fill(window, none);
    ahead = tokens.next();
  }

  /** {@code back(1)} is the word before the current one. */
  private Token back(int n) {
    return window[n];
  }

  private Token current() {
    return window[0];
  }

  private void advance() {
    System.arraycopy(window, 0, window, 1, window.length - 1);
    window[0] = ahead;
    ahead = tokens.next();
  }

  BatchNature nature() {
    advance();
    if (isModule()) {
      return new BatchNature(Kind.MODULE, List.of(), Set.of(), null, Set.of(), null);
    }
    while (current().kind() != TSqlTokens.Kind.END) {
      look();
      advance();
    }
    return new BatchNature(
        kind(),
        List.copyOf(settings),
        Set.copyOf(temporaryTables),
        forbidden,
        Set.copyOf(databases),
        starters == 1 ? statement : null);
  }

  private Kind kind() {
    if (outside) {
      return Kind.OUTSIDE_TRANSACTION;
    }
    if (commits && onlyCommit && !ownTransaction && !rollsBack) {
      return Kind.COMMIT_ONLY;
    }
    if (opensFirst && !commits && !rollsBack) {
      return Kind.OPENS_TRANSACTION;
    }
    if (ownTransaction || commits || rollsBack) {
      return Kind.OWN_TRANSACTION;
    }
    return onlySession ? Kind.SESSION : Kind.ORDINARY;
  }

  /** What a module does is not done now. CREATE OR ALTER begins one too. */
  private boolean isModule() {
    if (!current().is("CREATE") && !current().is("ALTER")) {
      return false;
    }
    if (!ahead.is("OR")) {
      return ahead.kind() == TSqlTokens.Kind.WORD && MODULES.contains(ahead.text());
    }
    return new TSqlTokens(text.substring(ahead.end())).next().is("ALTER");
  }

  private void look() {
    Token token = current();
    if (token.symbol(';')) {
      return;
    }
    if (token.isName() && token.text().startsWith("#")) {
      if (temporaryTables.size() < MOST_TEMPORARY_TABLES) {
        temporaryTables.add(token.text().toUpperCase(Locale.ROOT));
      }
    }
    if (token.is("USE") && ahead.isName() && !back(1).symbol('(') && !back(1).symbol(',')) {
      use();
      return;
    }
    if (token.is("SET") && isOption()) {
      option();
      return;
    }
    if (token.is("PRINT") && ahead.kind() == TSqlTokens.Kind.STRING) {
      advance();
      return;
    }
    onlySoFar = onlySession;
    onlySession = false;
    onlyCommit &= belongsToCommit(token);
    if (token.kind() == TSqlTokens.Kind.WORD) {
      word(token);
    }
  }

  private static boolean belongsToCommit(Token token) {
    return switch (token.kind()) {
      case WORD -> AROUND_COMMIT.contains(token.text());
      case VARIABLE -> token.text().equalsIgnoreCase("@@TRANCOUNT");
      case NUMBER, SYMBOL -> true;
      case QUOTED_NAME, STRING, END -> false;
    };
  }

  private void use() {
    advance();
    settings.add(
        new SessionSetting(
            SessionSetting.DATABASE, "USE " + text.substring(current().start(), current().end())));
    onlyCommit = false;
  }

  private void word(Token token) {
    if (STARTERS.contains(token.text())) {
      starters++;
    }
    switch (token.text()) {
      case "IF", "WHILE" -> conditional = true;
      case "COMMIT" -> commits = true;
      case "ROLLBACK" -> rollsBack |= !back(1).is("WITH");
      case "SAVE" -> ownTransaction |= ahead.is("TRAN") || ahead.is("TRANSACTION");
      case "BEGIN" -> {
        if (ahead.is("TRAN") || ahead.is("TRANSACTION") || ahead.is("DISTRIBUTED")) {
          opensFirst |= onlySoFar;
          ownTransaction = true;
        }
      }
      case "RECONFIGURE", "SHUTDOWN" -> outside = true;
      case "FULLTEXT" -> outside |= isDefinition(back(1));
      case "BACKUP", "RESTORE" -> {
        if (!isPermission()) {
          outside = true;
          wholeDatabase(Verb.RESTORE, token.is("RESTORE") && ahead.is("DATABASE"));
        }
      }
      case "DATABASE" -> {
        if (isDefinition(back(1)) && !isPermissionBefore() && ahead.isName()) {
          definition();
        }
      }
      default -> {}
    }
  }

  private static boolean isDefinition(Token token) {
    return token.kind() == TSqlTokens.Kind.WORD && DEFINITIONS.contains(token.text());
  }

  /** GRANT BACKUP DATABASE TO ... */
  private boolean isPermission() {
    return back(1).symbol(',') || PERMISSIONS.contains(back(1).text());
  }

  private boolean isPermissionBefore() {
    return back(2).symbol(',') || PERMISSIONS.contains(back(2).text());
  }

  private void definition() {
    outside = true;
    if (back(1).is("CREATE")) {
      wholeDatabase(Verb.CREATE, true);
    } else if (back(1).is("DROP")) {
      wholeDatabase(Verb.DROP, !ahead.is("IF"));
    } else {
      String name = name(ahead);
      advance();
      if (ahead.is("SET")) {
        statement = new DatabaseStatement(Verb.SET_OPTION, name);
        advance();
      }
    }
  }

  private void wholeDatabase(Verb verb, boolean applies) {
    if (!applies) {
      return;
    }
    if (verb == Verb.RESTORE) {
      advance();
    }
    if (ahead.isName()) {
      statement = new DatabaseStatement(verb, name(ahead));
      databases.add(name(ahead));
    }
  }

  private String name(Token token) {
    return token.kind() == TSqlTokens.Kind.WORD
        ? text.substring(token.start(), token.end())
        : token.text();
  }

  private boolean isOption() {
    boolean ofDatabase = back(2).is("DATABASE") && back(3).is("ALTER");
    return !ofDatabase && SetOptions.isKnown(ahead);
  }

  /** SET QUOTED_IDENTIFIER, ANSI_NULLS ON; SET IDENTITY_INSERT dbo.t ON; SET DATEFIRST 1 ... */
  private void option() {
    int start = current().start();
    advance();
    List<String> names = new ArrayList<>(List.of(current().text()));
    while (ahead.symbol(',')) {
      advance();
      advance();
      names.add(current().text());
    }
    if (ahead.symbol('=') || ahead.symbol('.')) {
      onlySession = false;
      onlyCommit = false;
      return;
    }
    int words = SetOptions.words(names.getFirst());
    boolean known = true;
    for (int taken = 1; ; taken++) {
      advance();
      known &= current().kind() != TSqlTokens.Kind.VARIABLE;
      if (isValueOver(words, taken)) {
        break;
      }
    }
    onlyCommit = false;
    if (!known) {
      onlySession = false;
      return;
    }
    keep(names, text.substring(start, current().end()));
  }

  private boolean isValueOver(int words, int taken) {
    if (ahead.kind() == TSqlTokens.Kind.END || ahead.symbol(';')) {
      return true;
    }
    if (words == SetOptions.UNTIL_SWITCH_SEEN) {
      return current().is("ON") || current().is("OFF");
    }
    boolean continued =
        current().symbol('-')
            || current().is("REPEATABLE")
            || (current().is("READ") && !back(1).is("REPEATABLE"));
    return taken >= words && !continued;
  }

  private void keep(List<String> names, String written) {
    for (String name : names) {
      if (SetOptions.isForbidden(name) && current().is("ON")) {
        forbidden = conditional ? forbidden : name;
        return;
      }
    }
    if (names.size() == 1) {
      settings.add(new SessionSetting(names.getFirst(), written));
    } else {
      names.forEach(
          name -> settings.add(new SessionSetting(name, "SET " + name + " " + current().text())));
    }
  }
}
