package io.umzug.rehearsal.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Views, procedures, functions and triggers: kept with their exact text. */
final class ModuleCommands {

  private final DefinitionScope scope;
  private final Catalog catalog;

  ModuleCommands(DefinitionScope scope) {
    this.scope = scope;
    this.catalog = scope.catalog();
  }

  /**
   * Defines a module.
   *
   * @param text the whole batch
   * @param tokens of the whole batch
   */
  void define(String text, List<Token> tokens) throws SqlRefusal, SQLException {
    ModuleHeader header = ModuleHeader.read(tokens, catalog);
    Catalog.Schema schema = scope.schema(schemaOf(header));
    boolean ofDatabase = header.kind().equals(DatabaseTriggers.KIND);
    CatalogObject known =
        ofDatabase
            ? DatabaseTriggers.named(catalog, header.name().name())
            : catalog.object(schema.name(), header.name().name());
    boolean create = header.verb().equals("CREATE");
    if (known != null && (create || !sameKind(known.kind(), header.kind()))) {
      throw SqlRefusal.of(
          2714,
          16,
          3,
          "There is already an object named '%s' in the database.",
          header.name().name());
    }
    if (known == null && header.verb().equals("ALTER")) {
      throw SqlRefusal.of(208, 16, 6, "Invalid object name '%s'.", header.name().written());
    }
    if (known == null && !ofDatabase) {
      scope.refuseTaken(schema, header.name().name());
    }
    CatalogObject module = module(header, schema, known, stored(text, tokens));
    if (module.kind().equals("V")) {
      module = view(module, known);
    }
    catalog.put(module);
  }

  private static boolean sameKind(String known, String wanted) {
    Set<String> functions = Set.of("FN", "IF", "TF");
    return known.equals(wanted) || (functions.contains(known) && functions.contains(wanted));
  }

  /** A trigger lies in the schema of its table. */
  private static ObjectName schemaOf(ModuleHeader header) {
    ObjectName parent = header.parent();
    return parent != null && header.name().schema().isEmpty()
        ? new ObjectName("", parent.schema(), header.name().name())
        : header.name();
  }

  private CatalogObject module(
      ModuleHeader header, Catalog.Schema schema, @Nullable CatalogObject known, String text)
      throws SqlRefusal {
    SessionOptions options = scope.session().options();
    ModuleDefinition definition =
        new ModuleDefinition(
            header.encrypted() ? null : text,
            options.ansiNulls(),
            options.quotedIdentifier(),
            header.schemaBound(),
            header.parameters(),
            List.of(),
            header.trigger(),
            null);
    return new CatalogObject(
        known == null ? catalog.nextId() : known.id(),
        schema.id(),
        header.name().name(),
        header.kind(),
        parent(header),
        0,
        known == null ? scope.now() : known.created(),
        scope.now(),
        null,
        definition,
        null,
        null);
  }

  private int parent(ModuleHeader header) throws SqlRefusal {
    ObjectName parent = header.parent();
    if (parent == null) {
      return 0;
    }
    CatalogObject found = catalog.object(parent.schemaOr("dbo"), parent.name());
    if (found == null || (!found.userTable() && !found.kind().equals("V"))) {
      throw SqlRefusal.of(
          8197,
          16,
          4,
          "The object '%s' does not exist or is invalid for this operation.",
          parent.written());
    }
    return found.id();
  }

  /** SQL Server shows CREATE, whatever was written; the spaces around OR ALTER stay. */
  private static String stored(String text, List<Token> tokens) {
    Token first = tokens.getFirst();
    if (first.is("ALTER")) {
      return text.substring(0, first.start()) + "CREATE" + text.substring(first.end());
    }
    if (!tokens.get(1).is("OR")) {
      return text;
    }
    Token or = tokens.get(1);
    Token alter = tokens.get(2);
    return text.substring(0, or.start())
        + text.substring(or.end(), alter.start())
        + text.substring(alter.end());
  }

  private CatalogObject view(CatalogObject module, @Nullable CatalogObject known)
      throws SqlRefusal, SQLException {
    if (known != null) {
      List<CatalogObject> made = new ArrayList<>();
      catalog.put(module);
      new QueryViews(scope).without(() -> made.add(module));
      return Objects.requireNonNull(catalog.object(module.id()));
    }
    CatalogObject made = new QueryViews(scope).created(module);
    refuseUnknown(made);
    return made;
  }

  /** A view over a table that is not there is refused, as everywhere. */
  private void refuseUnknown(CatalogObject view) throws SqlRefusal {
    String reason = Objects.requireNonNull(view.module()).refused();
    if (reason != null && reason.startsWith("Invalid object name")) {
      throw SqlRefusal.of(208, 16, 1, "%s", reason);
    }
    if (reason != null && reason.startsWith("Table \"") && reason.contains("not found")) {
      String name = reason.substring(7, reason.indexOf('"', 7));
      boolean known = catalog.objects().stream().anyMatch(o -> o.name().equalsIgnoreCase(name));
      if (!known) {
        throw SqlRefusal.of(208, 16, 1, "Invalid object name '%s'.", name);
      }
    }
  }

  /** What follows DROP, from the kind on. */
  void drop(TokenCursor in) throws SqlRefusal, SQLException {
    String word = in.name().toUpperCase(Locale.ROOT);
    boolean lenient = in.accept("IF", "EXISTS");
    List<ObjectName> names = new ArrayList<>();
    do {
      names.add(ObjectName.read(in));
    } while (in.acceptSymbol(","));
    boolean ofDatabase = word.equals("TRIGGER") && in.accept("ON", "DATABASE");
    in.end();
    for (ObjectName name : names) {
      drop(word, name, lenient, ofDatabase);
    }
  }

  private void drop(String word, ObjectName name, boolean lenient, boolean ofDatabase)
      throws SqlRefusal, SQLException {
    Set<String> kinds =
        switch (word) {
          case "VIEW" -> Set.of("V");
          case "FUNCTION" -> Set.of("FN", "IF", "TF");
          case "TRIGGER" -> Set.of(ofDatabase ? DatabaseTriggers.KIND : "TR");
          default -> Set.of("P");
        };
    CatalogObject found =
        ofDatabase
            ? DatabaseTriggers.named(catalog, name.name())
            : catalog.object(name.schemaOr("dbo"), name.name());
    if (found == null || !kinds.contains(found.kind())) {
      if (lenient) {
        return;
      }
      throw SqlRefusal.of(
          3701,
          11,
          5,
          "Cannot drop the %s '%s', because it does not exist or you do not have permission.",
          word.equals("PROC") ? "procedure" : word.toLowerCase(Locale.ROOT),
          name.written());
    }
    if (found.kind().equals("V")) {
      scope.execute("DROP VIEW IF EXISTS " + scope.quoted(found) + " CASCADE");
      catalog.removeObject(found.id());
      new QueryViews(scope).createAll();
    } else {
      catalog.removeObject(found.id());
    }
  }
}
