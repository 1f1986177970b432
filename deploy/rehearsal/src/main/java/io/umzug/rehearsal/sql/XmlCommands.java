package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.IndexDefinition.IndexColumn;
import io.umzug.rehearsal.sql.IndexDefinition.XmlUse;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Schemas of typed XML, and indexes over XML: kept, and neither asked for nor used. */
final class XmlCommands {

  private static final int FIRST_INDEX = 256000;

  private final DefinitionScope scope;
  private final Catalog catalog;

  XmlCommands(DefinitionScope scope) {
    this.scope = scope;
    this.catalog = scope.catalog();
  }

  /** What follows CREATE. */
  void create(TokenCursor in) throws SqlRefusal, SQLException {
    if (in.accept("XML", "SCHEMA")) {
      in.expect("COLLECTION");
      collection(in);
      return;
    }
    boolean primary = in.accept("PRIMARY");
    in.expect("XML", "INDEX");
    index(in, primary);
  }

  private void collection(TokenCursor in) throws SqlRefusal, SQLException {
    ObjectName name = ObjectName.read(in);
    in.expect("AS");
    String content = in.string();
    in.end();
    Catalog.Schema schema = scope.schema(name);
    if (catalog.xmlCollection(schema.name(), name.name()) != null) {
      throw SqlRefusal.of(
          2714, 16, 6, "There is already an object named '%s' in the database.", name.name());
    }
    catalog.addXmlCollection(schema.id(), name.name(), content, scope.now());
  }

  /** What follows DROP. */
  void drop(TokenCursor in) throws SqlRefusal, SQLException {
    in.expect("XML", "SCHEMA", "COLLECTION");
    ObjectName name = ObjectName.read(in);
    in.end();
    Catalog.XmlCollection found = catalog.xmlCollection(name.schema(), name.name());
    if (found == null) {
      throw SqlRefusal.cannot("drop", "xml schema collection", name.name());
    }
    for (CatalogObject object : catalog.objects()) {
      TableDefinition table = object.table();
      if (table != null
          && table.columns().stream()
              .anyMatch(column -> Math.abs(column.type().schemaBound()) == found.id())) {
        throw SqlRefusal.of(
            6328,
            16,
            1,
            "Specified collection '%s' cannot be dropped because it is used by object '%s'.",
            name.written(),
            object.name());
      }
    }
    catalog.removeXmlCollection(found.id());
  }

  private void index(TokenCursor in, boolean primary) throws SqlRefusal, SQLException {
    String name = in.name();
    in.expect("ON");
    CatalogObject object = scope.table(ObjectName.read(in));
    in.expectSymbol("(");
    String columnName = in.name();
    in.expectSymbol(")");
    TableDefinition table = object.asTable();
    XmlUse use = primary ? new XmlUse(0, null) : secondary(in, table);
    IndexDefinition.IndexOptions options = IndexOptionsParser.read(in);
    in.end();
    ColumnDefinition column = table.column(columnName);
    if (column == null) {
      throw SqlRefusal.of(
          1911, 16, 1, "Column name '%s' does not exist in the target table or view.", columnName);
    }
    refuseWrong(object, name, column);
    int id =
        Math.max(
            table.indexes().stream().mapToInt(IndexDefinition::id).max().orElse(0) + 1,
            FIRST_INDEX);
    IndexDefinition added =
        new IndexDefinition(
            id,
            name,
            "XML",
            false,
            0,
            false,
            false,
            List.of(new IndexColumn(column.id(), false, false)),
            null,
            options,
            false,
            use);
    catalog.put(
        object.with(table.withIndexes(TableDefinition.plus(table.indexes(), added)), scope.now()));
  }

  private static XmlUse secondary(TokenCursor in, TableDefinition table) throws SqlRefusal {
    in.expect("USING", "XML", "INDEX");
    IndexDefinition on = table.index(in.name());
    if (on == null || on.xml() == null || on.xml().primary() != 0) {
      throw SqlRefusal.of(2727, 11, 2, "Cannot find index '%s'.", in.peek(-1).text());
    }
    in.expect("FOR");
    String use = in.name().toUpperCase(Locale.ROOT);
    if (!List.of("VALUE", "PATH", "PROPERTY").contains(use)) {
      throw SqlRefusal.syntax(in.peek(-1));
    }
    return new XmlUse(on.id(), use);
  }

  private static void refuseWrong(CatalogObject object, String name, ColumnDefinition column)
      throws SqlRefusal {
    TableDefinition table = object.asTable();
    if (column.type().system() != SystemType.XML) {
      throw SqlRefusal.of(
          50000,
          16,
          1,
          "An XML index stands on a column of xml, which '%s' is not.",
          column.name());
    }
    if (table.indexes().stream().noneMatch(index -> index.primary() && index.clustered())) {
      throw SqlRefusal.of(
          6332,
          16,
          201,
          "Table '%s' needs to have a clustered primary key with less than 16 columns in it in"
              + " order to create a primary XML index on it.",
          object.name());
    }
    if (table.index(name) != null) {
      throw SqlRefusal.of(
          1913,
          16,
          1,
          "The operation failed because an index or statistics with name '%s' already exists on"
              + " table '%s'.",
          name,
          object.name());
    }
  }
}
