package io.umzug.server;

import io.umzug.rehearsal.director.BackupBy;
import io.umzug.rehearsal.director.Operator;
import io.umzug.rehearsal.director.ServiceProcess;
import io.umzug.rehearsal.director.UmzugApi;
import io.umzug.rehearsal.director.UmzugApi.Away;
import io.umzug.rehearsal.estate.EstateClient;
import io.umzug.rehearsal.estate.EstateProcess;
import io.umzug.rehearsal.estate.EstateStatus.SqlServerStatus;
import io.umzug.rehearsal.estate.Journal;
import io.umzug.rehearsal.estate.Layout;
import io.umzug.rehearsal.estate.Route;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
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

  /** So that no move hangs for ever; long, because a busy machine makes 25 kills a long time. */
  private static final Duration LONGEST_MOVE = Duration.ofMinutes(15);

  /** What a test does while a move is played. */
  interface Onlooker {

    /**
     * @param news the events since the last look
     * @return whether it acted in the operator's place, who then looks again
     */
    boolean looks(JsonNode board, List<JsonNode> news) throws Exception;
  }

  /** How the operator opens the move. */
  private interface Opening {
    void open() throws Away, InterruptedException;
  }

  private final EstateProcess estate;
  private volatile ServiceProcess service;
  private final Operator operator;
  private final UmzugApi umzug;
  private final List<JsonNode> halts = new ArrayList<>();
  private final Set<Integer> percentages = new TreeSet<>();

  Staging(Path folder, String plan, List<String> faults) throws IOException {
    this(folder, options(faults, "--plan", plan, "--rows", "3000"));
  }

  /** An estate for any route, with few rows and a service that starts fast. */
  Staging(Path folder, Layout layout, List<String> faults) throws IOException {
    this(
        folder,
        options(
            faults,
            ("--rows 600 --start-delay 150 --route %s --downtime %s --transport %s%s"
                    .formatted(
                        layout.route().label(),
                        layout.downtime().label(),
                        layout.transport().label(),
                        layout.route() == Route.SQL_EXPRESS ? "" : " --plan " + layout.plan()))
                .split(" ")));
  }

  private static List<String> options(List<String> faults, String... others) {
    List<String> options = new ArrayList<>(List.of(others));
    faults.forEach(fault -> options.addAll(List.of("--fault", fault)));
    return options;
  }

  private Staging(Path folder, List<String> options) throws IOException {
    service = new ServiceProcess(QuickStart.command(), folder.resolve("service"));
    estate = EstateProcess.start(folder.resolve("estate"), options);
    service.configure(estate.configuration());
    umzug = new UmzugApi(service.data());
    operator = new Operator(umzug, estate.client(), MOVE);
  }

  ServiceProcess service() {
    return service;
  }

  UmzugApi umzug() {
    return umzug;
  }

  /** SIGTERM, and a start. */
  void restart() throws IOException {
    service.close();
    service.start();
  }

  /** SIGKILL, and a start. */
  void killAndStart() throws IOException, InterruptedException {
    service.kill();
    service.start();
  }

  /** The service ends, and another release of it takes over its data: these classes come first. */
  void upgrade(Path classes) throws IOException {
    service.close();
    service =
        new ServiceProcess(
            QuickStart.command(
                classes + File.pathSeparator + System.getProperty("java.class.path")),
            service.data());
    service.start();
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
  void play(String plan) throws Exception {
    var unused = playUntil(plan, Operator::isComplete);
  }

  /** Plays the operator until a board is as wanted, and leaves it so. */
  JsonNode playUntil(String plan, Predicate<JsonNode> wanted) throws Exception {
    return play(() -> operator.open(plan), wanted, (_, _) -> false);
  }

  /** Plays the operator along the estate's route. */
  void play(Layout layout, BackupBy backupBy, Onlooker onlooker) throws Exception {
    var unused = play(() -> operator.open(layout, backupBy), Operator::isComplete, onlooker);
  }

  void play(Layout layout) throws Exception {
    play(layout, BackupBy.UMZUG, (_, _) -> false);
  }

  private JsonNode play(Opening opening, Predicate<JsonNode> wanted, Onlooker onlooker)
      throws Exception {
    long end = System.nanoTime() + LONGEST_MOVE.toNanos();
    boolean opened = false;
    long seen = -1;
    while (true) {
      if (System.nanoTime() > end) {
        throw new AssertionError("The move does not end; it halted at " + halts);
      }
      try {
        if (!opened) {
          opening.open();
          opened = true;
        }
        JsonNode board = operator.board();
        List<JsonNode> news = new ArrayList<>();
        umzug.get("/api/migrations/" + MOVE + "/events?after=" + seen).forEach(news::add);
        seen = news.isEmpty() ? seen : news.getLast().path("sequence").asLong();
        if (!onlooker.looks(board, news)) {
          if (wanted.test(board)) {
            return board;
          }
          note(board);
          var unused = operator.act(board);
        }
      } catch (Away _) {
        // Killed, or being started: the next look tells.
      }
      Thread.sleep(50);
    }
  }

  private void note(JsonNode board) {
    board.path("progress").forEach(progress -> percentages.add(progress.path("percent").asInt()));
    if (Operator.asked(board) == Operator.Asked.MEND) {
      halts.add(board);
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

  /** Every password that the service has used. */
  List<String> secrets() throws IOException {
    List<String> secrets = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(estate.configuration().resolveSibling("secrets"), "*.sa")) {
      for (Path file : files) {
        secrets.add(Files.readString(file).strip());
      }
    }
    return secrets;
  }

  /** What the service has told anybody: its log, its errors, its configuration, every event. */
  String saidOrStored() throws IOException, Away, InterruptedException {
    StringBuilder all = new StringBuilder(events().toString());
    for (String file : List.of("service.log", "service.err", "umzug.yaml")) {
      all.append(Files.readString(service.data().resolve(file)));
    }
    return all.toString();
  }

  private String saPassword(String server) throws IOException {
    String credential =
        Files.readAllLines(estate.configuration()).stream()
            .dropWhile(line -> !line.matches("\\s*- name: '?" + Pattern.quote(server) + "'?"))
            .filter(line -> line.contains("credential:"))
            .findFirst()
            .orElseThrow()
            .replaceFirst(".*credential:\\s*", "")
            .replaceAll("^['\"]|['\"]$", "");
    return Files.readString(estate.configuration().resolveSibling("secrets").resolve(credential))
        .strip();
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
