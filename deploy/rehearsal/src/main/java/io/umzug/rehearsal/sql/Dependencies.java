package io.umzug.rehearsal.sql;

import static io.umzug.rehearsal.sql.ObjectRows.row;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What definitions refer to, as a scan of their words tells: a name of two parts wherever it
 * stands, a single one only where a table or procedure is expected.
 */
final class Dependencies {

  private static final Set<String> BEFORE_A_NAME =
      Set.of(
          "FROM", "JOIN", "INTO", "UPDATE", "EXEC", "EXECUTE", "MERGE", "USING", "APPLY", "DELETE",
          "INSERT");

  private Dependencies() {}

  /**
   * A reference.
   *
   * @param id of what is referred to; null where there is none such
   */
  private record Reference(String schema, String name, @Nullable Integer id, int kind) {}

  static List<@Nullable Object[]> rows(Catalog catalog) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (CatalogObject object : catalog.objects()) {
      ModuleDefinition module = object.module();
      if (object.named() && module != null && module.definition() != null) {
        String definition = module.definition();
        add(rows, object.id(), 0, module.schemaBound(), references(catalog, object, definition));
      }
      TableDefinition table = object.table();
      if (table == null) {
        continue;
      }
      table
          .checks()
          .forEach(c -> add(rows, c.id(), 0, true, references(catalog, object, c.definition())));
      table
          .defaults()
          .forEach(d -> add(rows, d.id(), 0, true, references(catalog, object, d.definition())));
      for (ColumnDefinition column : table.columns()) {
        if (column.computed() != null) {
          String definition = column.computed().definition();
          add(rows, object.id(), column.id(), true, references(catalog, object, definition));
        }
      }
    }
    return rows;
  }

  private static void add(
      List<@Nullable Object[]> rows,
      int from,
      int minor,
      boolean schemaBound,
      Set<Reference> references) {
    for (Reference reference : references) {
      boolean type = reference.kind() == 6;
      rows.add(
          row(
              from,
              minor,
              1,
              "OBJECT_OR_COLUMN",
              schemaBound,
              reference.kind(),
              type ? "TYPE" : "OBJECT_OR_COLUMN",
              null,
              null,
              reference.schema().isEmpty() ? null : reference.schema(),
              reference.name(),
              reference.id(),
              0,
              false,
              false));
    }
  }

  private static Set<Reference> references(Catalog catalog, CatalogObject from, String definition) {
    Set<Reference> found = new LinkedHashSet<>();
    List<Token> tokens;
    try {
      tokens = Lexer.tokens(definition);
    } catch (SqlRefusal _) {
      return found;
    }
    int at = 0;
    while (at < tokens.size() - 1) {
      int next = at + 1;
      if (tokens.get(at).isName()) {
        while (tokens.get(next).symbol(".") && tokens.get(next + 1).isName()) {
          next += 2;
        }
        Token before = tokens.get(Math.max(at - 1, 0));
        Reference reference = reference(catalog, from, tokens.subList(at, next), before);
        if (reference != null && !Integer.valueOf(from.id()).equals(reference.id())) {
          found.add(reference);
        }
      }
      at = next;
    }
    return found;
  }

  private static @Nullable Reference reference(
      Catalog catalog, CatalogObject from, List<Token> chain, Token before) {
    boolean expected =
        before.kind() == Token.Kind.WORD
            && BEFORE_A_NAME.contains(before.text().toUpperCase(Locale.ROOT));
    String first = chain.getFirst().text();
    if (chain.size() == 1) {
      if (!expected || chain.getFirst().is("INTO")) {
        return null;
      }
      CatalogObject same = catalog.object(catalog.schemaName(from.schema()), first);
      CatalogObject object = same == null ? catalog.object("dbo", first) : same;
      return object == null ? null : new Reference("", object.name(), object.id(), 1);
    }
    String second = chain.get(2).text();
    CatalogObject object = catalog.object(first, second);
    if (object != null) {
      return new Reference(first, second, object.id(), 1);
    }
    TypeDefinition type = catalog.type(first, second);
    if (type != null) {
      return new Reference(first, second, type.id(), 6);
    }
    return expected
            && chain.size() == 3
            && catalog.schema(first) != null
            && !first.equalsIgnoreCase("sys")
        ? new Reference(first, second, null, 1)
        : null;
  }
}
