package io.umzug.domain.schema;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
   * @param options those that a new database has otherwise
   * @param configurations of its own scope that are not as they are by themselves, such as {@code
   *     MAXDOP = 4}
   */
  public record Settings(
      String collation,
      int compatibility,
      String recovery,
      List<DatabaseOption> options,
      List<String> configurations) {

    public Settings {
      options = List.copyOf(options);
      configurations = List.copyOf(configurations);
    }

    public Settings(String collation, int compatibility, String recovery) {
      this(collation, compatibility, recovery, List.of(), List.of());
    }
  }

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

  /** Roles and their rights stay; what a user owned is owned by dbo. */
  DatabaseSchema withoutUsers() {
    return without(principal -> !(principal instanceof Principal.Role));
  }

  /** Without those that no script makes, and what is said of them. */
  DatabaseSchema withoutUnreadable() {
    return without(Principal.Unreadable.class::isInstance);
  }

  /** What they owned is owned by dbo; rights, notes and memberships go with them. */
  DatabaseSchema without(Predicate<Principal> unwanted) {
    Set<String> gone =
        principals.stream().filter(unwanted).map(Principal::name).collect(Collectors.toSet());
    return gone.isEmpty() ? this : without(gone);
  }

  private DatabaseSchema without(Set<String> gone) {
    return new DatabaseSchema(
        settings,
        principals.stream()
            .filter(principal -> !gone.contains(principal.name()))
            .map(
                principal ->
                    principal instanceof Principal.Role role
                        ? new Principal.Role(role.name(), owner(role.owner(), gone))
                        : principal)
            .toList(),
        memberships.stream()
            .filter(each -> !gone.contains(each.member()) && !gone.contains(each.role()))
            .toList(),
        schemas.stream()
            .map(each -> new Principal.Schema(each.name(), owner(each.owner(), gone)))
            .toList(),
        aliasTypes,
        xmlCollections,
        tableTypes,
        sequences,
        synonyms,
        tables,
        modules,
        properties.stream().filter(each -> gone.stream().noneMatch(each::isOf)).toList(),
        permissions.stream()
            .filter(
                each -> !gone.contains(each.grantee()) && gone.stream().noneMatch(each::isAbout))
            .toList(),
        leftOut);
  }

  private static String owner(String owner, Set<String> gone) {
    return gone.contains(owner) ? "dbo" : owner;
  }
}
