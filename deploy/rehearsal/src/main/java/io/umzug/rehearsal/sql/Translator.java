package io.umzug.rehearsal.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rewrites one statement of T-SQL into H2's dialect. */
final class Translator {

  /** What the words of a statement mean where it is run. */
  interface Scope {

    /** An expression for the number under which the functions find the session. */
    String handle();

    /** A literal of H2 for {@code @@NAME}; null where there is none such. */
    @Nullable String global(String name);

    /** The schema's name as it is stored; null where none is called so in that database. */
    @Nullable String schema(@Nullable String database, String name) throws SqlRefusal;

    /** The database's name as it is stored; null where none is called so. */
    @Nullable String database(String name);

    /** The catalog of the current database, for the names of types. */
    Catalog catalog() throws SqlRefusal;

    /** An expression of H2 for the parameter, bound in the order in which this is called. */
    String parameter(String name) throws SqlRefusal;
  }

  /**
   * A statement for H2.
   *
   * @param database the other database whose tables it names; null for the current one
   */
  record Translated(String sql, @Nullable String database) {}

  private static final Set<String> NOT_A_TYPE =
      Set.of("CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "INDEX", "COLUMN", "ADD");
  private static final Map<String, String> RENAMED =
      Map.of("COUNT_BIG", "COUNT", "SYSDATETIME", "LOCALTIMESTAMP");

  private final List<Token> tokens;
  private final Scope scope;
  private final StringBuilder out = new StringBuilder();
  private final List<Boolean> casts = new ArrayList<>();
  private final boolean definition;
  private int at;
  private boolean columnExpected;
  private @Nullable String database;

  Translator(List<Token> tokens, Scope scope) {
    this.tokens = AppliedFunctions.joined(tokens);
    this.scope = scope;
    Token first = tokens.getFirst();
    Token second = tokens.get(Math.min(1, tokens.size() - 1));
    this.definition = (first.is("CREATE") || first.is("ALTER")) && second.is("TABLE");
  }

  Translated translate() throws SqlRefusal {
    start();
    while (token(0).kind() != Token.Kind.END) {
      one();
    }
    return new Translated(out.toString().trim(), database);
  }

  private Token token(int ahead) {
    return tokens.get(Math.clamp((long) at + ahead, 0, tokens.size() - 1));
  }

  private void write(String text) {
    if (!out.isEmpty()) {
      out.append(' ');
    }
    out.append(text);
  }

  /** T-SQL leaves INTO and FROM out where it likes. */
  private void start() {
    if (token(0).is("INSERT") && !token(1).is("INTO")) {
      at++;
      write("INSERT INTO");
    } else if (token(0).is("DELETE") && !token(1).is("FROM") && !token(1).is("TOP")) {
      at++;
      write("DELETE FROM");
    } else if (token(0).is("CREATE") && token(1).is("TABLE") && token(2).text().startsWith("#")) {
      at += 2;
      write("CREATE LOCAL TEMPORARY TABLE");
    }
  }

  private void one() throws SqlRefusal {
    Token token = token(0);
    switch (token.kind()) {
      case STRING -> {
        write("'" + token.text().replace("'", "''") + "'");
        at++;
      }
      case NUMBER -> {
        write(number(token.text()));
        at++;
      }
      case VARIABLE -> {
        write(variable(token));
        at++;
      }
      case SYMBOL -> symbol(token);
      case QUOTED, WORD -> name(token);
      case END -> {}
    }
  }

  private static String number(String text) {
    if (text.equalsIgnoreCase("0x")) {
      return "X''";
    }
    if (text.indexOf('e') > 0 || text.indexOf('E') > 0) {
      return text.startsWith("0x") || text.startsWith("0X")
          ? text
          : "CAST(" + text + " AS DOUBLE PRECISION)";
    }
    return text.startsWith("$") ? "CAST(" + text.substring(1) + " AS NUMERIC(19, 4))" : text;
  }

  private String variable(Token token) throws SqlRefusal {
    if (token.text().startsWith("@@")) {
      String value = scope.global(token.text().toUpperCase(Locale.ROOT));
      if (value != null) {
        return value;
      }
      throw SqlRefusal.of(137, 15, 2, "Must declare the scalar variable \"%s\".", token.text());
    }
    return scope.parameter(token.text());
  }

  private void symbol(Token token) {
    if (token.symbol("(")) {
      casts.add(false);
      columnExpected = definition && casts.size() == 1;
      write("(");
      at++;
      return;
    }
    if (token.symbol(")") && !casts.isEmpty()) {
      casts.removeLast();
    }
    if (token.symbol(",") && definition && casts.size() <= 1) {
      columnExpected = !token(-1).symbol("(");
    }
    write(token.text());
    at++;
  }

  private void type() {
    DataTypes.Translated type = DataTypes.at(tokens, at);
    write(type.text());
    at += type.taken();
  }

  private void name(Token token) throws SqlRefusal {
    int storage = token.kind() == Token.Kind.WORD ? StorageWords.at(tokens, at, columnExpected) : 0;
    if (storage > 0) {
      at += storage;
      return;
    }
    if (token(1).symbol(".")) {
      chain();
      columnOver();
      return;
    }
    if (token.kind() == Token.Kind.WORD && token(1).symbol("(") && function(token)) {
      return;
    }
    if (token.is("SYSTEM_USER")) {
      write("\"sys\".\"SUSER_SNAME\"(" + scope.handle() + ")");
      at++;
      return;
    }
    boolean addsColumn = definition && casts.isEmpty() && (token.is("ADD") || token.is("COLUMN"));
    write(plain(token));
    at++;
    if (addsColumn) {
      columnExpected = true;
    } else {
      columnOver(token);
    }
  }

  private void columnOver() {
    columnExpected = false;
  }

  /** Behind a column's name in a table's definition stands its type. */
  private void columnOver(Token column) {
    boolean constraint =
        column.kind() == Token.Kind.WORD
            && NOT_A_TYPE.contains(column.text().toUpperCase(Locale.ROOT));
    if (columnExpected && !constraint && token(0).isName()) {
      type();
    }
    columnExpected = columnExpected && column.is("COLUMN");
  }

  private static String plain(Token token) {
    boolean odd = token.text().indexOf('#') >= 0 || token.text().indexOf('$') >= 0;
    return token.kind() == Token.Kind.QUOTED || odd ? quote(token.text()) : token.text();
  }

  static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The tokens inside the parenthesis at {@code open}, cut at its commas and at {@code AS}. */
  private List<List<Token>> arguments(int open) throws SqlRefusal {
    List<List<Token>> arguments = new ArrayList<>();
    arguments.add(new ArrayList<>());
    int depth = 1;
    for (int i = open + 1; ; i++) {
      Token token = tokens.get(Math.min(i, tokens.size() - 1));
      if (token.kind() == Token.Kind.END) {
        throw SqlRefusal.syntax(token);
      }
      depth += token.symbol("(") ? 1 : token.symbol(")") ? -1 : 0;
      if (depth == 0) {
        at = i + 1;
        return arguments;
      }
      if (depth == 1 && (token.symbol(",") || token.is("AS"))) {
        arguments.add(new ArrayList<>());
      } else {
        arguments.getLast().add(token);
      }
    }
  }

  private static List<Token> ended(List<Token> tokens) {
    List<Token> ended = new ArrayList<>(tokens);
    ended.add(new Token(Token.Kind.END, "", tokens.isEmpty() ? 1 : tokens.getLast().line()));
    return ended;
  }

  private String nested(List<Token> part) throws SqlRefusal {
    Translated translated = new Translator(ended(part), scope).translate();
    if (translated.database() != null) {
      database = translated.database();
    }
    return translated.sql();
  }

  /** CAST(value AS type) or CONVERT(type, value, style). */
  private void conversion(boolean cast) throws SqlRefusal {
    Token word = token(0);
    List<List<Token>> arguments = arguments(at + 1);
    int wanted = cast ? 2 : arguments.size() == 3 ? 3 : 2;
    if (arguments.size() != wanted || arguments.stream().anyMatch(List::isEmpty)) {
      throw SqlRefusal.syntax(word);
    }
    List<Token> value = arguments.get(cast ? 0 : 1);
    ColumnType type = Conversion.type(ended(arguments.get(cast ? 1 : 0)), scope.catalog());
    if (type.system() == SystemType.SQL_VARIANT) {
      write(variant(value));
      return;
    }
    String translated = nested(value);
    String style = arguments.size() == 3 ? nested(arguments.get(2)) : null;
    write(new Conversion(type, value, style).h2(translated));
  }

  /** A variant takes the type of the CAST inside it, where one is written. */
  private String variant(List<Token> value) throws SqlRefusal {
    String type = "";
    List<Token> inner = value;
    String collation = null;
    int size = value.size();
    if (size > 2 && value.get(size - 2).is("COLLATE")) {
      collation = value.getLast().text();
      inner = value.subList(0, size - 2);
    }
    if (inner.getFirst().is("CAST") && inner.size() > 4) {
      int depth = 0;
      for (int i = 1; i < inner.size(); i++) {
        depth += inner.get(i).symbol("(") ? 1 : inner.get(i).symbol(")") ? -1 : 0;
        if (depth == 1 && inner.get(i).is("AS")) {
          List<Token> written = inner.subList(i + 1, inner.size() - 1);
          type = Conversions.written(Conversion.type(ended(written), scope.catalog()), collation);
        }
      }
    }
    return "\"sys\".\"UMZUG_VARIANT\"(%s, '%s')".formatted(nested(inner), type);
  }

  private boolean function(Token token) throws SqlRefusal {
    String name = token.text().toUpperCase(Locale.ROOT);
    if (name.equals("CAST") || name.equals("CONVERT")) {
      conversion(name.equals("CAST"));
      return true;
    }
    if (name.equals("DATALENGTH")) {
      List<List<Token>> arguments = arguments(at + 1);
      write("\"sys\".\"UMZUG_LENGTH\"(" + nested(arguments.getFirst()) + ", FALSE)");
      return true;
    }
    if (Functions.NAMES.contains(name)) {
      write("\"sys\"." + quote(name) + "(" + scope.handle() + (token(2).symbol(")") ? "" : ","));
      casts.add(false);
      at += 2;
      return true;
    }
    if (RENAMED.containsKey(name)) {
      write(RENAMED.getOrDefault(name, name));
      boolean moment = name.equals("SYSDATETIME");
      if (moment) {
        write("(7)");
      }
      at += moment ? 3 : 1;
      return true;
    }
    return false;
  }

  /** A name of several parts: alias.column, schema.table, database.schema.table … */
  private void chain() throws SqlRefusal {
    List<Token> parts = new ArrayList<>();
    parts.add(token(0));
    at++;
    boolean star = false;
    while (token(0).symbol(".") && !star) {
      at++;
      if (token(0).symbol(".")) {
        parts.add(new Token(Token.Kind.WORD, "dbo", token(0).line()));
      } else {
        star = token(0).symbol("*");
        parts.add(token(0));
        at++;
      }
    }
    write(String.join(".", resolved(parts)));
  }

  private List<String> resolved(List<Token> parts) throws SqlRefusal {
    String first = parts.getFirst().text();
    String schema = scope.schema(null, first);
    if (schema != null) {
      return written(schema, parts.subList(1, parts.size()));
    }
    if (parts.size() > 2) {
      String known = scope.database(first);
      if (known == null) {
        throw unknownObject(parts);
      }
      String there = scope.schema(known, parts.get(1).text());
      if (there == null) {
        throw unknownObject(parts);
      }
      if (database != null && !database.equals(known)) {
        throw SqlRefusal.of(50000, 16, 1, "This stand-in joins tables of one database at a time.");
      }
      database = known;
      return written(there, parts.subList(2, parts.size()));
    }
    List<String> plain = new ArrayList<>();
    parts.forEach(part -> plain.add(part.symbol("*") ? "*" : plain(part)));
    return plain;
  }

  private static List<String> written(String schema, List<Token> rest) {
    List<String> names = new ArrayList<>();
    names.add(quote(schema));
    rest.forEach(part -> names.add(part.symbol("*") ? "*" : quote(part.text())));
    return names;
  }

  private static SqlRefusal unknownObject(List<Token> parts) {
    return SqlRefusal.of(
        208,
        16,
        1,
        "Invalid object name '%s'.",
        String.join(".", parts.stream().map(Token::text).toList()));
  }
}
