package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.tds.SqlServerException;
import java.util.List;
import java.util.Set;

/**
 * What a database says of its own tables.
 *
 * @param version of the software that brought it here; 0 where no row says so
 * @param changesComplete false between an upgrade and the restart that R12 asks for
 * @param tables that are there
 */
record SchemaState(int version, boolean changesComplete, Set<String> tables) {

  static SchemaState of(SqlConsole console) throws SqlServerException {
    Set<String> tables = Set.copyOf(console.texts("SELECT name FROM sys.tables"));
    if (!tables.contains(XPhoneSchema.VERSION_TABLE)) {
      return new SchemaState(0, false, tables);
    }
    List<String> versions = console.texts("SELECT Version FROM [dbo].[SchemaVersion]");
    List<String> complete =
        console.texts("SELECT Component FROM [dbo].[SchemaVersion] WHERE ChangesComplete = 1");
    return new SchemaState(
        versions.stream().mapToInt(Integer::parseInt).max().orElse(0), !complete.isEmpty(), tables);
  }
}
