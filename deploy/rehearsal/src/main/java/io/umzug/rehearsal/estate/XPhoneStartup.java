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
import java.util.stream.IntStream;
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
      refuseOtherVersions(consoles, version);
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
      SchemaState state = SchemaState.of(database.getValue());
      Set<String> missing = missing(database.getKey(), state, version);
      if (isEmpty(database.getKey(), state)) {
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

  /** For all databases before the first is changed: none may be newer, none two versions older. */
  private static void refuseOtherVersions(Map<String, SqlConsole> consoles, int version)
      throws SqlServerException, StartAborted {
    for (Map.Entry<String, SqlConsole> database : consoles.entrySet()) {
      int found = SchemaState.of(database.getValue()).version();
      if (found > version) {
        throw new StartAborted(
            StartFailure.SCHEMA_NEWER,
            "The tables of %s are of version %d, newer than this server's %d."
                .formatted(database.getKey(), found, version));
      }
      if (found < version - 1) {
        throw new StartAborted(
            StartFailure.VERSION_LEFT_OUT,
            "The tables of %s are of version %d and this server is of %d: %s was left out, and no version may be (R9)."
                .formatted(database.getKey(), found, version, leftOut(found, version)));
      }
    }
  }

  private static String leftOut(int found, int version) {
    return IntStream.range(found + 1, version)
        .mapToObj(between -> "V" + between)
        .collect(Collectors.joining(", "));
  }

  private void upgrade(String database, SqlConsole console, int version) throws SqlServerException {
    SchemaState found = SchemaState.of(console);
    if (found.version() < version) {
      for (Table table : XPhoneSchema.tables(database, version)) {
        if (!found.tables().contains(table.name())) {
          console.run(table.create());
        }
      }
      console.run(
          "UPDATE [dbo].[SchemaVersion] SET Version = %d, ChangesComplete = 0".formatted(version));
      changed(database, "schema-upgraded", found.version(), version);
      folder.log(
          "WRN",
          "%s was brought from version %d to %d; one restart is needed to finish (R12)"
              .formatted(database, found.version(), version));
    } else if (!found.changesComplete()) {
      console.run("UPDATE [dbo].[SchemaVersion] SET ChangesComplete = 1");
      changed(database, "schema-completed", version, version);
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
  private static Set<String> missing(String database, SchemaState state, int version) {
    Set<String> missing =
        XPhoneSchema.tables(database, state.version() == 0 ? version : state.version()).stream()
            .map(Table::name)
            .filter(name -> !state.tables().contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    if (state.version() == 0) {
      missing.add("the row of " + XPhoneSchema.VERSION_TABLE);
    }
    return missing;
  }

  private static boolean isEmpty(String database, SchemaState state) {
    return XPhoneSchema.tables(database, Integer.MAX_VALUE).stream()
        .noneMatch(table -> state.tables().contains(table.name()));
  }

  /**
   * Why the databases are not ready for the next version's installer (R12), one sentence for each.
   *
   * @param version of the software that is installed
   */
  List<String> unfinished(int version, String account) throws StartAborted {
    Map<String, SqlConsole> consoles = new LinkedHashMap<>();
    try {
      open(consoles, account);
      List<String> unfinished = new ArrayList<>();
      for (Map.Entry<String, SqlConsole> database : consoles.entrySet()) {
        SchemaState state = SchemaState.of(database.getValue());
        if (state.version() != version) {
          unfinished.add(
              "%s is of version %d, for V%d was never started on it"
                  .formatted(database.getKey(), state.version(), version));
        } else if (!state.changesComplete()) {
          unfinished.add(
              "the changes of V%d in %s are not complete".formatted(version, database.getKey()));
        }
      }
      return unfinished;
    } catch (SqlServerException e) {
      throw new StartAborted(
          StartFailure.DATABASE_ERROR,
          "SQL Server error %d: %s".formatted(e.error().number(), e.getMessage()));
    } finally {
      consoles.values().forEach(SqlConsole::close);
    }
  }
}
