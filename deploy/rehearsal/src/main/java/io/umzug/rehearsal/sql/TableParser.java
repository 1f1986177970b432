package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.ColumnDefinition.Identity;
import io.umzug.rehearsal.sql.IndexDefinition.IndexOptions;
import io.umzug.rehearsal.sql.TableDraft.Constraint;
import io.umzug.rehearsal.sql.TableDraft.Element;
import io.umzug.rehearsal.sql.TableDraft.KeyColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the elements of a table: columns, constraints and indexes. */
final class TableParser {

  private final TokenCursor in;
  private final Catalog catalog;

  TableParser(TokenCursor in, Catalog catalog) {
    this.in = in;
    this.catalog = catalog;
  }

  /** All elements in the parentheses of CREATE TABLE, which are already open. */
  List<Element> elements() throws SqlRefusal {
    List<Element> elements = new ArrayList<>();
    do {
      if (in.peek().symbol(")")) {
        break;
      }
      elements.add(element());
    } while (in.acceptSymbol(",") || startsConstraint());
    in.expectSymbol(")");
    return elements;
  }

  private boolean startsConstraint() {
    Token token = in.peek();
    return token.is("CONSTRAINT")
        || token.is("PRIMARY")
        || token.is("UNIQUE")
        || token.is("FOREIGN")
        || token.is("CHECK");
  }

  /** A column, a constraint or an index. */
  Element element() throws SqlRefusal {
    if (in.peek().is("INDEX") && !in.peek(1).symbol("(")) {
      in.next();
      return inlineIndex(null);
    }
    if (startsConstraint() || in.peek().is("DEFAULT")) {
      return constraint(null);
    }
    return column();
  }

  private Element column() throws SqlRefusal {
    Token first = in.peek();
    String name = in.name();
    if (first.is("TIMESTAMP") && (in.peek().symbol(",") || in.peek().symbol(")"))) {
      return plain(name, ColumnType.of(SystemType.TIMESTAMP));
    }
    if (in.accept("AS")) {
      return computed(name);
    }
    ColumnParts parts = new ColumnParts(name, TypeParser.read(in, catalog).of(catalog));
    while (parts.next()) {
      // Every turn reads one part.
    }
    return parts.column();
  }

  private static TableDraft.Column plain(String name, ColumnType type) {
    return new TableDraft.Column(
        name, type, null, false, false, null, null, false, List.of(), false);
  }

  private Element computed(String name) throws SqlRefusal {
    Expression expression = new ExpressionParser(in, catalog).condition();
    boolean persisted = in.accept("PERSISTED");
    Boolean nullable = in.accept("NOT", "NULL") ? Boolean.FALSE : null;
    List<Constraint> constraints = new ArrayList<>();
    while (startsConstraint()) {
      constraints.add(constraint(name));
    }
    return new TableDraft.Column(
        name, null, nullable, false, false, null, expression, persisted, constraints, false);
  }

  /** What may follow a column's type, in any order. */
  private final class ColumnParts {
    private final String name;
    private ColumnType type;
    private @Nullable Boolean nullable;
    private boolean rowGuid;
    private boolean sparse;
    private boolean columnSet;
    private @Nullable Identity identity;
    private final List<Constraint> constraints = new ArrayList<>();

    ColumnParts(String name, ColumnType type) {
      this.name = name;
      this.type = type;
    }

    boolean next() throws SqlRefusal {
      if (in.accept("COLLATE")) {
        type = type.withCollation(in.name());
      } else if (in.accept("NOT", "NULL")) {
        nullable = false;
      } else if (in.accept("NULL")) {
        nullable = true;
      } else if (in.accept("SPARSE")) {
        sparse = true;
      } else if (in.accept("COLUMN_SET", "FOR", "ALL_SPARSE_COLUMNS")) {
        columnSet = true;
      } else if (in.accept("ROWGUIDCOL")) {
        rowGuid = true;
      } else if (in.accept("IDENTITY")) {
        identity = identity();
      } else if (in.accept("NOT", "FOR", "REPLICATION")) {
        replication();
      } else if (startsConstraint() || in.peek().is("DEFAULT") || in.peek().is("REFERENCES")) {
        constraints.add(constraint(name));
      } else {
        return false;
      }
      return true;
    }

    private void replication() throws SqlRefusal {
      Identity before = identity;
      if (before == null) {
        throw SqlRefusal.syntax(in.peek(-1));
      }
      identity = new Identity(before.seed(), before.increment(), true);
    }

    TableDraft.Column column() {
      return new TableDraft.Column(
          name,
          type,
          nullable,
          rowGuid,
          sparse,
          identity,
          null,
          false,
          List.copyOf(constraints),
          columnSet);
    }
  }

  private Identity identity() throws SqlRefusal {
    BigDecimal seed = BigDecimal.ONE;
    BigDecimal increment = BigDecimal.ONE;
    if (in.acceptSymbol("(")) {
      seed = in.whole();
      in.expectSymbol(",");
      increment = in.whole();
      in.expectSymbol(")");
    }
    return new Identity(seed, increment, false);
  }

  /**
   * A constraint.
   *
   * @param column the column with which it stands; null where it stands for itself
   */
  Constraint constraint(@Nullable String column) throws SqlRefusal {
    String name = in.accept("CONSTRAINT") ? in.name() : null;
    if (in.accept("PRIMARY", "KEY")) {
      return key(name, true, column);
    }
    if (in.accept("UNIQUE")) {
      return key(name, false, column);
    }
    if (in.accept("CHECK")) {
      boolean notForReplication = in.accept("NOT", "FOR", "REPLICATION");
      in.expectSymbol("(");
      Expression condition = new ExpressionParser(in, catalog).condition();
      in.expectSymbol(")");
      return new TableDraft.Check(name, column, condition, notForReplication);
    }
    if (in.accept("DEFAULT")) {
      return defaulted(name, column);
    }
    if (in.accept("FOREIGN", "KEY") || in.peek().is("REFERENCES")) {
      return foreignKey(name, column);
    }
    throw SqlRefusal.syntax(in.peek());
  }

  private Constraint defaulted(@Nullable String name, @Nullable String column) throws SqlRefusal {
    Expression value = new ExpressionParser(in, catalog).value();
    String target = column;
    if (target == null) {
      in.expect("FOR");
      target = in.name();
    }
    return new TableDraft.Default(name, target, value, in.accept("WITH", "VALUES"));
  }

  private Constraint key(@Nullable String name, boolean primary, @Nullable String column)
      throws SqlRefusal {
    Boolean clustered = in.accept("CLUSTERED") ? Boolean.TRUE : null;
    if (clustered == null && in.accept("NONCLUSTERED")) {
      clustered = false;
    }
    List<KeyColumn> columns =
        in.peek().symbol("(") ? keyColumns() : List.of(new KeyColumn(required(column), false));
    return new TableDraft.Key(name, primary, clustered, columns, IndexOptionsParser.read(in));
  }

  private String required(@Nullable String column) throws SqlRefusal {
    if (column == null) {
      throw SqlRefusal.syntax(in.peek());
    }
    return Objects.requireNonNull(column);
  }

  /** Columns in parentheses, each with its direction. */
  List<KeyColumn> keyColumns() throws SqlRefusal {
    in.expectSymbol("(");
    List<KeyColumn> columns = new ArrayList<>();
    do {
      String name = in.name();
      boolean descending = in.accept("DESC");
      if (!descending) {
        in.accept("ASC");
      }
      columns.add(new KeyColumn(name, descending));
    } while (in.acceptSymbol(","));
    in.expectSymbol(")");
    return columns;
  }

  /** Names in parentheses. */
  List<String> names() throws SqlRefusal {
    in.expectSymbol("(");
    List<String> names = new ArrayList<>();
    do {
      names.add(in.name());
    } while (in.acceptSymbol(","));
    in.expectSymbol(")");
    return names;
  }

  private Constraint foreignKey(@Nullable String name, @Nullable String column) throws SqlRefusal {
    List<String> columns = column != null && !in.peek().symbol("(") ? List.of(column) : names();
    in.expect("REFERENCES");
    ObjectName referenced = ObjectName.read(in);
    List<String> referencedColumns = in.peek().symbol("(") ? names() : List.of();
    String onDelete = "NO_ACTION";
    String onUpdate = "NO_ACTION";
    boolean notForReplication = false;
    while (true) {
      if (in.accept("ON", "DELETE")) {
        onDelete = action();
      } else if (in.accept("ON", "UPDATE")) {
        onUpdate = action();
      } else if (in.accept("NOT", "FOR", "REPLICATION")) {
        notForReplication = true;
      } else {
        return new TableDraft.ForeignKey(
            name, columns, referenced, referencedColumns, onDelete, onUpdate, notForReplication);
      }
    }
  }

  private String action() throws SqlRefusal {
    if (in.accept("CASCADE")) {
      return "CASCADE";
    }
    if (in.accept("NO", "ACTION")) {
      return "NO_ACTION";
    }
    if (in.accept("SET", "NULL")) {
      return "SET_NULL";
    }
    in.expect("SET", "DEFAULT");
    return "SET_DEFAULT";
  }

  private TableDraft.Index inlineIndex(@Nullable String column) throws SqlRefusal {
    String name = in.name();
    boolean unique = in.accept("UNIQUE");
    String kind = indexKind();
    List<KeyColumn> columns =
        in.peek().symbol("(") ? keyColumns() : List.of(new KeyColumn(required(column), false));
    return indexRest(name, unique, kind, columns);
  }

  /** CLUSTERED, NONCLUSTERED, or nothing, and COLUMNSTORE. */
  String indexKind() {
    String kind = "NONCLUSTERED";
    if (in.accept("CLUSTERED")) {
      kind = "CLUSTERED";
    } else {
      in.accept("NONCLUSTERED");
    }
    return in.accept("COLUMNSTORE") ? kind + " COLUMNSTORE" : kind;
  }

  /** What follows an index's columns. */
  TableDraft.Index indexRest(String name, boolean unique, String kind, List<KeyColumn> columns)
      throws SqlRefusal {
    List<String> included = in.accept("INCLUDE") ? names() : List.of();
    Expression filter = in.accept("WHERE") ? new ExpressionParser(in, catalog).condition() : null;
    IndexOptions options = IndexOptionsParser.read(in);
    return new TableDraft.Index(name, unique, kind, columns, included, filter, options);
  }
}
