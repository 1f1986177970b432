package io.umzug.rehearsal.sql;

import java.math.BigDecimal;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** CREATE, ALTER and DROP SEQUENCE; H2 counts. */
final class SequenceCommands {

  private final DefinitionScope scope;
  private final Catalog catalog;

  SequenceCommands(DefinitionScope scope) {
    this.scope = scope;
    this.catalog = scope.catalog();
  }

  /** What follows CREATE SEQUENCE. */
  void create(TokenCursor in) throws SqlRefusal, SQLException {
    ObjectName name = ObjectName.read(in);
    ColumnType type =
        in.accept("AS") ? TypeParser.read(in, catalog) : ColumnType.of(SystemType.BIGINT);
    Parts parts = new Parts();
    parts.read(in);
    in.end();
    Catalog.Schema schema = scope.schema(name);
    scope.refuseTaken(schema, name.name());
    CatalogObject sequence =
        new CatalogObject(
            catalog.nextId(),
            schema.id(),
            name.name(),
            "SO",
            0,
            0,
            scope.now(),
            scope.now(),
            null,
            null,
            parts.fresh(type),
            null);
    SequenceDefinition made = sequence.sequence();
    if (made == null) {
      throw new IllegalStateException("A sequence has a definition");
    }
    scope.execute(
        "CREATE SEQUENCE %s AS BIGINT START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s %s NO CACHE"
            .formatted(
                scope.quoted(sequence),
                made.start(),
                made.increment(),
                made.minimum(),
                made.maximum(),
                made.cycling() ? "CYCLE" : "NO CYCLE"));
    catalog.put(sequence);
  }

  private CatalogObject found(ObjectName name, String verb) throws SqlRefusal {
    CatalogObject found = catalog.object(name.schemaOr("dbo"), name.name());
    if (found == null || !found.kind().equals("SO")) {
      throw SqlRefusal.of(
          verb.equals("drop") ? 3701 : 15151,
          16,
          1,
          "Cannot %s the sequence object '%s', because it does not exist or you do not have"
              + " permission.",
          verb,
          name.written());
    }
    return found;
  }

  /** What follows ALTER SEQUENCE. */
  void alter(TokenCursor in) throws SqlRefusal, SQLException {
    CatalogObject found = found(ObjectName.read(in), "alter");
    SequenceDefinition before = found.sequence();
    Parts parts = new Parts();
    parts.read(in);
    in.end();
    if (before == null) {
      throw new IllegalStateException("A sequence has a definition");
    }
    SequenceDefinition after = parts.changed(before);
    scope.execute(
        "ALTER SEQUENCE %s %s INCREMENT BY %s MINVALUE %s MAXVALUE %s %s"
            .formatted(
                scope.quoted(found),
                parts.restarted
                    ? "RESTART WITH " + (parts.restart == null ? after.start() : parts.restart)
                    : "",
                after.increment(),
                after.minimum(),
                after.maximum(),
                after.cycling() ? "CYCLE" : "NO CYCLE"));
    catalog.put(found.with(after, scope.now()));
  }

  /** What follows DROP SEQUENCE. */
  void drop(TokenCursor in) throws SqlRefusal, SQLException {
    boolean lenient = in.accept("IF", "EXISTS");
    ObjectName name = ObjectName.read(in);
    in.end();
    if (lenient && catalog.object(name.schemaOr("dbo"), name.name()) == null) {
      return;
    }
    CatalogObject found = found(name, "drop");
    scope.execute("DROP SEQUENCE IF EXISTS " + scope.quoted(found));
    catalog.removeObject(found.id());
  }

  /** What is said of a sequence, in any order. */
  private static final class Parts {
    private @Nullable BigDecimal start;
    private @Nullable BigDecimal restart;
    private boolean restarted;
    private @Nullable BigDecimal increment;
    private @Nullable BigDecimal minimum;
    private @Nullable BigDecimal maximum;
    private @Nullable Boolean cycling;
    private @Nullable Integer cache;

    void read(TokenCursor in) throws SqlRefusal {
      while (!in.atEnd()) {
        if (in.accept("START", "WITH")) {
          start = in.whole();
        } else if (in.accept("RESTART")) {
          restarted = true;
          restart = in.accept("WITH") ? in.whole() : null;
        } else if (in.accept("INCREMENT", "BY")) {
          increment = in.whole();
        } else if (in.accept("MINVALUE")) {
          minimum = in.whole();
        } else if (in.accept("MAXVALUE")) {
          maximum = in.whole();
        } else if (in.accept("CYCLE")) {
          cycling = true;
        } else if (in.accept("NO", "CYCLE")) {
          cycling = false;
        } else if (in.accept("NO", "CACHE")) {
          cache = -1;
        } else if (in.accept("CACHE")) {
          cache = in.peek().kind() == Token.Kind.NUMBER ? in.number() : 0;
        } else if (!in.accept("NO", "MINVALUE") && !in.accept("NO", "MAXVALUE")) {
          throw SqlRefusal.syntax(in.peek());
        }
      }
    }

    private static BigDecimal limit(ColumnType type, boolean upper) {
      return switch (type.system()) {
        case TINYINT -> BigDecimal.valueOf(upper ? 255 : 0);
        case SMALLINT -> BigDecimal.valueOf(upper ? Short.MAX_VALUE : Short.MIN_VALUE);
        case INT -> BigDecimal.valueOf(upper ? Integer.MAX_VALUE : Integer.MIN_VALUE);
        default -> BigDecimal.valueOf(upper ? Long.MAX_VALUE : Long.MIN_VALUE);
      };
    }

    private static <T> T or(@Nullable T value, T other) {
      return value == null ? other : value;
    }

    SequenceDefinition fresh(ColumnType type) {
      BigDecimal step = or(increment, BigDecimal.ONE);
      BigDecimal low = or(minimum, limit(type, false));
      BigDecimal high = or(maximum, limit(type, true));
      return new SequenceDefinition(
          type,
          or(start, step.signum() < 0 ? high : low),
          step,
          low,
          high,
          or(cycling, false),
          or(cache, 0));
    }

    SequenceDefinition changed(SequenceDefinition before) {
      return new SequenceDefinition(
          before.type(),
          or(restart, before.start()),
          or(increment, before.increment()),
          or(minimum, before.minimum()),
          or(maximum, before.maximum()),
          or(cycling, before.cycling()),
          or(cache, before.cache()));
    }
  }
}
