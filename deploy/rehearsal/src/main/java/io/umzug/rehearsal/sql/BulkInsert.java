package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.BulkStatement.Target;
import io.umzug.rehearsal.sql.TableDefinition.DefaultDefinition;
import io.umzug.rehearsal.tds.SqlServerException;
import io.umzug.rehearsal.tds.SqlSession.BulkRows;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the rows of a bulk load into their table, all of them or none. */
final class BulkInsert {

  /** Rows of one statement: each statement costs H2 more than a row of it. */
  private static final int ROWS_AT_ONCE = 32;

  private final EngineSession session;
  private final BulkStatement statement;
  private final Running running;
  private final DefinitionScope scope;
  private final BulkValue[] values;
  private final int identity;
  private @Nullable BigDecimal reached;

  BulkInsert(EngineSession session, BulkStatement statement, Running running)
      throws SqlRefusal, SQLException {
    this.session = session;
    this.statement = statement;
    this.running = running;
    this.scope = new DefinitionScope(session, statement.database());
    TemporalCommands.refuseWriting(scope.catalog(), statement.table(), "INSERT");
    this.values = statement.targets().stream().map(BulkValue::of).toArray(BulkValue[]::new);
    this.identity = identity(statement.targets());
  }

  private static int identity(List<Target> targets) {
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i).column().identity() != null) {
        return i;
      }
    }
    return -1;
  }

  /** How many rows there were. */
  long load(BulkRows rows) throws SqlRefusal, SQLException, SqlServerException {
    statement.check(rows.announced());
    Connection h2 = scope.h2();
    boolean own = session.transactionCount() == 0;
    if (own) {
      h2.setAutoCommit(false);
    }
    Savepoint before = h2.setSavepoint();
    try {
      long count = insert(h2, rows);
      count(h2);
      if (own) {
        h2.commit();
      }
      return count;
    } catch (SQLException | SqlRefusal | SqlServerException | RuntimeException e) {
      h2.rollback(before);
      throw e;
    } finally {
      running.runs(null);
      if (own) {
        h2.setAutoCommit(true);
      }
    }
  }

  private long insert(Connection h2, BulkRows rows)
      throws SqlRefusal, SQLException, SqlServerException {
    long count = 0;
    int pending = 0;
    List<@Nullable Object> values = new ArrayList<>();
    try (PreparedStatement many = h2.prepareStatement(sql(ROWS_AT_ONCE))) {
      running.runs(many);
      while (rows.next()) {
        bind(many, pending * this.values.length, rows, values);
        count++;
        pending++;
        if (pending == ROWS_AT_ONCE) {
          many.executeUpdate();
          pending = 0;
          values.clear();
          if (running.stopped()) {
            throw Running.cancelled();
          }
        }
      }
    }
    rest(h2, pending, values);
    return count;
  }

  private void bind(PreparedStatement many, int offset, BulkRows rows, List<@Nullable Object> kept)
      throws SqlRefusal, SQLException, SqlServerException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i].converted(rows.value());
      if (i == identity && value instanceof Number number) {
        remember(new BigDecimal(number.toString()));
      }
      kept.add(Types.bound(many, offset + i + 1, value));
    }
  }

  /** The rows that are too few for the long statement. */
  private void rest(Connection h2, int pending, List<@Nullable Object> kept)
      throws SqlRefusal, SQLException {
    if (pending == 0) {
      return;
    }
    try (PreparedStatement last = h2.prepareStatement(sql(pending))) {
      running.runs(last);
      for (int i = 0; i < kept.size(); i++) {
        last.setObject(i + 1, kept.get(i));
      }
      last.executeUpdate();
    }
  }

  private String sql(int rows) throws SqlRefusal {
    List<String> names = new ArrayList<>();
    List<String> places = new ArrayList<>();
    for (Target target : statement.targets()) {
      names.add(Translator.quote(target.column().name()));
      places.add(place(target.column()));
    }
    String row = "(" + String.join(", ", places) + ")";
    return "INSERT INTO "
        + scope.quoted(statement.table())
        + " ("
        + String.join(", ", names)
        + ") VALUES "
        + row
        + (", " + row).repeat(rows - 1);
  }

  /** A NULL becomes the column's default, unless NULLs are to be kept. */
  private String place(ColumnDefinition column) throws SqlRefusal {
    DefaultDefinition known = statement.table().asTable().defaultOf(column.id());
    if (statement.keepNulls() || known == null) {
      return "?";
    }
    String expression = scope.expression(known.definition());
    return scope.understood("SELECT " + expression)
        ? "COALESCE(CAST(? AS %s), %s)".formatted(column.type().h2(), expression)
        : "?";
  }

  private void remember(BigDecimal number) {
    ColumnDefinition.Identity counts = statement.targets().get(identity).column().identity();
    boolean up = counts == null || counts.increment().signum() > 0;
    if (reached == null || (up ? number.compareTo(reached) > 0 : number.compareTo(reached) < 0)) {
      reached = number;
    }
  }

  private void count(Connection h2) throws SQLException {
    if (reached != null) {
      ColumnDefinition column = statement.targets().get(identity).column();
      String schema = scope.catalog().schemaName(statement.table().schema());
      Insertion.raise(h2, schema, statement.table().name(), column, reached);
    }
  }

  /** What was not looked at is not trusted any more. */
  void distrust() throws SQLException {
    CatalogObject now = scope.catalog().object(statement.table().id());
    if (statement.checksConstraints() || now == null) {
      return;
    }
    TableDefinition table = now.asTable();
    TableDefinition changed =
        table
            .withChecks(
                TableDefinition.changed(
                    table.checks(), check -> !check.disabled(), check -> check.with(false, true)))
            .withForeignKeys(
                TableDefinition.changed(
                    table.foreignKeys(), key -> !key.disabled(), key -> key.with(false, true)));
    if (!changed.equals(table)) {
      scope.catalog().put(now.with(changed, scope.now()));
    }
  }
}
