package io.umzug.rehearsal.director;

import static io.umzug.rehearsal.director.GivenBoards.board;
import static io.umzug.rehearsal.director.GivenBoards.offered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.rehearsal.estate.Downtime;
import io.umzug.rehearsal.estate.EstateClient;
import io.umzug.rehearsal.estate.EstateProcess;
import io.umzug.rehearsal.estate.Journal;
import io.umzug.rehearsal.estate.Layout;
import io.umzug.rehearsal.estate.Plan;
import io.umzug.rehearsal.estate.Route;
import io.umzug.rehearsal.estate.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorTest {

  @TempDir Path folder = Path.of("");
  private GivenBoards umzug;

  @BeforeEach
  void open() throws IOException {
    umzug = new GivenBoards(folder.resolve("service"));
  }

  @AfterEach
  void close() {
    umzug.close();
  }

  @Test
  void a_transfer_from_v4_is_carried_out_and_told_with_its_counts() throws Exception {
    try (EstateProcess estate = estate("--route", "V4", "--plan", "A");
        EstateClient client = estate.client()) {
      Operator operator = new Operator(umzug.api(), client, "move");
      List<String> steps =
          List.of("R1", "R2", "R5", "3", "4", "6", "R6a", "R6b", "R6c", "R6d", "R6e", "R8", "R16");
      for (String step : steps) {
        var unused = operator.act(offered(step));
      }
      assertThat(umzug.told())
          .extracting(GivenBoards.Told::what)
          .containsExactlyElementsOf(
              steps.stream()
                  .map(
                      step ->
                          "move/steps/%s/%s"
                              .formatted(
                                  step,
                                  switch (step) {
                                    case "R5" -> "accept-loss";
                                    case "3" -> "skip";
                                    default -> "confirm";
                                  }))
                  .toList());
      assertThat(told("R5").body().path("statement").asString()).contains("journal");
      Transfer transfer = Transfer.of(client.journal());
      assertThat(transfer.isComplete()).isTrue();
      for (String letter : List.of("a", "b", "c", "d", "e")) {
        assertThat(told("R6" + letter).body().path("count").asInt())
            .isEqualTo(Integer.parseInt(transfer.exported().get(letter)))
            .isPositive();
      }
      assertThat(client.state().host("OLDV4").switchedOff()).isTrue();
    }
  }

  private GivenBoards.Told told(String step) {
    return umzug.told().stream()
        .filter(told -> told.what().contains("/" + step + "/"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_hop_in_a_label_says_which_machine_gets_which_version() throws Exception {
    try (EstateProcess estate = estate("--route", "V6", "--downtime", "intermediate");
        EstateClient client = estate.client()) {
      Operator operator = new Operator(umzug.api(), client, "move");
      var unused = operator.act(offered("R15:R15a"));
      assertThat(client.state().host("ZWISCHEN").version()).isEqualTo(6);
      assertThat(client.state().host("OLDXP").version()).isEqualTo(6);

      // Nobody has restored its databases: the setup of V7 does not find V6's.
      assertThatThrownBy(() -> operator.act(offered("V7:R9")))
          .isInstanceOf(RehearsalProblem.class)
          .hasMessageContaining("Step V7:R9, update-xphone: the estate refuses.");
      assertThat(umzug.told()).extracting(GivenBoards.Told::what).hasSize(1);

      unused = operator.act(offered("R15:R11"));
      assertThat(told("R15:R11").what()).endsWith("/claim-vm-snapshot");
      assertThat(told("R15:R11").body().path("poweredOff").asBoolean()).isTrue();
      String name = told("R15:R11").body().path("name").asString();
      assertThat(client.journal())
          .filteredOn(entry -> entry.what().equals("vm-snapshot-taken"))
          .extracting(Journal.Entry::where, entry -> entry.details().get("name"))
          .containsExactly(org.assertj.core.groups.Tuple.tuple("ZWISCHEN", name));
    }
  }

  @Test
  void a_rollback_puts_back_the_version_that_the_board_names() throws Exception {
    try (EstateProcess estate = estate("--route", "V5");
        EstateClient client = estate.client()) {
      Operator operator = new Operator(umzug.api(), client, "move");
      var unused = operator.act(offered("V6:R9"));
      assertThat(client.state().host("OLDXP").version()).isEqualTo(6);
      assertThatThrownBy(() -> operator.act(offered("ROLLBACK")))
          .isInstanceOf(RehearsalProblem.class)
          .hasMessageContaining("does not say to which version");

      unused =
          operator.act(
              board(
                  "OFFERED",
                  "ROLLBACK",
                  ",\"beside\":{\"rollback\":{\"version\":\"V5\",\"snapshot\":{\"site\":\"SOURCE\"}}}"));
      assertThat(client.state().host("OLDXP").version()).isEqualTo(5);
      assertThat(told("ROLLBACK").what()).endsWith("/confirm");
    }
  }

  @Test
  void what_would_be_overwritten_is_typed_in() throws Exception {
    var unused =
        nowhere(20)
            .act(
                board(
                    "APPROVAL",
                    "12",
                    ",\"beside\":{\"approval\":{\"databases\":[\"XPDATA\",\"XPSTATS\"]}}"));
    assertThat(told("12").what()).isEqualTo("move/steps/12/approve");
    assertThat(told("12").body().toString()).isEqualTo("{\"databases\":[\"XPDATA\",\"XPSTATS\"]}");
  }

  @Test
  void findings_are_accepted_with_a_reason_where_something_fails() throws Exception {
    var warned =
        nowhere(20).act(board("FINDINGS", "P", ",\"beside\":{\"findings\":{\"failed\":0}}"));
    assertThat(told("P").what()).isEqualTo("move/steps/P/accept");
    assertThat(told("P").body().path("reason").asString()).isEmpty();
    assertThat(warned).containsExactly("Step P: the findings are accepted.");
    var failed =
        nowhere(20).act(board("FINDINGS", "P12", ",\"beside\":{\"findings\":{\"failed\":2}}"));
    assertThat(told("P12").body().path("reason").asString()).contains("REHEARSAL");
    assertThat(failed).hasSize(1);
  }

  @Test
  void what_it_does_not_understand_it_neither_does_nor_waits_for() {
    assertThatThrownBy(() -> nowhere(20).act(board("BAFFLED", "12", "")))
        .isInstanceOf(RehearsalProblem.class)
        .hasMessageContaining("BAFFLED")
        .hasMessageContaining("'12'");
    assertThatThrownBy(() -> nowhere(20).act(offered("R99")))
        .isInstanceOf(RehearsalProblem.class)
        .hasMessageContaining("'R99'");
    assertThat(umzug.told()).isEmpty();
  }

  @Test
  void a_refusal_that_stays_is_an_end() throws Exception {
    umzug.refuse("Not now.");
    Operator operator = nowhere(20);
    assertThat(operator.act(board("HELD", "R23", "")))
        .containsExactly("Step R23: begin. Refused: Not now.");
    assertThatThrownBy(
            () -> {
              while (true) {
                var unused = operator.act(board("HELD", "R23", ""));
              }
            })
        .isInstanceOf(RehearsalProblem.class)
        .hasMessageContaining("goes on refusing. Not now.");
  }

  @Test
  void a_plan_that_is_not_taken_is_an_end_and_the_reason_is_told() throws Exception {
    umzug.refuse("This route goes by no plan.");
    Operator operator = nowhere(0);
    operator.open(new Layout(Route.V5, Plan.C, Downtime.INTERMEDIATE));
    assertThat(umzug.told().getLast().body().toString())
        .isEqualTo("{\"plan\":\"C\",\"downtime\":\"intermediate-server\"}");
    assertThatThrownBy(() -> operator.act(board("OPENED", "", "")))
        .hasMessageContaining("This route goes by no plan.");
  }

  @Test
  void a_move_by_script_is_chosen_as_such() throws Exception {
    nowhere(20).open(new Layout(Route.V8, Plan.C, Downtime.IN_PLACE, Transport.SCRIPT));
    assertThat(umzug.told().getLast().body().toString())
        .isEqualTo("{\"plan\":\"C\",\"transport\":\"script\"}");
  }

  @Test
  void the_sql_express_update_has_no_plan_to_choose() throws Exception {
    nowhere(20).open(new Layout(Route.SQL_EXPRESS, Plan.A, Downtime.IN_PLACE));
    assertThat(umzug.told().getLast()).isEqualTo(new GivenBoards.Told("move/plan", empty()));
  }

  private static tools.jackson.databind.JsonNode empty() {
    return new tools.jackson.databind.ObjectMapper().createObjectNode();
  }

  /**
   * Where no hand is needed; each look at the clock is a second later than the one before.
   *
   * @param seconds of patience
   */
  private Operator nowhere(int seconds) {
    AtomicLong now = new AtomicLong();
    return new Operator(
        umzug.api(),
        new EstateClient(URI.create("http://127.0.0.1:1/"), ""),
        "move",
        new Patience(Duration.ofSeconds(seconds), () -> now.addAndGet(1_000_000_000L)));
  }

  private EstateProcess estate(String... options) {
    List<String> all = new java.util.ArrayList<>(List.of("--rows", "300", "--start-delay", "0"));
    all.addAll(List.of(options));
    return EstateProcess.start(folder.resolve("estate"), all);
  }
}
