package io.umzug.domain.schema;

import static io.umzug.domain.route.SqlServerRelease.SQL_2012;
import static io.umzug.domain.route.SqlServerRelease.SQL_2014;
import static io.umzug.domain.route.SqlServerRelease.SQL_2016;
import static io.umzug.domain.route.SqlServerRelease.SQL_2017;
import static io.umzug.domain.schema.Gap.Severity.BLOCKING;
import static io.umzug.domain.schema.Gap.Severity.WARNING;

import io.umzug.domain.route.SqlServerRelease;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What of a schema the target does not know, or a script cannot carry (M1–M4). */
public final class Gaps {

  /** Of an index before 2016. */
  private static final int KEY_COLUMNS = 16;

  /** The only one that the driver looks for within a name; it cannot be told not to. */
  private static final Pattern ESCAPE = Pattern.compile("(?i)\\{\\s*limit\\b");

  private final SqlServerRelease target;
  private final TreeSet<Gap> gaps = new TreeSet<>();

  private Gaps(SqlServerRelease target) {
    this.target = target;
  }

  /** The blocking ones first, then by object. */
  public static List<Gap> of(DatabaseSchema schema, ScriptTarget options) {
    Gaps found = new Gaps(options.target());
    found.database(schema, options);
    schema.principals().forEach(found::principal);
    schema.permissions().forEach(found::permission);
    schema.sequences().forEach(found::sequence);
    schema.tableTypes().forEach(found::tableType);
    schema.tables().forEach(found::table);
    ModuleGaps modules = new ModuleGaps(options.target());
    schema.modules().forEach(module -> found.gaps.addAll(modules.of(module)));
    found.circular(new SchemaScript(schema, options));
    schema.leftOut().forEach(found::leftOut);
    found.names(schema);
    return List.copyOf(found.gaps);
  }

  private void blocking(Object object, String sentence, String remedy) {
    gaps.add(new Gap(BLOCKING, object.toString(), sentence, remedy, "M2"));
  }

  private void warning(Object object, String sentence, String remedy) {
    gaps.add(new Gap(WARNING, object.toString(), sentence, remedy, "M2"));
  }

  private boolean isOlderThan(SqlServerRelease release) {
    return target.isOlderThan(release);
  }

  private String lacks(String what) {
    return "SQL Server %s has no %s.".formatted(target.label(), what);
  }

  private void database(DatabaseSchema schema, ScriptTarget options) {
    DatabaseSchema.Settings settings = schema.settings();
    if (options.creation() != null && !Releases.knowsCollation(target, settings.collation())) {
      blocking(
          "the database",
          lacks("collation " + settings.collation()),
          "Create the database yourself with a collation of the target, and export without CREATE"
              + " DATABASE.");
    }
    options(settings, options);
    int lowest = Releases.lowestCompatibility(target);
    if (settings.compatibility() < lowest) {
      warning(
          "the database",
          "Compatibility level %d becomes %d: SQL Server %s knows none below."
              .formatted(settings.compatibility(), lowest, target.label()),
          "Try the application on the target before the weekend.");
    }
    int highest = Releases.highestCompatibility(target);
    if (settings.compatibility() > highest) {
      warning(
          "the database",
          "Compatibility level %d becomes %d at most.".formatted(settings.compatibility(), highest),
          "Try the application on the target before the weekend.");
    }
  }

  private void options(DatabaseSchema.Settings settings, ScriptTarget target) {
    ScriptTarget.Creation creation = target.creation();
    for (DatabaseOption option : settings.options()) {
      if (creation == null || !option.comesWith(creation)) {
        warning(
            "the database",
            "Its option %s, and does not come along.".formatted(option.setting()),
            "If the application needs it, say on the target: "
                + option.statement(target.database()));
      }
    }
    for (String configuration : settings.configurations()) {
      warning(
          "the database",
          "Its scoped configuration %s does not come along.".formatted(configuration),
          "If the application needs it, say in the target database: ALTER DATABASE SCOPED"
              + " CONFIGURATION SET %s;".formatted(configuration));
    }
  }

  private void principal(Principal principal) {
    switch (principal) {
      case Principal.User user -> {
        if (user.login() != null) {
          warning(
              user.name(),
              "The user needs the login %s on the target.".formatted(user.login()),
              "Create the login there before the script is run.");
        }
      }
      case Principal.Role _ -> {}
      case Principal.Unreadable unreadable ->
          warning(
              unreadable.name(),
              "It is %s: its secret cannot be read, so it is left out, with its rights; dbo owns what it owned."
                  .formatted(unreadable.kind()),
              "Create it by hand on the target if it is used.");
    }
  }

  private void permission(Principal.Permission permission) {
    if (!Releases.comesByItself(permission)
        && !Releases.knowsPermission(target, permission.permission())) {
      warning(
          permission.grantee(),
          lacks("permission " + permission.permission()) + " It is left out.",
          "See what the user needs it for.");
    }
  }

  private void sequence(Sequence sequence) {
    if (isOlderThan(SQL_2012)) {
      blocking(
          sequence.name(),
          lacks("sequences"),
          "Replace it by an identity column or a table of numbers, then export again.");
    }
    if (sequence.perhapsUnused() != null) {
      warning(
          sequence.name(),
          "Before SQL Server 2017 nobody can tell whether the number %s was given already: the"
                  .formatted(sequence.perhapsUnused())
              + " sequence goes on with "
              + sequence.next()
              + ".",
          "If it was never used, say ALTER SEQUENCE %s RESTART WITH %s on the target."
              .formatted(sequence.name().quoted(), sequence.perhapsUnused()));
    }
  }

  private void tableType(TableType type) {
    if (isOlderThan(SQL_2014) && type.indexes().stream().anyMatch(index -> !index.isConstraint())) {
      warning(
          type.name(),
          lacks("indexes in a table type but those of constraints") + " They are left out.",
          "Queries on such parameters may be slower.");
    }
    type.columns().forEach(column -> column(type.name(), column));
  }

  private void table(Table table) {
    table.features().forEach(feature -> feature(table.name(), feature));
    if (table.temporal() != null && isOlderThan(SQL_2016)) {
      warning(
          table.name(),
          lacks("tables with a history kept by the server")
              + " Table and history come as two ordinary tables.",
          "Write a trigger if the history is needed.");
    } else if (table.temporal() != null
        && table.temporal().retention() != null
        && isOlderThan(SQL_2017)) {
      warning(
          table.name(),
          lacks("end to the keeping of former rows") + " They are kept for ever.",
          "Delete what is older than %s by a job.".formatted(table.temporal().retention()));
    }
    Table.DataSpace space = table.dataSpace();
    if (space != null) {
      warning(
          table.name(),
          (space.partitioned() ? "Its partitions on scheme %s" : "Its filegroup %s")
                  .formatted(space.name())
              + " does not come along: the rows go to the default filegroup.",
          "Create filegroups and partitions on the target and move the table if it must be so.");
    }
    boolean compressed =
        table.compression() != Compression.NONE
            || table.indexes().stream()
                .anyMatch(index -> index.options().compression() != Compression.NONE);
    if (compressed && !Editions.compresses(target)) {
      warning(
          table.name(),
          "Before SQL Server 2016 only Enterprise compresses tables: it comes without compression.",
          "Mind the room (Express: 10 GB a database, R22), or compress it afterwards.");
    }
    table.indexes().forEach(index -> index(table.name(), index));
    table
        .checks()
        .forEach(check -> expression(table.name() + "." + check.name(), check.definition()));
    table.columns().forEach(column -> column(table.name(), column));
  }

  private void feature(ObjectName table, Table.Feature feature) {
    String noScript = "A script of Umzug does not carry it.";
    switch (feature) {
      case MEMORY_OPTIMIZED ->
          warning(
              table,
              "It is memory-optimised, and comes as an ordinary table.",
              "Create it as such on the target if its speed is needed.");
      case GRAPH -> blocking(table, "It is a node or edge of a graph. " + noScript, byHand());
      case EXTERNAL -> blocking(table, "It is external. " + noScript, byHand());
      case LEDGER -> blocking(table, "It belongs to a ledger. " + noScript, byHand());
      case FILE_TABLE -> blocking(table, "It is a FileTable. " + noScript, byHand());
    }
  }

  private static String byHand() {
    return "Move it by hand, and leave it out of the export.";
  }

  private void index(ObjectName table, Index index) {
    String name = table + "." + index.name();
    if (index.columns().size() > KEY_COLUMNS && isOlderThan(SQL_2016)) {
      blocking(
          name,
          "Its key has more than %d columns, which came with SQL Server 2016."
              .formatted(KEY_COLUMNS),
          "Include the others instead (INCLUDE), then export again.");
    }
    if (index.filter() != null) {
      expression(name, index.filter());
    }
    if (index.isColumnstore() && isOlderThan(SQL_2016)) {
      warning(
          name,
          "A columnstore index makes a table read-only or needs Enterprise before SQL Server 2016:"
              + " it is left out.",
          "Create an ordinary index on the target if queries are slow.");
    } else if (index.kind() == Index.Kind.SPATIAL) {
      warning(name, "A spatial index is left out.", "Create it again on the target.");
    }
  }

  private void column(ObjectName table, Column column) {
    String name = table + "." + column.name();
    Column.Traits traits = column.traits();
    Column.Computed computed = column.computed();
    if (computed != null) {
      expression(name, computed.definition());
    }
    Column.DefaultValue value = column.defaultValue();
    if (value != null) {
      expression(name, value.definition());
    }
    if (traits.encrypted()) {
      blocking(
          name,
          "It is encrypted by Always Encrypted: the server cannot read it, and its keys do not come"
              + " along.",
          "Decrypt the column, export, and encrypt it again on the target.");
    }
    if (column.collation() != null && !Releases.knowsCollation(target, column.collation())) {
      blocking(
          name,
          lacks("collation " + column.collation()),
          "Change the column's collation to one of the target's, then export again.");
    }
    if (traits.masking() != null && isOlderThan(SQL_2016)) {
      warning(name, lacks("data masks") + " Everybody sees its values.", "Use a view instead.");
    }
    if (traits.fileStream()) {
      gaps.add(
          new Gap(
              WARNING,
              name,
              "Its values come into the table itself instead of FILESTREAM.",
              "Mind the size of the data file (Express: 10 GB, R22), or move the column back to"
                  + " FILESTREAM afterwards.",
              "R26"));
    }
    if (!traits.ansiPadded()) {
      warning(
          name,
          "It was made with ANSI_PADDING OFF, and comes with ON.",
          "Trailing blanks and zeros of new values will be kept.");
    }
  }

  /** It is looked at when the table is made: the script would stop there. */
  private void expression(String object, String definition) {
    LanguageFeatures.missing(definition, target)
        .forEach(
            (feature, since) ->
                blocking(
                    object,
                    "Its definition uses %s, which came with SQL Server %s: %s"
                        .formatted(feature, since.label(), definition),
                    "Write it another way at the source, then export again."));
  }

  private void circular(SchemaScript script) {
    script
        .circular()
        .forEach(
            name ->
                warning(
                    name,
                    "It needs something that needs it: no order of creation is right.",
                    "If the script stops there, create the other one by hand and go on."));
  }

  private void leftOut(LeftOut left) {
    String sentence = "It is %s, which a script does not carry.".formatted(left.kind().words());
    if (left.essential()) {
      blocking(left.object(), sentence, left.kind().remedy());
    } else {
      warning(left.object(), sentence, left.kind().remedy());
    }
  }

  /** sqlcmd would put its own variable there, and no literal can be split in a name. */
  private void names(DatabaseSchema schema) {
    schema
        .tables()
        .forEach(
            table -> {
              name(table.name().name(), table.name());
              table
                  .columns()
                  .forEach(column -> name(column.name(), table.name() + "." + column.name()));
            });
    schema.modules().forEach(module -> name(module.name().name(), module.name()));
  }

  private void name(String name, Object object) {
    if (ESCAPE.matcher(name).find()) {
      blocking(
          object,
          "Its name holds {limit …}, which Microsoft's JDBC driver takes for an escape of its own, even"
              + " between brackets, and leaves out of every statement.",
          "Rename it at the source, or move it by hand and leave it out.");
    }
    if (!SqlText.isPlain(name)) {
      warning(
          object,
          "Its name holds a line end, a control character or $(.",
          "Run the script by 'umzug script import --no-variables' or by sqlcmd with -x, not by a"
              + " reader that substitutes variables.");
    }
  }
}
