package io.umzug.rehearsal.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;

/** One H2 database, which holds the rows and users of one SQL Server database. */
final class Store implements AutoCloseable {

  private static final String OPTIONS =
      ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;IGNORECASE=TRUE"
          + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;LOCK_TIMEOUT=15000"
          + ";NON_KEYWORDS=VALUE,DAY,HOUR,MINUTE,MONTH,SECOND,YEAR,LIMIT,QUALIFY,ROWNUM,INTERVAL"
          + ",ARRAY,UESCAPE,KEY,OFFSET,WINDOW";

  private final String url;
  private final Connection anchor;
  private final Catalog catalog;
  private final int key;
  private final AtomicBoolean viewsAwaited = new AtomicBoolean(true);

  private Store(String url, Connection anchor, Catalog catalog, int key) {
    this.url = url;
    this.anchor = anchor;
    this.catalog = catalog;
    this.key = key;
  }

  /**
   * Opens or creates what lies at {@code path}, a file name without H2's suffix.
   *
   * @param now the creation date of tables that the catalog does not know
   */
  static Store open(Path path, String now) throws SQLException {
    String url = "jdbc:h2:file:" + path.toAbsolutePath() + OPTIONS;
    Connection anchor = connect(url);
    try {
      DatabaseViews.prepare(anchor);
      Catalog catalog = Catalog.load(anchor);
      Tables.reconcile(anchor, catalog, now);
      int key = CatalogViews.register(catalog);
      DatabaseViews.install(anchor, key);
      return new Store(url, anchor, catalog, key);
    } catch (SQLException e) {
      anchor.close();
      throw e;
    }
  }

  /** True once: H2's views and synonyms are made anew after opening, from the catalog. */
  boolean awaitsViews() {
    return viewsAwaited.getAndSet(false);
  }

  Catalog catalog() {
    return catalog;
  }

  private static Connection connect(String url) throws SQLException {
    Properties user = new Properties();
    user.setProperty("user", "sa");
    user.setProperty("password", "");
    return new org.h2.Driver().connect(url, user);
  }

  /**
   * A new connection whose default schema is dbo.
   *
   * @param handle under which {@link Functions} finds the session; 0 for none
   */
  Connection connection(int handle) throws SQLException {
    Connection connection = connect(url);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET SCHEMA \"dbo\"");
      statement.execute("SET @UMZUG = " + handle);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  static boolean exists(Path path) {
    return Files.exists(path.resolveSibling(path.getFileName() + ".mv.db"));
  }

  /**
   * The only connection to a database without catalog, which is empty unless it is there; closing
   * it closes the database, with everything committed in its file.
   */
  static Connection scratch(Path path) throws SQLException {
    return connect(
        "jdbc:h2:file:"
            + path.toAbsolutePath()
            + OPTIONS
                .replace("DB_CLOSE_DELAY=-1", "DB_CLOSE_DELAY=0")
                .replace("WRITE_DELAY=0", "WRITE_DELAY=500"));
  }

  static void force(Path path) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            path.resolveSibling(path.getFileName() + ".mv.db"), StandardOpenOption.WRITE)) {
      file.force(true);
    }
  }

  static void delete(Path path) {
    try {
      for (String suffix : new String[] {".mv.db", ".trace.db"}) {
        Files.deleteIfExists(path.resolveSibling(path.getFileName() + suffix));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete the database file " + path, e);
    }
  }

  /** Closes it for everybody; committed rows stay. */
  @Override
  public void close() {
    CatalogViews.forget(key);
    try (Statement statement = anchor.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      throw new IllegalStateException("The database at " + url + " could not be closed", e);
    }
  }
}
