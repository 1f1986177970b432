package io.umzug.benchmarks;

import io.umzug.domain.route.SqlServerRelease;
import io.umzug.rehearsal.estate.Faults;
import io.umzug.rehearsal.estate.Journal;
import io.umzug.rehearsal.estate.Shares;
import io.umzug.rehearsal.sql.InstanceSettings;
import io.umzug.rehearsal.sql.SqlInstance;
import io.umzug.rehearsal.sql.SqlLogin;
import io.umzug.rehearsal.tds.ServerTls;
import io.umzug.rehearsal.tds.SqlBackend;
import io.umzug.rehearsal.tds.TdsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * The stand-in SQL Server as a process of its own, without TLS, with the tables to be measured: it
 * prints its port, and ends with its input.
 */
public final class StandIn {

  static final String USER = "sa";
  static final String PASSWORD = "Benchmark1!";
  static final SqlServerRelease RELEASE = SqlServerRelease.SQL_2019;
  static final String SOURCE = "source";
  static final String GENERATED = "generated";

  private StandIn() {}

  /** Folder, rows, and {@link #GENERATED} where they are to be made while they are read. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    long rows = Long.parseLong(arguments[1]);
    boolean generated = arguments.length > 2 && arguments[2].equals(GENERATED);
    Journal journal = Journal.open(folder.resolve("journal"), InstantSource.system());
    try (SqlInstance instance =
        SqlInstance.open(
            settings(folder), Faults.open(folder.resolve("faults")), journal, new Shares())) {
      SqlBackend backend = generated ? generated(instance, rows) : filled(instance, rows);
      try (TdsServer server =
          TdsServer.start(InetAddress.getLoopbackAddress(), 0, backend, ServerTls.off())) {
        System.out.println(server.port());
        awaitEndOfInput();
      }
    } finally {
      journal.close();
    }
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // Whoever started this process ends it by closing its input.
    }
  }

  private static InstanceSettings settings(Path folder) {
    return new InstanceSettings(
        "BENCHMARK\\SQL2019",
        folder.resolve("sql"),
        "15.0.2000.5",
        "Standard Edition (64-bit)",
        "NT Service\\MSSQL$SQL2019",
        List.of(new SqlLogin(USER, PASSWORD, Set.of("sysadmin"))),
        true,
        "");
  }

  private static SqlBackend generated(SqlInstance instance, long rows) throws Exception {
    instance.run("master", "CREATE DATABASE " + Generator.DATABASE);
    instance.run(Generator.DATABASE, Generator.CREATE);
    return new Generator(instance, rows);
  }

  private static SqlBackend filled(SqlInstance instance, long rows) throws Exception {
    for (Shape shape : Shape.values()) {
      String database = SOURCE + "_" + shape.label();
      instance.run("master", "CREATE DATABASE " + database);
      instance.run(database, shape.create());
      instance.load(
          database,
          h2 -> {
            try (Statement statement = h2.createStatement()) {
              statement.execute(shape.insert(rows));
            }
          });
    }
    return instance;
  }
}
