package io.umzug.rehearsal.sql;

import java.math.BigDecimal;
import java.sql.SQLException;

/** DBCC CHECKIDENT. */
final class IdentityCheck {

  private final DefinitionScope scope;

  IdentityCheck(DefinitionScope scope) {
    this.scope = scope;
  }

  void run(TokenCursor in) throws SqlRefusal, SQLException {
    in.expect("DBCC", "CHECKIDENT");
    in.expectSymbol("(");
    ObjectName name =
        in.peek().isName()
            ? ObjectName.read(in)
            : ObjectName.read(new TokenCursor(Lexer.tokens(in.string())));
    CatalogObject table = scope.table(name);
    BigDecimal value = null;
    if (in.acceptSymbol(",") && !in.accept("NORESEED")) {
      in.expect("RESEED");
      value = in.acceptSymbol(",") ? in.whole() : null;
    }
    in.expectSymbol(")");
    if (in.accept("WITH")) {
      in.expect("NO_INFOMSGS");
    }
    in.end();
    ColumnDefinition column =
        TableDefinition.first(table.asTable().columns(), c -> c.identity() != null);
    if (column == null || column.identity() == null) {
      throw SqlRefusal.of(7997, 16, 1, "'%s' does not contain an identity column.", table.name());
    }
    if (value != null) {
      // A table that never had a row begins with the value itself, any other behind it.
      BigDecimal last =
          CatalogFunctions.identity(
              scope.h2(), scope.catalog().schemaName(table.schema()), table.name());
      BigDecimal next = last == null ? value : value.add(column.identity().increment());
      scope.execute(
          "ALTER TABLE %s ALTER COLUMN %s RESTART WITH %s"
              .formatted(scope.quoted(table), Translator.quote(column.name()), next));
    }
  }
}
