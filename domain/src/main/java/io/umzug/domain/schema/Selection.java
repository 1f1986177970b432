package io.umzug.domain.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a database a script is about: names as {@code schema.name}, in either case, each part in
 * brackets where it holds a dot.
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
    tables = written(tables);
    without = written(without);
  }

  /** As the database's objects write theirs, whatever brackets they were typed with. */
  private static Set<String> written(Set<String> typed) {
    return typed.stream().map(ObjectName::written).collect(Collectors.toUnmodifiableSet());
  }

  /** In lower case. */
  @Override
  public Set<String> tables() {
    return lowered(tables);
  }

  /** In lower case. */
  @Override
  public Set<String> without() {
    return lowered(without);
  }

  private static Set<String> lowered(Set<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /** Names that nothing in the database bears, as they were typed. */
  public List<String> unknownIn(DatabaseSchema schema) {
    Set<String> ofTables =
        lowered(
            schema.tables().stream()
                .map(table -> table.name().toString())
                .collect(Collectors.toSet()));
    Set<String> ofAll = lowered(names(schema).map(Object::toString).collect(Collectors.toSet()));
    return Stream.concat(
            tables.stream().filter(name -> !ofTables.contains(name.toLowerCase(Locale.ROOT))),
            without.stream().filter(name -> !ofAll.contains(name.toLowerCase(Locale.ROOT))))
        .distinct()
        .sorted()
        .toList();
  }

  /** Of everything that can be left out. */
  private static Stream<Object> names(DatabaseSchema schema) {
    return Stream.<Stream<? extends Object>>of(
            schema.principals().stream().map(Principal::name),
            schema.schemas().stream().map(Principal.Schema::name),
            schema.aliasTypes().stream().map(AliasType::name),
            schema.xmlCollections().stream().map(XmlCollection::name),
            schema.tableTypes().stream().map(TableType::name),
            schema.sequences().stream().map(Sequence::name),
            schema.synonyms().stream().map(Synonym::name),
            schema.tables().stream().map(Table::name),
            schema.modules().stream().map(SqlModule::name),
            schema.permissions().stream().map(Principal.Permission::grantee),
            schema.memberships().stream().flatMap(each -> Stream.of(each.member(), each.role())),
            schema.properties().stream()
                .map(ExtendedProperty::levels)
                .filter(levels -> !levels.isEmpty())
                .map(levels -> levels.getFirst().name()),
            schema.properties().stream()
                .map(ExtendedProperty::levels)
                .filter(levels -> levels.size() > 1)
                .map(levels -> new ObjectName(levels.get(0).name(), levels.get(1).name())),
            schema.leftOut().stream().map(LeftOut::object))
        .flatMap(each -> each);
  }

  public DatabaseSchema of(DatabaseSchema database) {
    Set<String> tables = tables();
    Set<String> without = without();
    Predicate<Object> kept =
        object -> !without.contains(object.toString().toLowerCase(Locale.ROOT));
    DatabaseSchema schema =
        (users ? database : database.withoutUsers()).without(each -> !kept.test(each.name()));
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
                each -> whole ? kept.test(each.name()) : isNeeded(each, schema, chosen))
            .stream()
            .map(each -> whole && kept.test(each.owner()) ? each : ownedByDbo(each))
            .toList(),
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

  /** What stays behind of that which is chosen: told, since nothing is left out in silence. */
  public List<Gap> losses(DatabaseSchema database) {
    DatabaseSchema selected = of(database);
    Set<ObjectName> there = new HashSet<>();
    selected.tables().forEach(table -> there.add(table.name()));
    selected.modules().forEach(module -> there.add(module.name()));
    Set<ObjectName> known = new HashSet<>();
    database.tables().forEach(table -> known.add(table.name()));
    database.modules().forEach(module -> known.add(module.name()));
    known.removeAll(there);
    List<Gap> losses = new ArrayList<>();
    for (Table table : database.tables()) {
      if (there.contains(table.name())) {
        losses(table, known, losses);
      }
    }
    for (Principal.Schema schema : selected.schemas()) {
      database.schemas().stream()
          .filter(before -> before.name().equals(schema.name()))
          .filter(before -> !before.owner().equals(schema.owner()))
          .forEach(before -> losses.add(owner(before)));
    }
    return losses.stream().sorted().toList();
  }

  private static Gap owner(Principal.Schema schema) {
    return loss(
        schema.name(),
        "The schema's owner %s does not come along: dbo owns it.".formatted(schema.owner()),
        "Say ALTER AUTHORIZATION ON SCHEMA::%s on the target if it matters."
            .formatted(SqlText.name(schema.name())));
  }

  private static void losses(Table table, Set<ObjectName> behind, List<Gap> losses) {
    for (ForeignKey key : table.foreignKeys()) {
      if (behind.contains(key.referenced())) {
        losses.add(
            loss(
                table.name() + "." + key.name(),
                "The foreign key does not come along: %s stays behind.".formatted(key.referenced()),
                "Choose that table, too, or add the key on the target."));
      }
    }
    table.dependsOn().stream()
        .filter(behind::contains)
        .sorted()
        .forEach(
            needed ->
                losses.add(
                    loss(
                        table.name().toString(),
                        "A computed column needs %s, which stays behind.".formatted(needed),
                        "Create it on the target before the script is run.")));
    Table.Temporal temporal = table.temporal();
    ObjectName history = temporal == null ? null : temporal.history();
    if (history != null && behind.contains(history)) {
      losses.add(
          loss(
              table.name().toString(),
              "Its former rows in %s stay behind; the server begins with none.".formatted(history),
              "Choose that table, too."));
    }
  }

  private static Gap loss(String object, String sentence, String remedy) {
    return new Gap(Gap.Severity.WARNING, object, sentence, remedy, "M2");
  }

  private static <T> List<T> keep(List<T> all, Predicate<T> kept) {
    return all.stream().filter(kept).toList();
  }

  /** Types and sequences come along, whatever table is chosen. */
  private static boolean isNeeded(
      Principal.Schema each, DatabaseSchema schema, Predicate<ObjectName> chosen) {
    return Stream.of(
            schema.tables().stream().map(Table::name).filter(chosen),
            schema.aliasTypes().stream().map(AliasType::name),
            schema.xmlCollections().stream().map(XmlCollection::name),
            schema.sequences().stream().map(Sequence::name))
        .flatMap(names -> names)
        .anyMatch(name -> name.schema().equals(each.name()));
  }

  private static Principal.Schema ownedByDbo(Principal.Schema schema) {
    return new Principal.Schema(schema.name(), "dbo");
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
            .map(name -> ObjectName.parse(name).map(ObjectName::quoted).orElse(SqlText.name(name)))
            .noneMatch(
                name ->
                    securable
                        .toLowerCase(Locale.ROOT)
                        .endsWith("::" + name.toLowerCase(Locale.ROOT)));
  }
}
