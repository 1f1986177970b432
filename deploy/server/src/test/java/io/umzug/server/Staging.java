package io.umzug.server;

import io.umzug.rehearsal.director.Operator;
import io.umzug.rehearsal.director.ServiceProcess;
import io.umzug.rehearsal.director.UmzugApi;
import io.umzug.rehearsal.director.UmzugApi.Away;
import io.umzug.rehearsal.estate.EstateClient;
import io.umzug.rehearsal.estate.EstateProcess;
import io.umzug.rehearsal.estate.EstateStatus.SqlServerStatus;
import io.umzug.rehearsal.estate.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A rehearsal in real processes, for tests: estate, service, operator. */
final class Staging implements AutoCloseable {

  static final String MOVE = "rehearsal";
  private static final Duration LONGEST_MOVE = Duration.ofMinutes(4);

  private final EstateProcess estate;
  private final ServiceProcess service;
  private final Operator operator;
  private final UmzugApi umzug;
  private final List<JsonNode> halts = new ArrayList<>();
  private final Set<Integer> percentages = new TreeSet<>();

  Staging(Path folder, String plan, List<String> faults) throws IOException {
    List<String> options = new ArrayList<>(List.of("--plan", plan, "--rows", "3000"));
    faults.forEach(fault -> options.addAll(List.of("--fault", fault)));
    estate = EstateProcess.start(folder.resolve("estate"), options);
    service =
        new ServiceProcess(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()),
            folder.resolve("service"));
    service.configure(estate.configuration());
    umzug = new UmzugApi(service.data());
    operator = new Operator(umzug, estate.client(), MOVE);
  }

  ServiceProcess service() {
    return service;
  }

  EstateClient estate() {
    return estate.client();
  }

  /** Every board at which the move halted, in order. */
  List<JsonNode> halts() {
    return halts;
  }

  /** Every percentage that a board showed of running work. */
  Set<Integer> percentagesSeen() {
    return percentages;
  }

  /** Plays the operator until the move is complete; a service that is away is waited for. */
  void play(String plan) throws InterruptedException {
    var unused = playUntil(plan, Operator::isComplete);
  }

  /** Plays the operator until a board is as wanted, and leaves it so. */
  JsonNode playUntil(String plan, Predicate<JsonNode> wanted) throws InterruptedException {
    long end = System.nanoTime() + LONGEST_MOVE.toNanos();
    boolean opened = false;
    while (true) {
      if (System.nanoTime() > end) {
        throw new AssertionError("The move does not end; it halted at " + halts);
      }
      try {
        if (!opened) {
          operator.open(plan);
          opened = true;
        }
        JsonNode board = operator.board();
        if (wanted.test(board)) {
          return board;
        }
        board
            .path("progress")
            .forEach(progress -> percentages.add(progress.path("percent").asInt()));
        if (Operator.asked(board) == Operator.Asked.MEND) {
          halts.add(board);
        }
        var unused = operator.act(board);
      } catch (Away _) {
        // Killed, or being started: the next look tells.
      }
      Thread.sleep(50);
    }
  }

  JsonNode events() throws Away, InterruptedException {
    return umzug.get("/api/migrations/" + MOVE + "/events");
  }

  List<String> eventTypes() throws Away, InterruptedException {
    List<String> types = new ArrayList<>();
    events().forEach(event -> types.add(event.path("type").asString()));
    return types;
  }

  List<Journal.Entry> journal() {
    return estate.client().journal();
  }

  /**
   * Rows per table of every user database of the server, by a driver that knows nothing of Umzug.
   */
  Map<String, Long> rows(String server) throws SQLException, IOException {
    SqlServerStatus status =
        estate.client().state().sqlServers().stream()
            .filter(candidate -> candidate.name().equals(server))
            .findFirst()
            .orElseThrow();
    Map<String, Long> rows = new TreeMap<>();
    try (Connection connection =
        DriverManager.getConnection(
            "jdbc:sqlserver://127.0.0.1:%d;encrypt=true;trustServerCertificate=true"
                .formatted(status.port()),
            "sa",
            saPassword(server))) {
      for (String database :
          names(connection, "SELECT name FROM sys.databases WHERE name LIKE N'XP%'")) {
        for (String table : tables(connection, database)) {
          rows.put(database + "." + table, count(connection, database, table));
        }
      }
    }
    return rows;
  }

  private String saPassword(String server) throws IOException {
    String file =
        Files.readAllLines(estate.configuration()).stream()
            .dropWhile(line -> !line.matches("\\s*- name: '?" + Pattern.quote(server) + "'?"))
            .filter(line -> line.contains("password-file:"))
            .findFirst()
            .orElseThrow()
            .replaceFirst(".*password-file:\\s*", "")
            .replaceAll("^['\"]|['\"]$", "");
    return Files.readString(Path.of(file)).strip();
  }

  private static List<String> tables(Connection connection, String database) throws SQLException {
    connection.setCatalog(database);
    return names(connection, "SELECT name FROM sys.tables ORDER BY name");
  }

  private static List<String> names(Connection connection, String query) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        names.add(result.getString(1));
      }
    }
    return names;
  }

  private static long count(Connection connection, String database, String table)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT COUNT_BIG(*) FROM [dbo].[%s]".formatted(table))) {
      result.next();
      return result.getLong(1);
    }
  }

  @Override
  public void close() {
    service.close();
    estate.close();
  }
}
