package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.Expression.Arithmetic;
import io.umzug.rehearsal.sql.Expression.Branch;
import io.umzug.rehearsal.sql.Expression.Call;
import io.umzug.rehearsal.sql.Expression.Case;
import io.umzug.rehearsal.sql.Expression.Collated;
import io.umzug.rehearsal.sql.Expression.Comparison;
import io.umzug.rehearsal.sql.Expression.Constant;
import io.umzug.rehearsal.sql.Expression.Conversion;
import io.umzug.rehearsal.sql.Expression.IsNull;
import io.umzug.rehearsal.sql.Expression.Joined;
import io.umzug.rehearsal.sql.Expression.Like;
import io.umzug.rehearsal.sql.Expression.Name;
import io.umzug.rehearsal.sql.Expression.NextValue;
import io.umzug.rehearsal.sql.Expression.Not;
import io.umzug.rehearsal.sql.Expression.Signed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an expression; parentheses leave no trace but the order. */
final class ExpressionParser {

  private static final Set<String> COMPARISONS =
      Set.of("=", "<>", "!=", "<", ">", "<=", ">=", "!<", "!>");
  private static final Set<String> CONVERSIONS =
      Set.of("CAST", "CONVERT", "TRY_CAST", "TRY_CONVERT");
  private static final Set<String> WITHOUT_PARENTHESES =
      Set.of("CURRENT_TIMESTAMP", "CURRENT_USER", "SESSION_USER", "SYSTEM_USER", "USER");

  private final TokenCursor in;
  private final Catalog catalog;

  ExpressionParser(TokenCursor in, Catalog catalog) {
    this.in = in;
    this.catalog = catalog;
  }

  Expression condition() throws SqlRefusal {
    return joined("OR", () -> joined("AND", this::negated));
  }

  /** A value without comparison, as behind DEFAULT. */
  Expression value() throws SqlRefusal {
    return sum();
  }

  private interface Reading {
    Expression read() throws SqlRefusal;
  }

  private Expression joined(String word, Reading operand) throws SqlRefusal {
    List<Expression> operands = new ArrayList<>();
    do {
      Expression next = operand.read();
      if (next instanceof Joined inner && inner.word().equals(word)) {
        operands.addAll(inner.operands());
      } else {
        operands.add(next);
      }
    } while (in.accept(word));
    return operands.size() == 1 ? operands.getFirst() : new Joined(word, List.copyOf(operands));
  }

  private Expression negated() throws SqlRefusal {
    return in.accept("NOT") ? new Not(negated()) : predicate();
  }

  private Expression predicate() throws SqlRefusal {
    Expression left = sum();
    while (true) {
      if (in.peek().kind() == Token.Kind.SYMBOL && COMPARISONS.contains(in.peek().text())) {
        String operator = in.next().text();
        // What the server writes for the forms that nobody else has.
        operator =
            switch (operator) {
              case "!=" -> "<>";
              case "!<" -> ">=";
              case "!>" -> "<=";
              default -> operator;
            };
        left = new Comparison(operator, left, sum());
      } else if (in.accept("IS", "NOT", "NULL")) {
        left = new IsNull(left, true);
      } else if (in.accept("IS", "NULL")) {
        left = new IsNull(left, false);
      } else if (in.accept("NOT", "LIKE")) {
        left = new Not(like(left));
      } else if (in.accept("NOT", "IN")) {
        left = new Not(among(left));
      } else if (in.accept("NOT", "BETWEEN")) {
        left = new Not(between(left));
      } else if (in.accept("LIKE")) {
        left = like(left);
      } else if (in.accept("IN")) {
        left = among(left);
      } else if (in.accept("BETWEEN")) {
        left = between(left);
      } else {
        return left;
      }
    }
  }

  private Expression like(Expression operand) throws SqlRefusal {
    Expression pattern = sum();
    return new Like(operand, pattern, in.accept("ESCAPE") ? sum() : null);
  }

  /** The server keeps the alternatives from the last to the first. */
  private Expression among(Expression operand) throws SqlRefusal {
    in.expectSymbol("(");
    List<Expression> alternatives = new ArrayList<>();
    do {
      alternatives.addFirst(new Comparison("=", operand, sum()));
    } while (in.acceptSymbol(","));
    in.expectSymbol(")");
    return alternatives.size() == 1
        ? alternatives.getFirst()
        : new Joined("OR", List.copyOf(alternatives));
  }

  private Expression between(Expression operand) throws SqlRefusal {
    Expression low = sum();
    in.expect("AND");
    return new Joined(
        "AND", List.of(new Comparison(">=", operand, low), new Comparison("<=", operand, sum())));
  }

  private Expression sum() throws SqlRefusal {
    Expression left = product();
    while (Set.of("+", "-", "&", "|", "^").contains(in.peek().text())
        && in.peek().kind() == Token.Kind.SYMBOL) {
      left = new Arithmetic(in.next().text(), left, product());
    }
    return left;
  }

  private Expression product() throws SqlRefusal {
    Expression left = signed();
    while (Set.of("*", "/", "%").contains(in.peek().text())
        && in.peek().kind() == Token.Kind.SYMBOL) {
      left = new Arithmetic(in.next().text(), left, signed());
    }
    return left;
  }

  private Expression signed() throws SqlRefusal {
    if (in.acceptSymbol("-")) {
      Expression operand = signed();
      return operand instanceof Constant number && isNumber(number)
          ? new Constant("-" + number.text())
          : new Signed("-", operand);
    }
    if (in.acceptSymbol("+")) {
      return signed();
    }
    if (in.acceptSymbol("~")) {
      return new Signed("~", signed());
    }
    Expression operand = primary();
    while (in.accept("COLLATE")) {
      operand = new Collated(operand, in.name());
    }
    return operand;
  }

  private static boolean isNumber(Constant constant) {
    char first = constant.text().charAt(0);
    return (Character.isDigit(first) || first == '.' || first == '$')
        && !constant.text().startsWith("0x");
  }

  private Expression primary() throws SqlRefusal {
    Token token = in.peek();
    return switch (token.kind()) {
      case STRING -> {
        in.next();
        yield new Constant(
            (national(token) ? "N" : "") + "'" + token.text().replace("'", "''") + "'");
      }
      case NUMBER -> {
        in.next();
        yield new Constant(number(token.text()));
      }
      case SYMBOL -> {
        in.expectSymbol("(");
        if (in.peek().is("SELECT")) {
          throw SqlRefusal.of(
              1046,
              15,
              1,
              "Subqueries are not allowed in this context. Only scalar expressions are allowed.");
        }
        Expression inner = condition();
        in.expectSymbol(")");
        yield inner;
      }
      case WORD, QUOTED -> named(token);
      case VARIABLE, END -> throw SqlRefusal.syntax(token);
    };
  }

  /** N'…' is one character longer in the text than its quotes and content. */
  private static boolean national(Token token) {
    int plain = token.text().replace("'", "''").length() + 2;
    return token.start() >= 0 && token.end() - token.start() == plain + 1;
  }

  private static String number(String text) {
    if (text.startsWith("0x") || text.startsWith("0X")) {
      return "0x" + text.substring(2).toUpperCase(Locale.ROOT);
    }
    if (text.startsWith("$") || (text.indexOf('e') < 0 && text.indexOf('E') < 0)) {
      return text;
    }
    String written = String.format(Locale.ROOT, "%.16e", Double.parseDouble(text));
    int exponent = written.indexOf('e');
    return written.substring(0, exponent + 2)
        + "0".repeat(Math.max(0, 3 - (written.length() - exponent - 2)))
        + written.substring(exponent + 2);
  }

  private Expression named(Token token) throws SqlRefusal {
    if (token.is("NULL")) {
      in.next();
      return new Constant("NULL");
    }
    if (token.is("CASE")) {
      return choice();
    }
    if (in.accept("NEXT", "VALUE", "FOR")) {
      return new NextValue(parts());
    }
    String word = token.text().toUpperCase(Locale.ROOT);
    if (token.kind() == Token.Kind.WORD && CONVERSIONS.contains(word) && in.peek(1).symbol("(")) {
      return conversion();
    }
    if (token.kind() == Token.Kind.WORD && WITHOUT_PARENTHESES.contains(word)) {
      in.next();
      // CURRENT_TIMESTAMP is stored as the function that it stands for.
      String name =
          word.equals("CURRENT_TIMESTAMP") ? "getdate" : word.equals("USER") ? "user_name" : word;
      return name.equals(word)
          ? new Constant(name.toLowerCase(Locale.ROOT))
          : new Call(List.of(name), List.of());
    }
    List<String> parts = parts();
    if (in.acceptSymbol("(")) {
      return new Call(parts, arguments(parts));
    }
    return new Name(parts);
  }

  private List<String> parts() throws SqlRefusal {
    List<String> parts = new ArrayList<>(List.of(in.name()));
    while (in.acceptSymbol(".")) {
      parts.add(in.name());
    }
    return List.copyOf(parts);
  }

  private List<Expression> arguments(List<String> function) throws SqlRefusal {
    List<Expression> arguments = new ArrayList<>();
    if (in.acceptSymbol(")")) {
      return arguments;
    }
    boolean datePart =
        function.size() == 1
            && function.getFirst().toUpperCase(Locale.ROOT).startsWith("DATE")
            && in.peek().kind() == Token.Kind.WORD
            && in.peek(1).symbol(",");
    if (datePart) {
      arguments.add(new Constant(in.next().text().toLowerCase(Locale.ROOT)));
      in.expectSymbol(",");
    }
    do {
      arguments.add(condition());
    } while (in.acceptSymbol(","));
    in.expectSymbol(")");
    return List.copyOf(arguments);
  }

  private Expression conversion() throws SqlRefusal {
    String word = in.next().text().toUpperCase(Locale.ROOT);
    in.expectSymbol("(");
    Expression value;
    String type;
    @Nullable Expression style = null;
    if (word.endsWith("CAST")) {
      value = condition();
      in.expect("AS");
      type = TypeParser.written(TypeParser.read(in, catalog));
    } else {
      type = TypeParser.written(TypeParser.read(in, catalog));
      in.expectSymbol(",");
      value = condition();
      style = in.acceptSymbol(",") ? condition() : null;
    }
    in.expectSymbol(")");
    return new Conversion(word.startsWith("TRY") ? "TRY_CAST" : "CONVERT", type, value, style);
  }

  private Expression choice() throws SqlRefusal {
    in.expect("CASE");
    Expression subject = in.peek().is("WHEN") ? null : condition();
    List<Branch> branches = new ArrayList<>();
    while (in.accept("WHEN")) {
      Expression when = condition();
      in.expect("THEN");
      branches.add(new Branch(when, condition()));
    }
    Expression otherwise = in.accept("ELSE") ? condition() : null;
    in.expect("END");
    return new Case(subject, List.copyOf(branches), otherwise);
  }
}
