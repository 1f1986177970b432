package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.Database;
import io.umzug.rehearsal.tds.SqlSession.Column;
import io.umzug.rehearsal.tds.SqlSession.Parameter;
import io.umzug.rehearsal.tds.SqlSession.Results;
import io.umzug.rehearsal.tds.SqlSession.StatementKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements that H2 runs. */
final class Queries {

  private static final Set<String> WRITING = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

  /** H2's codes for a table, view or function that it does not have. */
  private static final Set<Integer> MISSING = Set.of(42102, 42103, 42104, 90022, 90037, 90079);

  private final EngineSession session;
  private final List<Parameter> parameters;
  private final Results results;
  private final Running running;
  private long rowCount;

  Queries(EngineSession session, List<Parameter> parameters, Results results, Running running) {
    this.session = session;
    this.parameters = parameters;
    this.results = results;
    this.running = running;
  }

  @Nullable Parameter parameter(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  boolean holds(List<Token> condition) throws SqlRefusal, SQLException {
    QueryScope scope = new QueryScope(session, parameters, rowCount);
    Translator.Translated translated = new Translator(condition, scope).translate();
    String sql = "SELECT CASE WHEN " + translated.sql() + " THEN 1 ELSE 0 END";
    try (PreparedStatement statement = prepare(translated.database(), sql, scope);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getInt(1) == 1;
    }
  }

  /** An expression's value as text, such as of PRINT. */
  @Nullable String text(List<Token> expression) throws SqlRefusal, SQLException {
    QueryScope scope = new QueryScope(session, parameters, rowCount);
    Translator.Translated translated = new Translator(expression, scope).translate();
    try (PreparedStatement statement =
            prepare(translated.database(), "SELECT " + translated.sql(), scope);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  /** An expression's value, converted into a type. */
  @Nullable Object value(List<Token> expression, ColumnType type) throws SqlRefusal, SQLException {
    QueryScope scope = new QueryScope(session, parameters, rowCount);
    Translator.Translated translated = new Translator(expression, scope).translate();
    String sql = "SELECT CAST(" + translated.sql() + " AS " + type.h2() + ")";
    try (PreparedStatement statement = prepare(translated.database(), sql, scope);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return Types.value(row, 1, type.wire());
    }
  }

  private PreparedStatement prepare(@Nullable String database, String sql, QueryScope scope)
      throws SqlRefusal, SQLException {
    Connection h2 = session.h2(database == null ? session.database() : database);
    PreparedStatement statement = h2.prepareStatement(sql);
    for (int i = 0; i < scope.values().size(); i++) {
      Types.bind(statement, i + 1, scope.values().get(i));
    }
    return statement;
  }

  /**
   * Runs a statement.
   *
   * @throws SqlRefusal also where it needs what only the catalog knows
   */
  void run(List<Token> written) throws SqlRefusal, SQLException {
    List<Token> tokens = prepared(written);
    refuseSnapshot();
    try {
      runPrepared(tokens);
    } catch (SQLException e) {
      if (MISSING.contains(e.getErrorCode())) {
        UnknownToH2.refuseIfKnown(session.catalog(session.database()), tokens);
      }
      throw e;
    }
  }

  private void runPrepared(List<Token> tokens) throws SqlRefusal, SQLException {
    QueryScope scope = new QueryScope(session, parameters, rowCount);
    Translator.Translated translated = new Translator(tokens, scope).translate();
    String database = translated.database() == null ? session.database() : translated.database();
    try (PreparedStatement statement = prepare(translated.database(), translated.sql(), scope)) {
      running.runs(statement);
      if (session.options().formatOnly()) {
        describe(statement, session.catalog(database));
      } else if (statement.execute()) {
        try (ResultSet rows = statement.getResultSet()) {
          stream(rows, session.catalog(database));
        }
      } else {
        rowCount = statement.getLargeUpdateCount();
        if (tokens.getFirst().is("INSERT")) {
          new Insertion(session, tokens).counted();
        }
        if (WRITING.contains(tokens.getFirst().text().toUpperCase(Locale.ROOT))) {
          session.instance().writes().written(session, tokens);
        }
        results.done(kind(tokens.getFirst()), rowCount);
      }
    } finally {
      running.runs(null);
    }
  }

  private static StatementKind kind(Token first) {
    return first.is("INSERT")
        ? StatementKind.INSERT
        : first.is("UPDATE")
            ? StatementKind.UPDATE
            : first.is("DELETE") ? StatementKind.DELETE : StatementKind.OTHER;
  }

  private void refuseSnapshot() throws SqlRefusal, SQLException {
    String database = session.database();
    if (session.transaction().isSnapshot()
        && session.transactionCount() > 0
        && !known(session, database).system()
        && !session.catalog(database).isOn("ALLOW_SNAPSHOT_ISOLATION")) {
      throw SqlRefusal.of(
          3952,
          16,
          1,
          "Snapshot isolation transaction failed accessing database '%s' because snapshot isolation"
              + " is not allowed in this database. Use ALTER DATABASE to allow snapshot isolation.",
          database);
    }
  }

  /** What the catalog has to say to a statement that writes. */
  private List<Token> prepared(List<Token> tokens) throws SqlRefusal, SQLException {
    String first = tokens.getFirst().text().toUpperCase(Locale.ROOT);
    if (!first.equals("INSERT") && !first.equals("UPDATE") && !first.equals("DELETE")) {
      return tokens;
    }
    CatalogObject target = Insertion.target(session, tokens);
    if (target == null || !target.userTable()) {
      return tokens;
    }
    TemporalCommands.refuseWriting(session.catalog(session.database()), target, first);
    TriggerCommands.refuseFiring(session.catalog(session.database()), target, first);
    return switch (first) {
      case "INSERT" -> new Insertion(session, tokens).completed(target);
      case "UPDATE" -> Writing.replaced(tokens);
      default -> tokens;
    };
  }

  private static List<Column> columns(ResultSetMetaData description, Catalog catalog)
      throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= description.getColumnCount(); i++) {
      columns.add(
          new Column(
              description.getColumnLabel(i),
              ResultTypes.wire(description, i, catalog),
              description.isNullable(i) != ResultSetMetaData.columnNoNulls,
              ResultTypes.origin(description, i, catalog)));
    }
    return columns;
  }

  /** A statement under FMTONLY has columns and no rows, and changes nothing. */
  private void describe(PreparedStatement statement, Catalog catalog) throws SQLException {
    ResultSetMetaData description = statement.getMetaData();
    if (description != null) {
      results.columns(columns(description, catalog));
      results.done(StatementKind.SELECT, 0);
    } else {
      results.done(StatementKind.OTHER, -1);
    }
  }

  private void stream(ResultSet rows, Catalog catalog) throws SQLException, SqlRefusal {
    List<Column> columns = columns(rows.getMetaData(), catalog);
    results.columns(columns);
    long count = 0;
    while (rows.next()) {
      if (running.stopped()) {
        throw Running.cancelled();
      }
      @Nullable Object[] values = new Object[columns.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = Types.value(rows, i + 1, columns.get(i).type());
      }
      results.row(values);
      count++;
    }
    rowCount = count;
    results.done(StatementKind.SELECT, count);
  }

  /** CREATE, ALTER and DROP of a temporary table, which is H2's alone. */
  void define(List<Token> tokens) throws SqlRefusal, SQLException {
    QueryScope scope = new QueryScope(session, parameters, rowCount);
    Translator.Translated translated = new Translator(tokens, scope).translate();
    try (PreparedStatement statement = prepare(translated.database(), translated.sql(), scope)) {
      running.runs(statement);
      statement.execute();
    } finally {
      running.runs(null);
    }
  }

  /** The database that a statement names, for whoever needs its state. */
  static Database known(EngineSession session, String name) throws SqlRefusal {
    return session
        .instance()
        .state()
        .database(name)
        .orElseThrow(() -> SqlRefusal.unknownDatabase(name));
  }
}
