package io.umzug.rehearsal.director;

import io.umzug.rehearsal.estate.Downtime;
import io.umzug.rehearsal.estate.EstateClient;
import io.umzug.rehearsal.estate.EstateProcess;
import io.umzug.rehearsal.estate.Layout;
import io.umzug.rehearsal.estate.Plan;
import io.umzug.rehearsal.estate.Route;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** One rehearsal in its folder: estate, service, operator, and what is shown of them. */
final class Rehearsal {

  /** What the person who rehearses asked for. */
  record Wishes(
      Layout layout, List<String> faults, long rows, boolean interactive, boolean keepRunning) {}

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
    Layout layout = remembered();
    stage.say(
        "REHEARSAL of %s: no real server is touched. Data: %s".formatted(layout.inWords(), folder));
    try (EstateProcess estate =
            EstateProcess.start(folder.resolve("estate"), estateOptions(layout));
        ServiceProcess service = new ServiceProcess(serviceProgram, folder.resolve("service"))) {
      Thread end = new Thread(() -> close(service, estate), "rehearsal-end");
      Runtime.getRuntime().addShutdownHook(end);
      service.configure(estate.configuration());
      service.start();
      int exit = play(estate.client(), service, layout, start);
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

  private int play(EstateClient estate, ServiceProcess service, Layout layout, long start)
      throws InterruptedException {
    UmzugApi umzug = new UmzugApi(service.data());
    Operator operator = new Operator(umzug, estate, MOVE);
    Keyboard keyboard = new Keyboard(wishes.interactive(), stage);
    try {
      operator.open(layout);
      while (true) {
        JsonNode board = operator.board();
        stage.show(umzug, operator, board);
        if (Operator.isComplete(board)) {
          return finish(umzug, operator, estate, board, start);
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

  private int finish(
      UmzugApi umzug, Operator operator, EstateClient estate, JsonNode board, long start)
      throws UmzugApi.Away, InterruptedException {
    stage.show(umzug, operator, board);
    Summary summary =
        new Summary(board, umzug.get(operator.path() + "/events"), Transfer.of(estate.journal()));
    summary.lines(folder, Duration.ofNanos(System.nanoTime() - start)).forEach(stage::say);
    stage.say(
        summary.isVerified()
            ? "REHEARSAL complete: the move is done and its data is verified."
            : "REHEARSAL ended, but what arrived differs from what was there.");
    return summary.isVerified() ? 0 : 1;
  }

  /** The layout of the rehearsal in the folder; kept there at the first start. */
  private Layout remembered() throws IOException {
    Path file = folder.resolve("rehearsal.json");
    if (Files.exists(file)) {
      JsonNode kept = JSON.readTree(Files.readString(file));
      // The first release knew plans only.
      return new Layout(
          Route.labelled(kept.path("route").asString(Route.V8.label())),
          Plan.valueOf(kept.path("plan").asString()),
          Downtime.labelled(kept.path("downtime").asString(Downtime.IN_PLACE.label())));
    }
    Files.createDirectories(folder);
    Layout layout = wishes.layout();
    Files.writeString(
        file,
        JSON.writeValueAsString(
            Map.of(
                "route",
                layout.route().label(),
                "plan",
                layout.plan().name(),
                "downtime",
                layout.downtime().label())));
    return layout;
  }

  private List<String> estateOptions(Layout layout) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--route", layout.route().label(),
                "--downtime", layout.downtime().label(),
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
