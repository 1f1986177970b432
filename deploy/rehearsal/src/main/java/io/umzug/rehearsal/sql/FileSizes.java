package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.sql.InstanceState.DataFile;
import io.umzug.rehearsal.sql.InstanceState.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * ALTER DATABASE … MODIFY FILE: enlarges a file. Only the catalogue knows: the disk is not filled,
 * so that a rehearsal may have large databases.
 */
final class FileSizes {

  private static final int EXPRESS = 4;
  private static final long KILOBYTE = 1024;
  private static final long EXPRESS_LIMIT = 10_240 * KILOBYTE * KILOBYTE;

  private final SqlInstance instance;

  FileSizes(SqlInstance instance) {
    this.instance = instance;
  }

  /** What follows MODIFY FILE. */
  void modify(Database database, TokenCursor in) throws SqlRefusal {
    in.expectSymbol("(");
    in.expect("NAME");
    in.expectSymbol("=");
    String name = in.peek().kind() == Token.Kind.STRING ? in.string() : in.name();
    in.expectSymbol(",");
    in.expect("SIZE");
    in.expectSymbol("=");
    long bytes = in.number() * unit(in);
    in.expectSymbol(")");
    List<DataFile> files = new ArrayList<>();
    boolean known = false;
    for (DataFile file : database.files()) {
      boolean meant = file.logicalName().equalsIgnoreCase(name);
      known |= meant;
      files.add(meant ? enlarged(database, file, bytes) : file);
    }
    if (!known) {
      throw SqlRefusal.of(5041, 16, 1, "MODIFY FILE failed. File '%s' does not exist.", name);
    }
    instance.update(
        state ->
            state
                .database(database.name())
                .map(now -> state.with(now.withFiles(files)))
                .orElse(state));
  }

  private static long unit(TokenCursor in) throws SqlRefusal {
    if (!in.peek().isName()) {
      return KILOBYTE * KILOBYTE;
    }
    Token unit = in.next();
    return switch (unit.text().toUpperCase(Locale.ROOT)) {
      case "KB" -> KILOBYTE;
      case "MB" -> KILOBYTE * KILOBYTE;
      case "GB" -> KILOBYTE * KILOBYTE * KILOBYTE;
      default -> throw SqlRefusal.syntax(unit);
    };
  }

  private DataFile enlarged(Database database, DataFile file, long bytes) throws SqlRefusal {
    boolean log = file.type().equals("LOG");
    long stored = log ? 0 : instance.path(database.store() + ".mv.db").toFile().length();
    if (bytes <= file.bytes(stored)) {
      throw SqlRefusal.of(
          5039, 16, 1, "MODIFY FILE failed. Specified size is less than or equal to current size.");
    }
    if (!log && instance.settings().engineEdition() == EXPRESS && bytes > EXPRESS_LIMIT) {
      throw SqlRefusal.of(
          1827,
          16,
          2,
          "CREATE DATABASE or ALTER DATABASE failed because the resulting cumulative database size"
              + " would exceed your licensed limit of 10240 MB per database.");
    }
    return new DataFile(file.logicalName(), file.physicalName(), file.type(), bytes);
  }

  /** The files that CREATE DATABASE names: {@code ON PRIMARY (NAME = …, FILENAME = …) LOG ON …}. */
  static List<DataFile> ofCreate(TokenCursor in) throws SqlRefusal {
    List<DataFile> files = new ArrayList<>();
    if (in.accept("ON")) {
      in.accept("PRIMARY");
      files.add(file(in, "ROWS"));
    }
    if (in.accept("LOG", "ON")) {
      files.add(file(in, "LOG"));
    }
    return files;
  }

  private static DataFile file(TokenCursor in, String type) throws SqlRefusal {
    in.expectSymbol("(");
    in.expect("NAME");
    in.expectSymbol("=");
    String logical = in.peek().isName() ? in.name() : in.string();
    in.expectSymbol(",");
    in.expect("FILENAME");
    in.expectSymbol("=");
    String physical = in.string();
    in.expectSymbol(")");
    return new DataFile(logical, physical, type);
  }
}
