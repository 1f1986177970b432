package io.umzug.rehearsal.director;

import io.umzug.rehearsal.estate.Downtime;
import io.umzug.rehearsal.estate.EstateClient;
import io.umzug.rehearsal.estate.EstateProcess;
import io.umzug.rehearsal.estate.Layout;
import io.umzug.rehearsal.estate.Plan;
import io.umzug.rehearsal.estate.Route;
import io.umzug.rehearsal.estate.Transport;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** One rehearsal in its folder: estate, service, operator, and what is shown of them. */
final class Rehearsal {

  /** What the person who rehearses asked for. */
  record Wishes(
      Script script, List<String> faults, long rows, boolean interactive, boolean keepRunning) {}

  /** What stays the same for the whole rehearsal, however often it is resumed. */
  record Script(Layout layout, BackupBy backupBy, Optional<RollbackWish> rollback) {}

  static final int LEFT_BY_PERSON = 3;
  private static final String MOVE = "rehearsal";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

  /** Long enough for START_PENDING to be seen, and short: a route has many starts. */
  private static final String START_DELAY_MILLIS = "150";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Wishes wishes;
  private final List<String> serviceProgram;
  private final Stage stage;

  Rehearsal(Path folder, Wishes wishes, List<String> serviceProgram) {
    this.folder = folder;
    this.wishes = wishes;
    this.serviceProgram = serviceProgram;
    Console console = System.console();
    this.stage = new Stage(System.out, console != null && console.isTerminal());
  }

  int run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Script script = remembered();
    Layout layout = script.layout();
    stage.say(
        "REHEARSAL of %s: no real server is touched. Data: %s".formatted(layout.inWords(), folder));
    try (EstateProcess estate =
            EstateProcess.start(folder.resolve("estate"), estateOptions(layout));
        ServiceProcess service = new ServiceProcess(serviceProgram, folder.resolve("service"))) {
      Thread end = new Thread(() -> close(service, estate), "rehearsal-end");
      Runtime.getRuntime().addShutdownHook(end);
      service.configure(estate.configuration());
      service.start();
      int exit = play(estate.client(), service, script, start);
      if (wishes.keepRunning()) {
        stage.say("Estate and service go on running; end them with ^C.");
        stage.say("  ./umzug show %s --data %s".formatted(MOVE, service.data()));
        new CountDownLatch(1).await();
      }
      Runtime.getRuntime().removeShutdownHook(end);
      return exit;
    }
  }

  private static void close(ServiceProcess service, EstateProcess estate) {
    service.close();
    estate.close();
  }

  private int play(EstateClient estate, ServiceProcess service, Script script, long start)
      throws InterruptedException {
    UmzugApi umzug = new UmzugApi(service.data());
    Operator operator = new Operator(umzug, estate, MOVE);
    Optional<WayBack> wayBack =
        script
            .rollback()
            .map(wish -> new WayBack(umzug, estate, MOVE, folder.resolve("fingerprints"), wish));
    Keyboard keyboard = new Keyboard(wishes.interactive(), stage);
    try {
      operator.open(script.layout(), script.backupBy());
      while (true) {
        JsonNode board = operator.board();
        stage.show(umzug, operator, board);
        if (Operator.isComplete(board)) {
          return finish(umzug, operator, estate, board, wayBack, start);
        }
        List<String> goneBack = goBack(wayBack, board);
        if (!goneBack.isEmpty()) {
          stage.did(goneBack);
          continue;
        }
        switch (keyboard.ask(board)) {
          case GO -> stage.did(operator.act(board));
          case SKIP ->
              stage.did(
                  operator.skip(board.path("current").path("label").asString(), keyboard.reason()));
          case LEAVE -> {
            stage.say("Left. Go on with  ./umzug rehearse --resume --data " + folder);
            return LEFT_BY_PERSON;
          }
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
    } catch (UmzugApi.Away away) {
      throw new RehearsalProblem(
          "The service does not answer any more (%s). Its log is %s."
              .formatted(away.getCause(), service.data().resolve("service.log")));
    }
  }

  private static List<String> goBack(Optional<WayBack> wayBack, JsonNode board)
      throws UmzugApi.Away, InterruptedException {
    if (wayBack.isEmpty()) {
      return List.of();
    }
    wayBack.get().look();
    return wayBack.get().act(board);
  }

  private int finish(
      UmzugApi umzug,
      Operator operator,
      EstateClient estate,
      JsonNode board,
      Optional<WayBack> wayBack,
      long start)
      throws UmzugApi.Away, InterruptedException {
    stage.show(umzug, operator, board);
    Summary summary =
        new Summary(board, umzug.get(operator.path() + "/events"), Transfer.of(estate.journal()));
    summary.lines(folder, Duration.ofNanos(System.nanoTime() - start)).forEach(stage::say);
    wayBack.ifPresent(back -> back.lines().forEach(stage::say));
    if (!summary.isVerified()) {
      stage.say("REHEARSAL ended, but what arrived differs from what was there.");
      return 1;
    }
    if (wayBack.isPresent() && !wayBack.get().isSame()) {
      stage.say("REHEARSAL ended, but the rollback did not bring back what was there.");
      return 1;
    }
    stage.say("REHEARSAL complete: the move is done and its data is verified.");
    return 0;
  }

  /** The script of the rehearsal in the folder; kept there at the first start. */
  private Script remembered() throws IOException {
    Path file = folder.resolve("rehearsal.json");
    if (Files.exists(file)) {
      return read(JSON.readTree(Files.readString(file)));
    }
    Files.createDirectories(folder);
    Script script = wishes.script();
    Map<String, String> kept = new LinkedHashMap<>();
    kept.put("route", script.layout().route().label());
    kept.put("plan", script.layout().plan().name());
    kept.put("downtime", script.layout().downtime().label());
    kept.put("transport", script.layout().transport().label());
    kept.put("backupBy", script.backupBy().name());
    script.rollback().ifPresent(wish -> kept.put("rollback", wish.toString()));
    Files.writeString(file, JSON.writeValueAsString(kept));
    return script;
  }

  /** The first release knew plans only. */
  private static Script read(JsonNode kept) {
    return new Script(
        new Layout(
            Route.labelled(kept.path("route").asString(Route.V8.label())),
            Plan.valueOf(kept.path("plan").asString()),
            Downtime.labelled(kept.path("downtime").asString(Downtime.IN_PLACE.label())),
            Transport.labelled(kept.path("transport").asString(Transport.BACKUP.label()))),
        BackupBy.valueOf(kept.path("backupBy").asString(BackupBy.UMZUG.name())),
        Optional.of(kept.path("rollback").asString(""))
            .filter(wish -> !wish.isEmpty())
            .map(RollbackWish::parse));
  }

  private List<String> estateOptions(Layout layout) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--route", layout.route().label(),
                "--downtime", layout.downtime().label(),
                "--transport", layout.transport().label(),
                "--start-delay", START_DELAY_MILLIS));
    if (layout.route() != Route.SQL_EXPRESS) {
      options.addAll(List.of("--plan", layout.plan().name()));
    }
    if (!Files.exists(folder.resolve("estate"))) {
      options.addAll(List.of("--rows", String.valueOf(wishes.rows())));
    }
    wishes.faults().forEach(fault -> options.addAll(List.of("--fault", fault)));
    return options;
  }
}
