package io.umzug.rehearsal.sql;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When which table was last written to; forgotten when the instance stops, as SQL Server does. */
final class Writes {

  private record Place(int databaseId, int objectId) {}

  private record Use(long updates, LocalDateTime last) {}

  private final Map<Place, Use> uses = new ConcurrentHashMap<>();

  /** After an INSERT, UPDATE, DELETE or MERGE; a target that is no table is passed over. */
  void written(EngineSession session, List<Token> statement) throws SqlRefusal, SQLException {
    List<String> name = target(statement);
    if (name.isEmpty()) {
      return;
    }
    String database = name.size() > 2 ? name.get(name.size() - 3) : session.database();
    String schema = name.size() > 1 ? name.get(name.size() - 2) : "dbo";
    CatalogObject table =
        session.catalog(database).object(schema.isEmpty() ? "dbo" : schema, name.getLast());
    if (table != null) {
      written(session, database, table);
    }
  }

  void written(EngineSession session, String database, CatalogObject table) throws SqlRefusal {
    int id = Queries.known(session, database).id();
    LocalDateTime now = session.instance().now();
    uses.merge(
        new Place(id, table.id()), new Use(1, now), (old, _) -> new Use(old.updates() + 1, now));
  }

  private static List<String> target(List<Token> statement) {
    int at = 1;
    while (statement.get(at).is("INTO") || statement.get(at).is("FROM")) {
      at++;
    }
    List<String> parts = new ArrayList<>();
    while (statement.get(at).isName()) {
      parts.add(statement.get(at++).text());
      if (!statement.get(at).symbol(".")) {
        break;
      }
      at++;
      if (statement.get(at).symbol(".")) {
        parts.add("");
        at++;
      }
    }
    return parts;
  }

  void forget(int databaseId) {
    uses.keySet().removeIf(place -> place.databaseId() == databaseId);
  }

  void forgetAll() {
    uses.clear();
  }

  List<Object[]> rows() {
    List<Object[]> rows = new ArrayList<>();
    uses.forEach(
        (place, use) ->
            rows.add(
                new Object[] {place.databaseId(), place.objectId(), 1, use.updates(), use.last()}));
    return rows;
  }
}
