package io.umzug.rehearsal.sql;

import org.jspecify.annotations.Nullable;

/** What hangs on a thing of the catalog: notes and rights. */
final class CatalogSecurity {

  private CatalogSecurity() {}

  /**
   * An extended property.
   *
   * @param kind the class: 0 database, 1 object or column, 2 parameter, 3 schema, 4 principal, 6
   *     type, 7 index
   */
  record Property(int kind, int major, int minor, String name, @Nullable String value) {}

  /**
   * A permission.
   *
   * @param kind the class, as above
   * @param state G granted, W with grant option, D denied
   */
  record Permission(
      int kind, int major, int minor, int grantee, int grantor, String name, String state) {}
}
