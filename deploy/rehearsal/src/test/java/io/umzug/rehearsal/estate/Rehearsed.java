package io.umzug.rehearsal.estate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** An estate under test, and what a move does to it, in plain SQL through Microsoft's driver. */
final class Rehearsed implements AutoCloseable {

  static final long ROWS = 300;

  private final EstateFolder folder;
  private final Topology topology;
  private final Estate estate;
  private final HttpClient http = HttpClient.newHttpClient();

  private Rehearsed(Path folder, Layout layout, List<String> faults, Duration startDelay) {
    this.folder = new EstateFolder(folder);
    this.topology = Topology.of(layout);
    this.estate = Estate.open(settings(folder, layout, faults, startDelay));
  }

  static Rehearsed open(Path folder, Plan plan, String... faults) {
    return open(folder, Layout.of(plan), faults);
  }

  static Rehearsed open(Path folder, Layout layout, String... faults) {
    return new Rehearsed(folder, layout, List.of(faults), Duration.ZERO);
  }

  /** The estate as {@link #open} left it, with a service that takes its time to start. */
  static Rehearsed slow(Path folder, Plan plan, Duration startDelay) {
    return new Rehearsed(folder, Layout.of(plan), List.of(), startDelay);
  }

  private static EstateSettings settings(
      Path folder, Layout layout, List<String> faults, Duration startDelay) {
    return new EstateSettings(
        folder,
        Optional.of(layout.route()),
        Optional.of(layout.plan()).filter(_ -> layout.route() != Route.SQL_EXPRESS),
        Optional.of(layout.downtime()),
        Optional.of(layout.transport()),
        Optional.of(ROWS),
        faults,
        startDelay,
        InstantSource.system());
  }

  Estate estate() {
    return estate;
  }

  Topology topology() {
    return topology;
  }

  EstateFolder folder() {
    return folder;
  }

  HandResult hand(Hand hand) throws HandRefused {
    return hand(hand, Map.of());
  }

  HandResult hand(Hand hand, Map<String, String> parameters) throws HandRefused {
    return estate.perform(hand, parameters);
  }

  Connection connect(String server, String database) throws SQLException {
    return connect(folder, estate.status(), server, database);
  }

  static Connection connect(
      EstateFolder folder, EstateStatus status, String server, String database)
      throws SQLException {
    int port =
        status.sqlServers().stream()
            .filter(candidate -> candidate.name().equals(server))
            .findFirst()
            .orElseThrow()
            .port();
    SqlServerPlace place = Topology.of(status.layout()).sqlServer(server).orElseThrow();
    return DriverManager.getConnection(
        "jdbc:sqlserver://127.0.0.1:%d;databaseName={%s};user=sa;password={%s};encrypt=true;trustServerCertificate=true;connectRetryCount=0;loginTimeout=5"
            .formatted(port, database, EstateFolder.read(folder.password(place))));
  }

  void run(String server, String database, String sql) throws SQLException {
    try (Connection connection = connect(server, database);
        Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      while (rows || statement.getUpdateCount() != -1) {
        rows = statement.getMoreResults();
      }
    }
  }

  List<List<String>> query(String server, String database, String sql) throws SQLException {
    try (Connection connection = connect(server, database)) {
      return query(connection, sql);
    }
  }

  static List<List<String>> query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (results.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(results.getString(i)));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** Row 2a: the databases, and the service account as db_owner in each (R25). */
  void createDatabases() throws SQLException {
    for (Topology.Placement placement : topology.placements()) {
      run(placement.target(), "master", "CREATE DATABASE [%s]".formatted(placement.database()));
    }
    entitle();
  }

  void entitle() throws SQLException {
    String account = Topology.SERVICE_ACCOUNT;
    for (Topology.Placement placement : topology.placements()) {
      String server = placement.target();
      String known = "SELECT name FROM sys.server_principals WHERE name = N'%s'".formatted(account);
      if (query(server, "master", known).isEmpty()) {
        run(server, "master", "CREATE LOGIN [%s] FROM WINDOWS".formatted(account));
      }
      run(
          server,
          placement.database(),
          "CREATE USER [%s] FOR LOGIN [%s]".formatted(account, account));
      run(server, placement.database(), "ALTER ROLE db_owner ADD MEMBER [%s]".formatted(account));
    }
  }

  Path atlas() {
    return folder.xphone(topology.targetHost()).resolve("atlas.xml");
  }

  /** Row 8. */
  void adaptAtlas() throws IOException {
    String text = Files.readString(atlas());
    for (Topology.Placement placement : topology.placements()) {
      text =
          text.replaceAll(
              "(Initial Catalog=%s;Data Source=)[^\"]*\"".formatted(placement.database()),
              "$1" + placement.target().replace("\\", "\\\\") + "\" useLogin=\"Windows\"");
    }
    Files.writeString(atlas(), text);
  }

  void backUp() throws SQLException {
    for (Topology.Placement placement : topology.placements()) {
      run(
          placement.source(),
          "master",
          "BACKUP DATABASE [%s] TO DISK = N'%s' WITH COPY_ONLY, CHECKSUM, FORMAT, INIT, STATS = 5"
              .formatted(placement.database(), backupFile(placement)));
    }
  }

  void restore() throws SQLException {
    restoreTo(Topology.Placement::target);
  }

  /** A rollback: over the databases from which the backups came. */
  void restoreOld() throws SQLException {
    restoreTo(Topology.Placement::source);
  }

  void restoreTo(Function<Topology.Placement, String> where) throws SQLException {
    for (Topology.Placement placement : topology.placements()) {
      String server = where.apply(placement);
      String path =
          query(
                  server,
                  "master",
                  "SELECT CAST(SERVERPROPERTY('InstanceDefaultDataPath') AS nvarchar(260))")
              .getFirst()
              .getFirst();
      StringBuilder moves = new StringBuilder();
      List<List<String>> files =
          query(
              server,
              "master",
              "RESTORE FILELISTONLY FROM DISK = N'%s'".formatted(backupFile(placement)));
      for (List<String> file : files) {
        String ending = file.get(2).equals("L") ? ".ldf" : ".mdf";
        moves.append(
            ", MOVE N'%s' TO N'%s%s'".formatted(file.getFirst(), path, file.getFirst() + ending));
      }
      run(
          server,
          "master",
          "RESTORE DATABASE [%s] FROM DISK = N'%s' WITH REPLACE, CHECKSUM, STATS = 5%s"
              .formatted(placement.database(), backupFile(placement), moves));
    }
  }

  private String backupFile(Topology.Placement placement) {
    return topology.backupShare() + "\\" + placement.database() + ".bak";
  }

  /** Rows per table, by {@code database.table}. */
  TreeMap<String, Long> rows(boolean source) throws SQLException {
    TreeMap<String, Long> rows = new TreeMap<>();
    for (Topology.Placement placement : topology.placements()) {
      String server = source ? placement.source() : placement.target();
      try (Connection connection = connect(server, placement.database())) {
        for (List<String> table : query(connection, "SELECT name FROM sys.tables")) {
          String count = "SELECT COUNT_BIG(*) FROM [dbo].[%s]".formatted(table.getFirst());
          rows.put(
              placement.database() + "." + table.getFirst(),
              Long.valueOf(query(connection, count).getFirst().getFirst()));
        }
      }
    }
    return rows;
  }

  /** What sc.exe's stand-in prints and returns. */
  record Said(int exitCode, String text) {}

  Said sc(String... verbAndName) {
    List<String> arguments =
        new ArrayList<>(List.of(folder.root().toString(), topology.targetHost()));
    arguments.addAll(List.of(verbAndName));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int code =
        ServiceControlCommand.run(arguments, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return new Said(code, bytes.toString(StandardCharsets.UTF_8));
  }

  /** Starts the service by sc and waits for where it comes to rest. */
  ServiceState start() {
    sc("start", Topology.SERVICE_NAME);
    return target().server().awaitSettled();
  }

  ServiceState stop() {
    sc("stop", Topology.SERVICE_NAME);
    return target().server().awaitSettled();
  }

  ServiceState start(String host) {
    Machine machine = estate.machine(host);
    machine.server().start();
    return machine.server().awaitSettled();
  }

  ServiceState stop(String host) {
    Machine machine = estate.machine(host);
    machine.server().stopAndWait();
    return machine.server().state();
  }

  Machine target() {
    return estate.machine(topology.targetHost());
  }

  XPhoneHost targetHost() {
    return estate.status().host(topology.targetHost());
  }

  String log() {
    return log(topology.targetHost());
  }

  String log(String host) {
    return EstateFolder.read(folder.xphone(host).resolve(XPhoneFolder.LOG));
  }

  HttpResponse<String> get(String portName) throws IOException, InterruptedException {
    return get(portName, "");
  }

  HttpResponse<String> get(String portName, String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(page(portName, path)).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String portName, String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(page(portName, path))
            .POST(HttpRequest.BodyPublishers.ofString("company=any"))
            .build(),
        BodyHandlers.ofString());
  }

  private URI page(String portName, String path) {
    int port = Ports.of(Memory.open(folder).state().ports(), portName);
    return URI.create("http://127.0.0.1:%d/%s".formatted(port, path));
  }

  List<String> journalled(String host) {
    return estate.journalled().stream()
        .filter(entry -> entry.where().equals(host))
        .map(Journal.Entry::what)
        .toList();
  }

  @Override
  public void close() {
    http.shutdownNow();
    estate.close();
  }
}
