package io.umzug.rehearsal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts a batch into statements; T-SQL needs no semicolon between them. */
final class BatchParser {

  private static final Set<String> STARTERS =
      Set.of(
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "CREATE",
          "DROP",
          "ALTER",
          "EXEC",
          "EXECUTE",
          "USE",
          "BACKUP",
          "RESTORE",
          "SET",
          "IF",
          "BEGIN",
          "COMMIT",
          "ROLLBACK",
          "SAVE",
          "KILL",
          "RECONFIGURE",
          "TRUNCATE",
          "PRINT",
          "DECLARE",
          "GRANT",
          "REVOKE",
          "DENY",
          "WAITFOR",
          "RAISERROR",
          "THROW",
          "CHECKPOINT",
          "DBCC",
          "WHILE",
          "RETURN",
          "ELSE",
          "END");

  private final List<Token> tokens;
  private int at;

  private BatchParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static List<Statement> parse(String sql) throws SqlRefusal {
    BatchParser parser = new BatchParser(Lexer.tokens(sql));
    List<Statement> statements = parser.sequence();
    if (parser.peek().kind() != Token.Kind.END) {
      throw SqlRefusal.syntax(parser.peek());
    }
    return statements;
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token ahead(int n) {
    return tokens.get(Math.min(at + n, tokens.size() - 1));
  }

  private List<Statement> sequence() throws SqlRefusal {
    List<Statement> statements = new ArrayList<>();
    while (true) {
      while (peek().symbol(";")) {
        at++;
      }
      if (peek().kind() == Token.Kind.END || peek().is("END") || peek().is("ELSE")) {
        return statements;
      }
      statements.add(statement());
    }
  }

  private Statement statement() throws SqlRefusal {
    if (peek().is("IF")) {
      return conditional();
    }
    if (peek().is("BEGIN") && !ahead(1).is("TRAN") && !ahead(1).is("TRANSACTION")) {
      if (ahead(1).is("TRY") || ahead(1).is("CATCH")) {
        throw SqlRefusal.syntax(ahead(1));
      }
      at++;
      List<Statement> inner = sequence();
      if (!peek().is("END")) {
        throw SqlRefusal.syntax(peek());
      }
      at++;
      return new Statement.Block(inner);
    }
    return new Statement.Plain(plain());
  }

  private Statement conditional() throws SqlRefusal {
    at++;
    List<Token> condition = upTo(at);
    if (peek().kind() == Token.Kind.END) {
      throw SqlRefusal.syntax(tokens.get(at - 1));
    }
    Statement then = statement();
    Statement otherwise = null;
    int before = at;
    while (peek().symbol(";")) {
      at++;
    }
    if (peek().is("ELSE")) {
      at++;
      otherwise = statement();
    } else {
      at = before;
    }
    return new Statement.Conditional(condition, then, otherwise);
  }

  private List<Token> upTo(int start) {
    int depth = 0;
    while (peek().kind() != Token.Kind.END) {
      depth += depthChange(peek());
      if (depth == 0 && peek().kind() == Token.Kind.WORD && isStarter(peek())) {
        break;
      }
      at++;
    }
    return closed(start);
  }

  private List<Token> closed(int start) {
    List<Token> part = new ArrayList<>(tokens.subList(start, at));
    part.add(new Token(Token.Kind.END, "", peek().line()));
    return List.copyOf(part);
  }

  private static int depthChange(Token token) {
    return token.symbol("(") ? 1 : token.symbol(")") ? -1 : 0;
  }

  private static boolean isStarter(Token token) {
    return STARTERS.contains(token.text().toUpperCase(Locale.ROOT));
  }

  private List<Token> plain() {
    int start = at;
    Parts parts =
        new Parts(peek().text().toUpperCase(Locale.ROOT), ahead(1).text().toUpperCase(Locale.ROOT));
    int depth = 0;
    int cases = 0;
    while (true) {
      at++;
      Token token = peek();
      if (token.kind() == Token.Kind.END || (depth == 0 && token.symbol(";"))) {
        return closed(start);
      }
      depth += depthChange(token);
      if (depth == 0 && (token.is("VALUES") || parts.endsPermission(token))) {
        parts.body = true;
      }
      if (token.is("CASE")) {
        cases++;
      } else if (token.is("END") && cases > 0) {
        cases--;
      } else if (depth == 0
          && cases == 0
          && token.kind() == Token.Kind.WORD
          && isStarter(token)
          && !parts.continuedBy(token, tokens.get(at - 1), ahead(1))) {
        return closed(start);
      }
    }
  }

  /** What has been seen of the statement that is being read. */
  private static final class Parts {
    private static final Set<String> PERMISSIONS = Set.of("GRANT", "REVOKE", "DENY");
    private static final Set<String> DROPPED =
        Set.of(
            "COLUMN",
            "CONSTRAINT",
            "MEMBER",
            "ROWGUIDCOL",
            "SPARSE",
            "PERSISTED",
            "PERIOD",
            "HIDDEN");

    private final String first;
    private final String second;
    private boolean body;

    Parts(String first, String second) {
      this.first = first;
      this.second = second;
    }

    /** Behind TO or FROM stand the names, and then the next statement. */
    boolean endsPermission(Token token) {
      return PERMISSIONS.contains(first) && (token.is("TO") || token.is("FROM"));
    }

    boolean continuedBy(Token token, Token previous, @Nullable Token next) {
      if (previous.symbol(".") || first.equals("MERGE")) {
        return true;
      }
      if (PERMISSIONS.contains(first)) {
        return !body || previous.is("WITH");
      }
      return switch (token.text().toUpperCase(Locale.ROOT)) {
        case "SELECT" ->
            previous.is("UNION")
                || previous.is("ALL")
                || previous.is("EXCEPT")
                || previous.is("INTERSECT")
                || previous.is("AS")
                || opensBody("INSERT")
                || opensBody("WITH");
        case "EXEC", "EXECUTE" -> opensBody("INSERT");
        case "INSERT", "UPDATE", "DELETE" -> previous.is("ON") || opensBody("WITH");
        case "SET" ->
            (first.equals("ALTER")
                    && Set.of("DATABASE", "INDEX", "TABLE").contains(second)
                    && opensBody("ALTER"))
                || previous.is("DELETE")
                || previous.is("UPDATE")
                || opensBody("UPDATE")
                || first.equals("WITH");
        case "DROP" ->
            first.equals("ALTER")
                && next != null
                && DROPPED.contains(next.text().toUpperCase(Locale.ROOT));
        case "ALTER" -> first.equals("ALTER") && next != null && next.is("COLUMN");
        case "IF" -> first.equals("DROP") && next != null && next.is("EXISTS");
        case "ROLLBACK" -> previous.is("WITH");
        default -> false;
      };
    }

    private boolean opensBody(String statement) {
      if (first.equals(statement) && !body) {
        body = true;
        return true;
      }
      return false;
    }
  }
}
