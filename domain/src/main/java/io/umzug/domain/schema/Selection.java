package io.umzug.domain.schema;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What of a database a script is about: names as {@code schema.name}, in either case.
 *
 * @param tables empty for the whole database; otherwise these with their keys, indexes and
 *     triggers, and the types that they may need
 * @param without objects that are left out, whatever stands against them
 * @param users whether users come along, with their memberships and permissions
 */
public record Selection(Set<String> tables, Set<String> without, boolean users) {

  public static final Selection EVERYTHING = new Selection(Set.of(), Set.of());

  /** Everything but who may do what, where the target entitles people of its own. */
  public static final Selection WITHOUT_USERS = new Selection(Set.of(), Set.of(), false);

  public Selection(Set<String> tables, Set<String> without) {
    this(tables, without, true);
  }

  public Selection {
    tables = lowered(tables);
    without = lowered(without);
  }

  private static Set<String> lowered(Set<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /** Names that nothing in the database bears. */
  public List<String> unknownIn(DatabaseSchema schema) {
    Set<String> known =
        lowered(
            schema.tables().stream()
                .map(table -> table.name().toString())
                .collect(Collectors.toSet()));
    return tables.stream().filter(name -> !known.contains(name)).sorted().toList();
  }

  public DatabaseSchema of(DatabaseSchema database) {
    DatabaseSchema schema = users ? database : database.withoutUsers();
    Predicate<Object> kept =
        object -> !without.contains(object.toString().toLowerCase(Locale.ROOT));
    Predicate<ObjectName> chosen =
        name ->
            kept.test(name)
                && (tables.isEmpty() || tables.contains(name.toString().toLowerCase(Locale.ROOT)));
    Predicate<SqlModule> module =
        each ->
            kept.test(each.name())
                && (tables.isEmpty()
                    ? each.parent() == null || kept.test(each.parent())
                    : each.parent() != null && chosen.test(each.parent()));
    boolean whole = tables.isEmpty();
    return new DatabaseSchema(
        schema.settings(),
        keep(schema.principals(), each -> whole && kept.test(each.name())),
        keep(
            schema.memberships(),
            each -> whole && kept.test(each.member()) && kept.test(each.role())),
        keep(
            schema.schemas(),
            each ->
                whole
                    ? kept.test(each.name())
                    : schema.tables().stream()
                        .anyMatch(
                            table ->
                                chosen.test(table.name())
                                    && table.name().schema().equals(each.name()))),
        keep(schema.aliasTypes(), each -> kept.test(each.name())),
        keep(schema.xmlCollections(), each -> kept.test(each.name())),
        keep(schema.tableTypes(), each -> whole && kept.test(each.name())),
        keep(schema.sequences(), each -> kept.test(each.name())),
        keep(schema.synonyms(), each -> whole && kept.test(each.name())),
        keep(schema.tables(), each -> chosen.test(each.name())).stream()
            .map(table -> withoutStrayKeys(table, chosen))
            .toList(),
        keep(schema.modules(), module),
        keep(schema.properties(), each -> isChosen(each, kept, chosen)),
        keep(schema.permissions(), each -> whole && kept.test(each.grantee()) && isAboutKept(each)),
        keep(schema.leftOut(), each -> kept.test(each.object())));
  }

  private static <T> List<T> keep(List<T> all, Predicate<T> kept) {
    return all.stream().filter(kept).toList();
  }

  private static Table withoutStrayKeys(Table table, Predicate<ObjectName> chosen) {
    return new Table(
        table.name(),
        table.columns(),
        table.indexes(),
        keep(table.foreignKeys(), key -> chosen.test(key.referenced())),
        table.checks(),
        table.compression(),
        table.dependsOn(),
        table.temporal(),
        table.dataSpace(),
        table.features());
  }

  private boolean isChosen(
      ExtendedProperty property, Predicate<Object> kept, Predicate<ObjectName> chosen) {
    List<ExtendedProperty.Level> levels = property.levels();
    if (levels.size() < 2) {
      return tables.isEmpty() && (levels.isEmpty() || kept.test(levels.getFirst().name()));
    }
    ObjectName object = new ObjectName(levels.get(0).name(), levels.get(1).name());
    return tables.isEmpty() ? kept.test(object) : chosen.test(object);
  }

  private boolean isAboutKept(Principal.Permission permission) {
    String securable = permission.securable();
    return securable == null
        || without.stream()
            .noneMatch(name -> securable.toLowerCase(Locale.ROOT).endsWith("::" + quoted(name)));
  }

  private static String quoted(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? SqlText.name(name)
        : SqlText.name(name.substring(0, dot)) + "." + SqlText.name(name.substring(dot + 1));
  }
}
