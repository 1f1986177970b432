package io.umzug.domain.schema;

import io.umzug.domain.route.SqlServerRelease;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The text of a database but for its rows, in an order that works: what rows stand in comes before
 * them; what would slow them down, refuse them or act on them comes behind.
 */
public final class SchemaScript {

  private final DatabaseSchema schema;
  private final ScriptTarget options;
  private final SqlServerRelease target;
  private final TableText tables;
  private final IndexText indexes;
  private final SecurityText security;
  private final CreationPlan plan;

  public SchemaScript(DatabaseSchema whole, ScriptTarget options) {
    this.schema = whole.withoutUnreadable();
    this.options = options;
    this.target = options.target();
    this.tables = new TableText(target);
    this.indexes = new IndexText(target);
    this.security = new SecurityText(target);
    this.plan = CreationPlan.of(schema);
  }

  /** At the beginning of each file: sqlcmd starts elsewhere, and with other settings (M5). */
  public List<Batch> session() {
    return List.of(
        new Batch("USE " + SqlText.name(options.database()) + ";"),
        new Batch(
            "SET ANSI_NULLS ON;\nSET QUOTED_IDENTIFIER ON;\nSET ANSI_PADDING ON;\n"
                + "SET ANSI_WARNINGS ON;\nSET CONCAT_NULL_YIELDS_NULL ON;\nSET ARITHABORT ON;\n"
                + "SET NUMERIC_ROUNDABORT OFF;\nSET XACT_ABORT ON;"));
  }

  /** Nothing where the database is there already. */
  public List<Batch> creation() {
    ScriptTarget.Creation creation = options.creation();
    if (creation == null) {
      return List.of();
    }
    String name = SqlText.name(options.database());
    String data = file("", creation.dataFolder(), ".mdf");
    String log = file("_log", creation.logFolder(), ".ldf");
    int compatibility = options.compatibility(schema.settings().compatibility());
    List<Batch> batches = new ArrayList<>();
    batches.add(new Batch("USE [master];"));
    batches.add(
        new Batch(
            "CREATE DATABASE "
                + name
                + (data.isEmpty() ? "" : "\nON PRIMARY " + data)
                + (log.isEmpty() ? "" : "\nLOG ON " + log)
                + "\nCOLLATE "
                + schema.settings().collation()
                + ";"));
    batches.add(
        new Batch("ALTER DATABASE " + name + " SET COMPATIBILITY_LEVEL = " + compatibility + ";"));
    batches.add(
        new Batch(
            "ALTER DATABASE " + name + " SET RECOVERY " + schema.settings().recovery() + ";"));
    schema.settings().options().stream()
        .filter(option -> option.comesWith(creation))
        .map(option -> new Batch(option.statement(options.database())))
        .forEach(batches::add);
    return batches;
  }

  /** A database's name may hold what a file's may not. */
  private String file(String suffix, @Nullable String folder, String extension) {
    if (folder == null) {
      return "";
    }
    String separator =
        folder.endsWith("\\") || folder.endsWith("/") ? "" : folder.contains("/") ? "/" : "\\";
    String file = options.database().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
    return "(NAME = N'%s', FILENAME = N'%s')"
        .formatted(
            (options.database() + suffix).replace("'", "''"),
            (folder + separator + file + suffix + extension).replace("'", "''"));
  }

  public List<Batch> beforeData() {
    List<String> statements = new ArrayList<>(security.principals(schema));
    statements.addAll(SecurityText.schemas(schema));
    statements.addAll(security.memberships(schema));
    schema.aliasTypes().stream().map(ObjectsText::aliasType).forEach(statements::add);
    schema.xmlCollections().stream().map(ObjectsText::xmlCollection).forEach(statements::add);
    if (!target.isOlderThan(SqlServerRelease.SQL_2012)) {
      schema.sequences().stream().map(ObjectsText::sequence).forEach(statements::add);
    }
    schema.synonyms().stream().map(ObjectsText::synonym).forEach(statements::add);
    schema.tableTypes().stream().map(this::fitting).map(tables::tableType).forEach(statements::add);
    List<Batch> batches = batches(statements);
    for (CreationPlan.Step step : plan.beforeData()) {
      switch (step) {
        case CreationPlan.OfTable of -> table(of, batches);
        case CreationPlan.OfModule of -> module(of.module(), batches);
      }
    }
    return batches;
  }

  private void table(CreationPlan.OfTable of, List<Batch> batches) {
    Table table = of.table();
    batches.add(new Batch(tables.create(table, of.later())));
    table
        .clustered()
        .filter(index -> !index.isConstraint())
        .map(index -> new Batch(indexes.create(table.name(), index)))
        .ifPresent(batches::add);
  }

  /** Indexes within a table type came with 2014. */
  private TableType fitting(TableType type) {
    return target.isOlderThan(SqlServerRelease.SQL_2014)
        ? new TableType(
            type.name(),
            type.columns(),
            type.indexes().stream().filter(Index::isConstraint).toList(),
            type.checks())
        : type;
  }

  public List<Table> tables() {
    return schema.tables();
  }

  /**
   * Where the server had given higher numbers than the rows show, the next row goes on behind them.
   *
   * @param highest number among the rows; null where there are none
   */
  public List<Batch> afterRows(Table table, @Nullable String highest) {
    return Identities.seed(table, highest)
        .map(
            seed ->
                new Batch(
                    "DBCC CHECKIDENT (N'%s', RESEED, %s);"
                        .formatted(table.name().quoted().replace("'", "''"), seed)))
        .stream()
        .toList();
  }

  public List<Batch> afterData() {
    List<Batch> batches = new ArrayList<>();
    schema.tables().forEach(table -> batches.addAll(batches(secondaryIndexes(table))));
    plan.afterData().forEach(module -> module(module, batches));
    plan.lateColumns()
        .forEach(
            (table, columns) ->
                columns.forEach(column -> batches.add(new Batch(tables.addColumn(table, column)))));
    schema.tables().forEach(table -> batches.addAll(batches(defaults(table))));
    schema.tables().forEach(table -> batches.addAll(batches(checks(table))));
    schema.tables().forEach(table -> batches.addAll(batches(foreignKeys(table))));
    viewIndexes(batches);
    plan.last().forEach(module -> module(module, batches));
    if (!target.isOlderThan(SqlServerRelease.SQL_2016)) {
      schema.tables().forEach(table -> batches.addAll(batches(temporal(table))));
    }
    batches.addAll(properties(false));
    batches.addAll(batches(security.permissions(schema)));
    plan.ofTheDatabase().forEach(trigger -> module(trigger, batches));
    batches.addAll(properties(true));
    return batches;
  }

  private List<Batch> properties(boolean ofDatabaseTriggers) {
    return batches(
        schema.properties().stream()
            .filter(property -> property.isOfDatabaseTrigger() == ofDatabaseTriggers)
            .map(ObjectsText::property)
            .toList());
  }

  private List<String> secondaryIndexes(Table table) {
    List<String> statements = new ArrayList<>();
    Stream<Index> inOrder =
        table.indexes().stream()
            .sorted(
                Comparator.comparing(Index::role)
                    .thenComparing(index -> index.xml() != null && index.xml().primary() != null)
                    .thenComparing(Index::name));
    inOrder.forEach(
        index -> {
          if (index.isColumnstore()) {
            if (!target.isOlderThan(SqlServerRelease.SQL_2016)) {
              statements.add(indexes.columnstore(table.name(), index));
            }
          } else if (!index.isClustered() && index.kind() != Index.Kind.SPATIAL) {
            statements.add(indexes.create(table.name(), index));
            if (index.disabled()) {
              statements.add(indexes.disable(table.name(), index));
            }
          }
        });
    return statements;
  }

  private static List<String> defaults(Table table) {
    List<String> statements = new ArrayList<>();
    for (Column column : table.columns()) {
      Column.DefaultValue value = column.defaultValue();
      if (value != null) {
        statements.add(TableText.defaultValue(table, column, value));
      }
    }
    return statements;
  }

  private static List<String> checks(Table table) {
    return table.checks().stream()
        .flatMap(check -> TableText.check(table, check).stream())
        .toList();
  }

  private static List<String> foreignKeys(Table table) {
    return table.foreignKeys().stream()
        .flatMap(key -> TableText.foreignKey(table, key).stream())
        .toList();
  }

  private List<String> temporal(Table table) {
    Table.Temporal temporal = table.temporal();
    return temporal == null ? List.of() : tables.temporal(table, temporal);
  }

  private void viewIndexes(List<Batch> batches) {
    for (SqlModule view : schema.modules()) {
      view.indexes().stream()
          .sorted(
              Comparator.comparing((Index index) -> !index.isClustered())
                  .thenComparing(Index::name))
          .forEach(
              index -> {
                batches.add(new Batch(indexes.create(view.name(), index)));
                if (index.disabled()) {
                  batches.add(new Batch(indexes.disable(view.name(), index)));
                }
              });
    }
  }

  /** Both settings stay with a module for ever: each is created as it was (SET before CREATE). */
  private static void module(SqlModule module, List<Batch> batches) {
    String definition = module.definition();
    if (definition == null) {
      return;
    }
    batches.add(
        new Batch(
            "SET ANSI_NULLS %s;\nSET QUOTED_IDENTIFIER %s;"
                .formatted(onOff(module.ansiNulls()), onOff(module.quotedIdentifier()))));
    batches.add(new Batch(ModuleText.of(module, definition)));
    if (!module.ansiNulls() || !module.quotedIdentifier()) {
      batches.add(new Batch("SET ANSI_NULLS ON;\nSET QUOTED_IDENTIFIER ON;"));
    }
    module.firings().stream().map(firing -> ModuleText.order(module, firing)).forEach(batches::add);
    if (module.disabled()) {
      ObjectName parent = module.parent();
      batches.add(
          new Batch(
              "DISABLE TRIGGER %s ON %s;"
                  .formatted(
                      parent == null ? SqlText.name(module.name().name()) : module.name().quoted(),
                      parent == null ? "DATABASE" : parent.quoted())));
    }
  }

  private static String onOff(boolean on) {
    return on ? "ON" : "OFF";
  }

  private static List<Batch> batches(List<String> statements) {
    return new ArrayList<>(statements.stream().map(Batch::new).toList());
  }

  /** Those that stand before something that they need: no order is right for them. */
  public Set<ObjectName> circular() {
    return plan.circular();
  }
}
