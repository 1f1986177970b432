package io.umzug.rehearsal.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The views of the catalog as views of H2, where H2 can run their SELECT. */
final class QueryViews {

  private final DefinitionScope scope;

  QueryViews(DefinitionScope scope) {
    this.scope = scope;
  }

  /** Something that changes what views may rest on. */
  interface Change {
    void run() throws SqlRefusal, SQLException;
  }

  /** H2 lets no table be changed on which a view rests: they are away meanwhile. */
  void without(Change change) throws SqlRefusal, SQLException {
    List<CatalogObject> views = scope.catalog().objects("V");
    for (CatalogObject view : views) {
      scope.execute("DROP VIEW IF EXISTS " + scope.quoted(view) + " CASCADE");
    }
    List<CatalogObject> synonyms = scope.catalog().objects("SN");
    for (CatalogObject synonym : synonyms) {
      scope.execute("DROP SYNONYM IF EXISTS " + scope.quoted(synonym));
    }
    try {
      change.run();
    } finally {
      for (CatalogObject synonym : synonyms) {
        createSynonym(synonym);
      }
      createAll();
    }
  }

  /** Makes all of them anew, as after a start or a restore. */
  void restore() throws SqlRefusal, SQLException {
    boolean any =
        scope.catalog().objects().stream()
            .anyMatch(object -> object.kind().equals("V") || object.kind().equals("SN"));
    if (any) {
      without(() -> {});
    }
  }

  /** What a synonym stands for may be elsewhere or no table: SQL Server binds late too. */
  void createSynonym(CatalogObject synonym) throws SqlRefusal {
    String base = Objects.requireNonNull(synonym.synonymFor());
    String h2 =
        Lexer.tokens(base).stream()
            .filter(token -> token.kind() != Token.Kind.END)
            .map(token -> token.isName() ? Translator.quote(token.text()) : token.text())
            .collect(Collectors.joining());
    try {
      scope.execute("CREATE SYNONYM " + scope.quoted(synonym) + " FOR " + h2);
    } catch (SQLException _) {
      // A statement that uses it is refused then.
    }
  }

  /** Creates those that are missing, in whatever order they rest on each other. */
  void createAll() throws SqlRefusal, SQLException {
    List<CatalogObject> waiting = new ArrayList<>(scope.catalog().objects("V"));
    boolean progress = true;
    while (progress && !waiting.isEmpty()) {
      progress = false;
      for (CatalogObject view : List.copyOf(waiting)) {
        CatalogObject made = created(view);
        if (!made.equals(view)) {
          scope.catalog().put(made);
        }
        if (module(made).refused() == null) {
          waiting.remove(view);
          progress = true;
        }
      }
    }
  }

  private static ModuleDefinition module(CatalogObject view) {
    return Objects.requireNonNull(view.module());
  }

  /** Makes the view in H2, if it can be; the definition that comes back says whether. */
  CatalogObject created(CatalogObject view) throws SqlRefusal {
    ModuleDefinition module = module(view);
    String definition = module.definition();
    if (definition == null) {
      return view.with(module.with(module.columns(), "its text is encrypted"), view.modified());
    }
    ModuleHeader header = ModuleHeader.read(Lexer.tokens(definition), scope.catalog());
    try {
      String select =
          new Translator(header.query(), QueryScope.ofDefinition(scope.session()))
              .translate()
              .sql();
      List<ColumnDefinition> columns = columns(select, header.columnNames());
      scope.execute(
          "CREATE OR REPLACE VIEW %s (%s) AS %s"
              .formatted(
                  scope.quoted(view),
                  columns.stream()
                      .map(column -> Translator.quote(column.name()))
                      .collect(Collectors.joining(", ")),
                  select));
      return view.with(module.with(columns, null), view.modified());
    } catch (SQLException e) {
      String reason =
          Objects.requireNonNullElse(e.getMessage(), "").split("; SQL statement:", 2)[0];
      return view.with(module.with(module.columns(), reason), view.modified());
    } catch (SqlRefusal e) {
      return view.with(
          module.with(module.columns(), e.messages().getFirst().text()), view.modified());
    }
  }

  private List<ColumnDefinition> columns(String select, List<String> names) throws SQLException {
    List<ColumnDefinition> columns = new ArrayList<>();
    try (PreparedStatement statement = scope.h2().prepareStatement(select)) {
      ResultSetMetaData description = Objects.requireNonNull(statement.getMetaData());
      for (int i = 1; i <= description.getColumnCount(); i++) {
        String name = i <= names.size() ? names.get(i - 1) : description.getColumnLabel(i);
        boolean nullable = description.isNullable(i) != ResultSetMetaData.columnNoNulls;
        columns.add(
            ColumnDefinition.plain(
                i,
                name,
                ResultTypes.column(description, i, scope.catalog()).withUserType(0),
                nullable));
      }
    }
    return columns;
  }
}
