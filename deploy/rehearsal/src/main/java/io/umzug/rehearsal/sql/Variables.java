package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlSession.Parameter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DECLARE and SET of a batch's scalar variables. */
final class Variables {

  private final EngineSession session;
  private final Queries queries;
  private final List<Parameter> known;

  Variables(EngineSession session, Queries queries, List<Parameter> known) {
    this.session = session;
    this.queries = queries;
    this.known = known;
  }

  void declare(TokenCursor in) throws SqlRefusal, SQLException {
    in.expect("DECLARE");
    do {
      Token name = variable(in);
      in.accept("AS");
      ColumnType type = TypeParser.read(in, session.catalog(session.database()));
      if (queries.parameter(name.text()) != null) {
        throw SqlRefusal.of(
            134,
            15,
            2,
            "The variable name '%s' has already been declared. Variable names must be unique within"
                + " a query batch or stored procedure.",
            name.text());
      }
      Object value = in.acceptSymbol("=") ? queries.value(expression(in, type), type) : null;
      known.add(new Parameter(name.text(), type.wire(), value, false));
    } while (in.acceptSymbol(","));
    in.end();
  }

  void assign(TokenCursor in) throws SqlRefusal, SQLException {
    in.expect("SET");
    Token name = variable(in);
    in.expectSymbol("=");
    @Nullable Parameter before = queries.parameter(name.text());
    if (before == null) {
      throw SqlRefusal.of(137, 15, 1, "Must declare the scalar variable \"%s\".", name.text());
    }
    ColumnType type = ResultTypes.of(before.type());
    Object value = queries.value(expression(in, type), type);
    in.end();
    known.set(
        known.indexOf(before), new Parameter(before.name(), before.type(), value, before.output()));
  }

  private static Token variable(TokenCursor in) throws SqlRefusal {
    if (in.peek().kind() != Token.Kind.VARIABLE) {
      throw SqlRefusal.syntax(in.peek());
    }
    return in.next();
  }

  private static List<Token> expression(TokenCursor in, ColumnType type) throws SqlRefusal {
    int line = in.peek().line();
    List<Token> expression = new ArrayList<>();
    if (type.system() == SystemType.SQL_VARIANT) {
      expression.add(new Token(Token.Kind.WORD, "CAST", line));
      expression.add(new Token(Token.Kind.SYMBOL, "(", line));
    }
    int depth = 0;
    while (!in.atEnd() && (depth > 0 || !in.peek().symbol(","))) {
      Token token = in.next();
      depth += token.symbol("(") ? 1 : token.symbol(")") ? -1 : 0;
      expression.add(token);
    }
    if (expression.isEmpty()) {
      throw SqlRefusal.syntax(in.peek());
    }
    if (type.system() == SystemType.SQL_VARIANT) {
      expression.add(new Token(Token.Kind.WORD, "AS", line));
      expression.add(new Token(Token.Kind.WORD, "sql_variant", line));
      expression.add(new Token(Token.Kind.SYMBOL, ")", line));
    }
    expression.add(new Token(Token.Kind.END, "", line));
    return expression;
  }
}
