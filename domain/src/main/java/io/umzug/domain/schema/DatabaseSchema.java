package io.umzug.domain.schema;

import java.util.List;

/** Everything a script of a database says but its rows. Each list is ordered by name. */
public record DatabaseSchema(
    Settings settings,
    List<Principal> principals,
    List<Principal.Membership> memberships,
    List<Principal.Schema> schemas,
    List<AliasType> aliasTypes,
    List<XmlCollection> xmlCollections,
    List<TableType> tableTypes,
    List<Sequence> sequences,
    List<Synonym> synonyms,
    List<Table> tables,
    List<SqlModule> modules,
    List<ExtendedProperty> properties,
    List<Principal.Permission> permissions,
    List<LeftOut> leftOut) {

  /**
   * Of the database itself.
   *
   * @param compatibility such as 150
   * @param recovery such as SIMPLE
   */
  public record Settings(String collation, int compatibility, String recovery) {}

  public DatabaseSchema {
    principals = List.copyOf(principals);
    memberships = List.copyOf(memberships);
    schemas = List.copyOf(schemas);
    aliasTypes = List.copyOf(aliasTypes);
    xmlCollections = List.copyOf(xmlCollections);
    tableTypes = List.copyOf(tableTypes);
    sequences = List.copyOf(sequences);
    synonyms = List.copyOf(synonyms);
    tables = List.copyOf(tables);
    modules = List.copyOf(modules);
    properties = List.copyOf(properties);
    permissions = List.copyOf(permissions);
    leftOut = List.copyOf(leftOut);
  }
}
