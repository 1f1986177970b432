package io.umzug.rehearsal.sql;

import java.util.List;

/** Views and functions that the catalog has and H2 cannot run: that has to be said. */
final class UnknownToH2 {

  private UnknownToH2() {}

  /** Refuses a statement that names one of them. */
  static void refuseIfKnown(Catalog catalog, List<Token> tokens) throws SqlRefusal {
    for (int at = 0; at < tokens.size() - 1; at++) {
      if (!tokens.get(at).isName()) {
        continue;
      }
      boolean qualified = tokens.get(at + 1).symbol(".") && tokens.get(at + 2).isName();
      String schema = qualified ? tokens.get(at).text() : "dbo";
      String name = tokens.get(qualified ? at + 2 : at).text();
      CatalogObject object = catalog.object(schema, name);
      if (object != null) {
        refuse(object, schema + "." + name);
      }
    }
  }

  private static void refuse(CatalogObject object, String name) throws SqlRefusal {
    ModuleDefinition module = object.module();
    if (module == null) {
      return;
    }
    if (object.kind().equals("V") && module.refused() != null) {
      throw SqlRefusal.of(
          50000,
          16,
          1,
          "The view '%s' is in the catalog of this stand-in, which cannot run its SELECT: %s",
          name,
          module.refused());
    }
    if (List.of("FN", "IF", "TF").contains(object.kind())) {
      throw SqlRefusal.of(
          50000,
          16,
          1,
          "The function '%s' is in the catalog of this stand-in, which runs no T-SQL of"
              + " functions.",
          name);
    }
  }
}
