package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.estate.XPhoneSchema.Table;
import io.umzug.rehearsal.tds.SqlServerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.xml.sax.SAXException;

/** What the XPhone service does between START_PENDING and RUNNING (row 9). */
final class XPhoneStartup {

  private final String host;
  private final XPhoneFolder folder;
  private final XPhoneDatabases databases;
  private final List<String> names;
  private final Faults faults;
  private final Journal journal;

  XPhoneStartup(
      String host,
      XPhoneFolder folder,
      XPhoneDatabases databases,
      List<String> names,
      Faults faults,
      Journal journal) {
    this.host = host;
    this.folder = folder;
    this.databases = databases;
    this.names = names;
    this.faults = faults;
    this.journal = journal;
  }

  /**
   * Checks and initialises the databases.
   *
   * @return the sessions that the running service holds
   * @throws StartAborted with what the service would say before it ends
   */
  List<SqlConsole> run(int version, String account) throws StartAborted {
    Map<String, SqlConsole> consoles = new LinkedHashMap<>();
    try {
      open(consoles, account);
      initialise(consoles, version);
      for (Map.Entry<String, SqlConsole> database : consoles.entrySet()) {
        upgrade(database.getKey(), database.getValue(), version);
      }
      return List.copyOf(consoles.values());
    } catch (SqlServerException e) {
      consoles.values().forEach(SqlConsole::close);
      throw new StartAborted(
          StartFailure.DATABASE_ERROR,
          "SQL Server error %d: %s".formatted(e.error().number(), e.getMessage()));
    } catch (StartAborted e) {
      consoles.values().forEach(SqlConsole::close);
      throw e;
    }
  }

  /** The sessions of a service that ran already when its machine died and came back. */
  List<SqlConsole> resume(String account) throws StartAborted {
    Map<String, SqlConsole> consoles = new LinkedHashMap<>();
    try {
      open(consoles, account);
      return List.copyOf(consoles.values());
    } catch (StartAborted e) {
      consoles.values().forEach(SqlConsole::close);
      throw e;
    }
  }

  private void open(Map<String, SqlConsole> consoles, String account) throws StartAborted {
    AtlasEntries atlas = atlas();
    for (String database : names) {
      consoles.put(database, databases.open(entry(atlas, database), account));
    }
  }

  private AtlasEntries atlas() throws StartAborted {
    try {
      return AtlasEntries.read(folder.atlas());
    } catch (IOException | SAXException e) {
      throw new StartAborted(
          StartFailure.CONFIGURATION_UNREADABLE, "atlas.xml cannot be read: " + e.getMessage());
    }
  }

  private static AtlasEntries.Entry entry(AtlasEntries atlas, String database) throws StartAborted {
    return atlas
        .of(database)
        .orElseThrow(
            () ->
                new StartAborted(
                    StartFailure.CONFIGURATION_UNREADABLE,
                    "atlas.xml has no entry below <Databases> for " + database + "."));
  }

  private void initialise(Map<String, SqlConsole> consoles, int version)
      throws SqlServerException, StartAborted {
    Map<String, SqlConsole> empty = new LinkedHashMap<>();
    List<String> incomplete = new ArrayList<>();
    for (Map.Entry<String, SqlConsole> database : consoles.entrySet()) {
      Set<String> missing = missing(database.getKey(), database.getValue());
      Set<String> found = found(database.getKey(), database.getValue());
      if (found.isEmpty()) {
        empty.put(database.getKey(), database.getValue());
      } else if (!missing.isEmpty()) {
        incomplete.add("%s lacks %s".formatted(database.getKey(), String.join(", ", missing)));
      }
    }
    if (!incomplete.isEmpty()) {
      throw new StartAborted(
          StartFailure.TABLES_INCOMPLETE,
          "Only part of the tables is there (R31): %s. Drop all of them and start again."
              .formatted(String.join("; ", incomplete)));
    }
    create(empty, version);
  }

  private void create(Map<String, SqlConsole> empty, int version)
      throws SqlServerException, StartAborted {
    boolean partly = !empty.isEmpty() && faults.strike(Fault.PARTIAL_TABLES, "start");
    int nth = 0;
    for (Map.Entry<String, SqlConsole> database : empty.entrySet()) {
      List<Table> tables = XPhoneSchema.tables(database.getKey(), version);
      // Half of the first database, the whole second, one table of the third, nothing after it.
      int count =
          partly
              ? List.of(tables.size() / 2, tables.size(), 1, 0).get(Math.min(nth, 3))
              : tables.size();
      for (Table table : tables.subList(0, count)) {
        database.getValue().run(table.create());
      }
      if (count == tables.size()) {
        database.getValue().run(XPhoneSchema.insertVersion(version));
      }
      if (count > 0) {
        journal.record(
            host,
            count == tables.size() ? "tables-created" : "tables-partly-created",
            Map.of(
                "database",
                database.getKey(),
                "tables",
                Integer.toString(count),
                "of",
                Integer.toString(tables.size())));
        folder.log(
            "INF",
            "Created %d of %d tables in %s".formatted(count, tables.size(), database.getKey()));
      }
      nth++;
    }
    if (partly) {
      throw new StartAborted(
          StartFailure.TABLES_PARTLY_CREATED,
          "The databases were initialised only in part, as happens with an external SQL Server (R31).");
    }
  }

  private void upgrade(String database, SqlConsole console, int version)
      throws SqlServerException, StartAborted {
    int found = schemaVersion(console);
    if (found > version) {
      throw new StartAborted(
          StartFailure.SCHEMA_NEWER,
          "The tables of %s are of version %d, newer than this server's %d."
              .formatted(database, found, version));
    }
    if (found < version) {
      Set<String> present = tableNames(console);
      for (Table table : XPhoneSchema.tables(database, version)) {
        if (!present.contains(table.name())) {
          console.run(table.create());
        }
      }
      console.run(
          "UPDATE [dbo].[SchemaVersion] SET Version = %d, ChangesComplete = 0".formatted(version));
      changed(database, "schema-upgraded", found, version);
      folder.log(
          "WRN",
          "%s was brought from version %d to %d; one restart is needed to finish (R12)"
              .formatted(database, found, version));
    } else if (!complete(console)) {
      console.run("UPDATE [dbo].[SchemaVersion] SET ChangesComplete = 1");
      changed(database, "schema-completed", found, version);
      folder.log("INF", "%s: database changes complete".formatted(database));
    }
  }

  private void changed(String database, String what, int from, int to) {
    journal.record(
        host,
        what,
        Map.of("database", database, "from", Integer.toString(from), "to", Integer.toString(to)));
  }

  /** The tables that the database's own version says it should have and has not. */
  private static Set<String> missing(String database, SqlConsole console)
      throws SqlServerException {
    Set<String> present = tableNames(console);
    int version =
        present.contains(XPhoneSchema.VERSION_TABLE) ? schemaVersion(console) : XPhoneSchema.V8;
    Set<String> missing =
        XPhoneSchema.tables(database, Math.max(version, XPhoneSchema.V8)).stream()
            .map(Table::name)
            .filter(name -> !present.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    if (version == 0) {
      missing.add("the row of " + XPhoneSchema.VERSION_TABLE);
    }
    return missing;
  }

  private static Set<String> found(String database, SqlConsole console) throws SqlServerException {
    Set<String> present = tableNames(console);
    return XPhoneSchema.tables(database, Integer.MAX_VALUE).stream()
        .map(Table::name)
        .filter(present::contains)
        .collect(Collectors.toSet());
  }

  private static Set<String> tableNames(SqlConsole console) throws SqlServerException {
    return Set.copyOf(console.texts("SELECT name FROM sys.tables"));
  }

  /** 0 where the version row is not there yet. */
  private static int schemaVersion(SqlConsole console) throws SqlServerException {
    return console.texts("SELECT Version FROM [dbo].[SchemaVersion]").stream()
        .mapToInt(Integer::parseInt)
        .max()
        .orElse(0);
  }

  private static boolean complete(SqlConsole console) throws SqlServerException {
    return !console
        .texts("SELECT Component FROM [dbo].[SchemaVersion] WHERE ChangesComplete = 1")
        .isEmpty();
  }
}
