package io.umzug.rehearsal.sql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What INSERT means by SQL Server's rules: which columns it gives values, and which it may. */
final class Insertion {

  private final EngineSession session;
  private final List<Token> tokens;

  Insertion(EngineSession session, List<Token> tokens) {
    this.session = session;
    this.tokens = tokens;
  }

  /** The target of a statement that writes, as the catalog knows it; null for anything else. */
  static @Nullable CatalogObject target(EngineSession session, List<Token> tokens)
      throws SqlRefusal, SQLException {
    int at = nameAt(tokens);
    if (!tokens.get(at).isName() || tokens.get(at).text().startsWith("#")) {
      return null;
    }
    TokenCursor in = new TokenCursor(tokens.subList(at, tokens.size()));
    ObjectName name = ObjectName.read(in);
    String database = name.database().isEmpty() ? session.database() : name.database();
    if (session.instance().state().database(database).isEmpty()) {
      return null;
    }
    return session.catalog(database).object(name.schemaOr("dbo"), name.name());
  }

  private static int nameAt(List<Token> tokens) {
    int at = 1;
    if (tokens.get(at).is("TOP")) {
      while (!tokens.get(at).symbol(")") && tokens.get(at).kind() != Token.Kind.END) {
        at++;
      }
      at++;
    }
    while (tokens.get(Math.min(at, tokens.size() - 1)).is("INTO")
        || tokens.get(Math.min(at, tokens.size() - 1)).is("FROM")) {
      at++;
    }
    return Math.min(at, tokens.size() - 1);
  }

  /** The statement with all that SQL Server understands by itself written out. */
  List<Token> completed(CatalogObject table) throws SqlRefusal {
    int end = nameAt(tokens) + 1;
    while (tokens.get(end).symbol(".")) {
      end += tokens.get(end + 1).symbol(".") ? 1 : 2;
    }
    List<Token> statement = new ArrayList<>(tokens);
    withoutHint(statement, end);
    TableDefinition definition = table.asTable();
    boolean listed = statement.get(end).symbol("(") && !statement.get(end + 1).is("SELECT");
    if (listed) {
      refuseWrongColumns(table, names(statement, end));
    } else if (!statement.get(end).is("DEFAULT")) {
      boolean identity = identityAllowed(table);
      if (identity && definition.columns().stream().anyMatch(c -> c.identity() != null)) {
        throw SqlRefusal.of(
            8101,
            16,
            1,
            "An explicit value for the identity column in table '%s' can only be specified when a"
                + " column list is used and IDENTITY_INSERT is ON.",
            table.name());
      }
      statement.addAll(end, list(definition, statement.get(end).line()));
    }
    return statement;
  }

  /** WITH (TABLOCK) and the like say nothing to H2. */
  private static void withoutHint(List<Token> statement, int at) {
    if (statement.get(at).is("WITH") && statement.get(at + 1).symbol("(")) {
      int end = at;
      while (!statement.get(end).symbol(")") && statement.get(end).kind() != Token.Kind.END) {
        end++;
      }
      statement.subList(at, end + 1).clear();
    }
  }

  private static List<String> names(List<Token> statement, int open) {
    List<String> names = new ArrayList<>();
    for (int at = open + 1; statement.get(at).isName(); at += 2) {
      names.add(statement.get(at).text());
      if (!statement.get(at + 1).symbol(",")) {
        break;
      }
    }
    return names;
  }

  private static List<Token> list(TableDefinition table, int line) {
    List<Token> list = new ArrayList<>();
    list.add(new Token(Token.Kind.SYMBOL, "(", line));
    for (ColumnDefinition column : table.columns()) {
      if (column.givenByInsert()) {
        if (list.size() > 1) {
          list.add(new Token(Token.Kind.SYMBOL, ",", line));
        }
        list.add(new Token(Token.Kind.QUOTED, column.name(), line));
      }
    }
    list.add(new Token(Token.Kind.SYMBOL, ")", line));
    return list.size() == 2 ? List.of() : list;
  }

  /** Values given to an identity column by hand raise what it counts from. */
  void counted() throws SqlRefusal, SQLException {
    if (session.options().identityInsert() == null) {
      return;
    }
    CatalogObject table = target(session, tokens);
    if (table == null || !identityAllowed(table)) {
      return;
    }
    Catalog catalog = session.catalog(session.database());
    Connection h2 = session.h2(session.database());
    String schema = catalog.schemaName(table.schema());
    for (ColumnDefinition column : table.asTable().columns()) {
      if (column.identity() != null) {
        BigDecimal reached = reached(h2, schema, table.name(), column);
        if (reached != null) {
          raise(h2, schema, table.name(), column, reached);
        }
      }
    }
  }

  private static @Nullable BigDecimal reached(
      Connection h2, String schema, String table, ColumnDefinition column) throws SQLException {
    boolean up = column.identity() != null && column.identity().increment().signum() > 0;
    String sql =
        "SELECT %s(%s) FROM %s.%s"
            .formatted(
                up ? "MAX" : "MIN",
                Translator.quote(column.name()),
                Translator.quote(schema),
                Translator.quote(table));
    try (Statement statement = h2.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getBigDecimal(1);
    }
  }

  /** Lets an identity go on behind a number, if it is not beyond it. */
  static void raise(
      Connection h2, String schema, String table, ColumnDefinition column, BigDecimal reached)
      throws SQLException {
    ColumnDefinition.Identity identity = java.util.Objects.requireNonNull(column.identity());
    BigDecimal last = CatalogFunctions.identity(h2, schema, table);
    BigDecimal from = last == null ? identity.seed() : last;
    int beyond = reached.compareTo(from) * identity.increment().signum();
    if (last == null ? beyond >= 0 : beyond > 0) {
      Principals.execute(
          h2,
          "ALTER TABLE %s.%s ALTER COLUMN %s RESTART WITH %s"
              .formatted(
                  Translator.quote(schema),
                  Translator.quote(table),
                  Translator.quote(column.name()),
                  reached.add(identity.increment())));
    }
  }

  private boolean identityAllowed(CatalogObject table) {
    Integer allowed = session.options().identityInsert();
    return allowed != null && allowed == table.id();
  }

  private void refuseWrongColumns(CatalogObject table, List<String> names) throws SqlRefusal {
    boolean identityGiven = false;
    ColumnDefinition identity = null;
    for (ColumnDefinition column : table.asTable().columns()) {
      boolean given = names.stream().anyMatch(column.name()::equalsIgnoreCase);
      if (column.identity() != null) {
        identity = column;
        identityGiven = given;
      }
      if (given && column.computed() != null) {
        throw SqlRefusal.of(
            271,
            16,
            1,
            "The column \"%s\" cannot be modified because it is either a computed column or is the"
                + " result of a UNION operator.",
            column.name());
      }
      if (given && column.isColumnSet()) {
        throw SqlRefusal.of(
            50000,
            16,
            1,
            "This stand-in takes no values by the column set '%s': name the sparse columns.",
            column.name());
      }
      if (given && column.type().system() == SystemType.TIMESTAMP) {
        throw SqlRefusal.of(
            273,
            16,
            1,
            "Cannot insert an explicit value into a timestamp column. Use INSERT with a column list"
                + " to exclude the timestamp column, or insert a DEFAULT into the timestamp"
                + " column.");
      }
    }
    if (identity != null && identityGiven && !identityAllowed(table)) {
      throw SqlRefusal.of(
          544,
          16,
          1,
          "Cannot insert explicit value for identity column in table '%s' when IDENTITY_INSERT is"
              + " set to OFF.",
          table.name());
    }
    if (identity != null && !identityGiven && identityAllowed(table)) {
      throw SqlRefusal.of(
          545,
          16,
          1,
          "Explicit value must be specified for identity column in table '%s' either when"
              + " IDENTITY_INSERT is set to ON or when a replication user is inserting into a NOT"
              + " FOR REPLICATION identity column.",
          table.name());
    }
  }
}
