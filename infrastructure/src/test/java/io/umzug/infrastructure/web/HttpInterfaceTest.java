package io.umzug.infrastructure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.migration.MigrationEvent;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpInterfaceTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String OPEN = "{\"id\":\"acme\",\"estate\":\"rehearsal\"}";

  @TempDir Path folder;
  private ServiceInMemory service;

  @BeforeEach
  void start() throws IOException {
    service = ServiceInMemory.in(folder);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void health_needs_no_token_and_is_no_rehearsal_while_a_real_estate_is_configured()
      throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(service.url().resolve("/api/health")).build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).toString()).isEqualTo("{\"status\":\"up\",\"rehearsal\":false}");
  }

  @Test
  void nothing_else_is_answered_without_the_token() throws Exception {
    for (String path :
        List.of(
            "/api/migrations",
            "/api/estates",
            "/",
            "/error",
            "/api/health/",
            "/api/health;x=1",
            "/api//health",
            "/api/health/../migrations")) {
      for (String authorization : List.of("none", "Bearer", "Bearer wrong", "Basic eDp5")) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(service.url() + path))
                .header("Authorization", authorization)
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + " " + authorization).isEqualTo(401);
      }
    }
  }

  @Test
  void without_token_the_answer_is_a_problem_that_says_where_the_token_is() throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(service.url().resolve("/api/migrations")).build(),
            BodyHandlers.ofString());
    assertProblem(answer, 401, "api-token");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
  }

  @Test
  void a_move_that_waits_says_since_when_and_how_often_it_was_reminded_of() throws Exception {
    Moves.upToBackup(service, "acme");
    long held = service.events("acme").getLast().sequence();
    service.pass(Duration.ofMinutes(30));
    JsonNode waits = json(get("/api/migrations/acme")).path("beside").path("waits");
    assertThat(waits.path("since").asString()).isEqualTo(ServiceInMemory.START.toString());
    assertThat(waits.path("reminded").asInt()).isZero();
    service.report(new Report.PersonOverdue(new MigrationId("acme"), held, 1, false));
    service.report(new Report.PersonOverdue(new MigrationId("acme"), held, 2, true));
    waits = json(get("/api/migrations/acme")).path("beside").path("waits");
    assertThat(waits.path("reminded").asInt()).isEqualTo(2);
    assertThat(waits.path("escalated").asBoolean()).isTrue();
  }

  @Test
  void a_window_is_agreed_on_warns_closes_and_is_overridden() throws Exception {
    Moves.upToBackup(service, "acme");
    HttpResponse<String> agreed =
        post(
            "/api/migrations/acme/cut-over",
            "{\"from\":\"2026-11-21T09:00:00+01:00\",\"until\":\"2026-11-21T10:00:00Z\"}");
    JsonNode window = json(agreed).path("beside").path("cutOver");
    assertThat(window.path("from").asString()).isEqualTo("2026-11-21T08:00:00Z");
    assertThat(window.path("lastMoment").asString()).isEqualTo("2026-11-21T10:00:00Z");
    assertThat(window.path("verdict").asString()).isEqualTo("GO");
    service.pass(Duration.ofHours(2));
    Instant until = Instant.parse("2026-11-21T10:00:00Z");
    long scheduled = service.events("acme").getLast().sequence();
    service.report(new Report.RollbackWindowClosed(new MigrationId("acme"), scheduled, until));
    HttpResponse<String> refused = post("/api/migrations/acme/steps/R23/begin", "{}");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).path("refusal").asString()).isEqualTo("window-closed");
    assertThat(json(refused).path("rule").asString()).isEqualTo("R16");
    assertThat(post("/api/migrations/acme/override-window", "{}").statusCode()).isEqualTo(409);
    JsonNode overridden =
        json(post("/api/migrations/acme/override-window", "{\"reason\":\"agreed\"}"));
    assertThat(overridden.path("beside").path("cutOver").path("stage").asString())
        .isEqualTo("OVERRIDDEN");
    assertThat(post("/api/migrations/acme/steps/R23/begin", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void a_window_that_is_no_window_is_not_understood_or_refused() throws Exception {
    Moves.upToBackup(service, "acme");
    String path = "/api/migrations/acme/cut-over";
    assertProblem(post(path, "{}"), 400, "'from' is missing");
    assertProblem(
        post(path, "{\"from\":\"tonight\",\"until\":\"2026-11-21T10:00:00Z\"}"), 400, "tonight");
    assertProblem(
        post(path, "{\"from\":\"2026-11-21T10:00:00Z\",\"until\":\"2026-11-21T10:00:00Z\"}"),
        409,
        "has to end after it begins");
  }

  @Test
  void a_window_that_is_over_is_refused_and_freezes_nothing() throws Exception {
    Moves.upToBackup(service, "acme");
    int before = service.events("acme").size();
    HttpResponse<String> past =
        post(
            "/api/migrations/acme/cut-over",
            "{\"from\":\"2020-01-01T00:00:00Z\",\"until\":\"2020-01-02T00:00:00Z\"}");
    assertProblem(past, 409, "ends at 2020-01-02T00:00:00Z, and it is 2026-11-21T08:");
    assertThat(json(past).path("rule").asString()).isEqualTo("R16");
    assertThat(service.events("acme")).hasSize(before);
    assertThat(post("/api/migrations/acme/steps/R23/begin", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void estates_are_listed_with_their_databases() throws Exception {
    JsonNode estates = json(get("/api/estates"));
    assertThat(estates.get(0).path("name").asString()).isEqualTo("rehearsal");
    assertThat(estates.get(0).path("databases").get(0).path("target").asString())
        .isEqualTo("SQLSERVER\\SQL2019");
  }

  @Test
  void a_move_is_opened_with_the_particulars_of_its_estate() throws Exception {
    HttpResponse<String> opened = post("/api/migrations", OPEN);
    assertThat(opened.statusCode()).isEqualTo(201);
    assertThat(opened.headers().firstValue("Location")).hasValue("/api/migrations/acme");
    assertThat(json(opened).path("title").asString()).isEqualTo("The stand-in estate");
    assertThat(json(opened).path("state").asString()).isEqualTo("OPENED");
    assertThat(json(opened).path("rehearsal").asBoolean()).isTrue();
    assertThat(service.events("acme").getFirst().event())
        .isInstanceOfSatisfying(
            MigrationEvent.MigrationOpened.class,
            event -> assertThat(event.particulars().databases()).hasSize(2));
    assertThat(json(get("/api/migrations")).get(0).path("id").asString()).isEqualTo("acme");
  }

  @Test
  void the_person_behind_an_instruction_is_kept_whatever_the_name_is_written_in() throws Exception {
    HttpRequest request =
        request("/api/migrations")
            .setHeader("X-Umzug-Person", "J%C3%B6rg+%C5%81")
            .POST(BodyPublishers.ofString(OPEN))
            .build();
    assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
    assertThat(service.events("acme").getFirst().person()).isEqualTo("J\u00f6rg+\u0141");
    assertThat(service.events("acme").getFirst().origin()).isEqualTo("API");
  }

  @Test
  void an_instruction_without_a_usable_name_is_not_understood() throws Exception {
    for (String person : List.of("", "   ", "%0a", "%zz", "%C3")) {
      HttpRequest request =
          request("/api/migrations")
              .setHeader("X-Umzug-Person", person)
              .POST(BodyPublishers.ofString(OPEN))
              .build();
      assertProblem(HTTP.send(request, BodyHandlers.ofString()), 400, "X-Umzug-Person");
    }
  }

  @Test
  void a_name_of_more_than_100_characters_is_not_understood() throws Exception {
    HttpRequest request =
        request("/api/migrations")
            .setHeader("X-Umzug-Person", "x".repeat(101))
            .POST(BodyPublishers.ofString(OPEN))
            .build();
    assertProblem(HTTP.send(request, BodyHandlers.ofString()), 400, "101 characters");
  }

  @Test
  void instructions_are_answered_with_the_board_as_it_is_afterwards() throws Exception {
    post("/api/migrations", OPEN);
    JsonNode chosen = json(post("/api/migrations/acme/plan", "{\"plan\":\"c\"}"));
    assertThat(chosen.path("plan").asString()).isEqualTo("C");
    assertThat(chosen.path("state").asString()).isEqualTo("WORKING");
    Moves.checksFind(service, "acme");
    assertThat(json(get("/api/migrations/acme")).path("state").asString()).isEqualTo("HELD");
    JsonNode begun = json(post("/api/migrations/acme/steps/r23/begin", ""));
    assertThat(begun.path("state").asString()).isEqualTo("WORKING");
    service.report("acme", order -> new Report.BackupFailed(order, Diagnoses.ERROR_5));
    JsonNode halted = json(get("/api/migrations/acme"));
    assertThat(halted.path("diagnosis").path("exactText").asString()).contains("error 5");
    JsonNode retried = json(post("/api/migrations/acme/steps/R23/retry", "{}"));
    assertThat(retried.path("current").path("attempts").asInt()).isEqualTo(2);
  }

  @Test
  void an_optional_step_is_confirmed_with_a_note_or_skipped_with_a_reason() throws Exception {
    Moves.upToOutlook(service, "acme");
    HttpResponse<String> confirmed =
        post("/api/migrations/acme/steps/3/confirm", "{\"note\":\"Outlook 2021\"}");
    assertThat(confirmed.statusCode()).isEqualTo(200);
    assertThat(service.events("acme"))
        .anyMatch(
            event ->
                event.event() instanceof MigrationEvent.StepConfirmed step
                    && step.note().equals("Outlook 2021"));

    Moves.upToOutlook(service, "other", "acme");
    assertProblem(
        post("/api/migrations/other/steps/3/skip", "{\"reason\":\" \"}"), 409, "needs words");
    HttpResponse<String> skipped =
        post("/api/migrations/other/steps/3/skip", "{\"reason\":\"no MAPI\"}");
    assertThat(skipped.statusCode()).isEqualTo(200);
    assertThat(json(skipped).path("current").path("label").asString()).isEqualTo("5");
  }

  @Test
  void a_refusal_is_a_problem_with_its_sentence_rule_and_name() throws Exception {
    post("/api/migrations", OPEN);
    post("/api/migrations/acme/plan", "{\"plan\":\"C\"}");
    HttpResponse<String> refused = post("/api/migrations/acme/steps/12/begin", "");
    JsonNode problem = assertProblem(refused, 409, "The move stands at step P, not at step 12.");
    assertThat(problem.path("rule").asString()).isEqualTo("R24");
    assertThat(problem.path("refusal").asString()).isEqualTo("not-the-current-step");
    assertThat(problem.path("title").asString()).isNotEmpty();
    assertProblem(post("/api/migrations", OPEN), 409, "exists already");
  }

  @Test
  void a_second_move_in_an_estate_is_refused_until_the_first_is_abandoned() throws Exception {
    post("/api/migrations", OPEN);
    String second = OPEN.replace("acme", "second");
    assertThat(
            assertProblem(post("/api/migrations", second), 409, "The move 'acme' is under way")
                .path("refusal")
                .asString())
        .isEqualTo("estate-is-taken");
    assertThat(service.events("second")).isEmpty();
    assertProblem(post("/api/migrations/acme/abandon", "{}"), 409, "needs words");
    JsonNode abandoned = json(post("/api/migrations/acme/abandon", "{\"reason\":\"sold\"}"));
    assertThat(abandoned.path("state").asString()).isEqualTo("ABANDONED");
    assertThat(abandoned.path("beside").path("reason").asString()).isEqualTo("sold");
    assertThat(post("/api/migrations", second).statusCode()).isEqualTo(201);
  }

  @Test
  void a_plan_is_chosen_with_how_and_by_whom_and_why() throws Exception {
    post("/api/migrations", OPEN);
    assertProblem(post("/api/migrations/acme/plan", "{}"), 409, "No plan is chosen yet");
    JsonNode chosen =
        json(
            post(
                "/api/migrations/acme/plan",
                "{\"plan\":\"C\",\"backupBy\":\"backup-manager\",\"reason\":\"as ever\"}"));
    assertThat(chosen.path("beside").path("choice").path("backupBy").asString())
        .isEqualTo("BACKUP_MANAGER");
    assertThat(json(get("/api/migrations/acme/events")).get(1).path("sentence").asString())
        .endsWith(": as ever");
  }

  @Test
  void a_snapshot_is_shown_and_a_rollback_to_it_previewed_and_begun() throws Exception {
    Moves.upToOutlook(service, "acme");
    post("/api/migrations/acme/steps/3/skip", "{\"reason\":\"no MAPI\"}");
    post("/api/migrations/acme/steps/5/confirm", "{\"note\":\"installed\"}");
    JsonNode kept = json(get("/api/migrations/acme")).path("beside").path("snapshots").get(0);
    assertThat(kept.path("id").asString()).isEqualTo("S1");
    assertThat(kept.path("databases").asInt()).isEqualTo(1);
    assertProblem(get("/api/migrations/acme/rollback?to=S9"), 409, "no snapshot 'S9'. It has: S1.");
    assertThat(text("/api/migrations/acme/rollback?to=S1").body())
        .startsWith("Back to S1: V8, old server\n  - stop the XPhone service at the new server\n");
    assertThat(json(get("/api/migrations/acme/rollback?to=s1")).path("parts").size()).isEqualTo(1);
    assertProblem(
        post("/api/migrations/acme/rollback", "{\"snapshot\":\"S1\"}"), 409, "needs words");
    JsonNode back =
        json(
            post(
                "/api/migrations/acme/rollback",
                "{\"snapshot\":\"S1\",\"reason\":\"wrong server\"}"));
    assertThat(back.path("current").path("label").asString()).isEqualTo("ROLLBACK");
    assertThat(back.path("beside").path("rollback").path("version").asString()).isEqualTo("V8");
    service.report("acme", order -> new Report.ServiceStopped(order, "XPhone"));
    JsonNode after = json(get("/api/migrations/acme"));
    assertThat(after.path("current").path("label").asString()).isEqualTo("2");
    assertThat(after.path("rows").get(3).path("state").asString()).isEqualTo("PENDING");
  }

  @Test
  void a_preview_without_a_way_back_is_refused_with_the_reason() throws Exception {
    Moves.upToBackup(service, "acme");
    assertProblem(get("/api/migrations/acme/rollback?to=S1"), 409, "has no snapshot yet");
    post("/api/migrations/acme/abandon", "{\"reason\":\"sold\"}");
    assertProblem(get("/api/migrations/acme/rollback?to=S1"), 409, "was abandoned: sold");
  }

  @Test
  void a_file_is_kept_as_evidence_and_given_back_as_it_was() throws Exception {
    Moves.upToOutlook(service, "acme");
    byte[] log = "23.01.2021 22:39:49 INF\r\n\u0000\u00fc".getBytes(StandardCharsets.UTF_8);
    String path = "/api/migrations/acme/steps/R23/evidence?note=its%20log&name=";
    HttpResponse<String> kept = send(path + "Backup%20%C3%BC.log", log);
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
    MigrationEvent.EvidenceAttached attached =
        (MigrationEvent.EvidenceAttached) service.events("acme").getLast().event();
    assertThat(attached.file().name()).isEqualTo("Backup \u00fc.log");
    assertThat(attached.file().bytes()).isEqualTo(log.length);
    String evidence = "/api/migrations/acme/evidence/";
    HttpResponse<byte[]> back =
        HTTP.send(request(evidence + attached.file().sha256()).build(), BodyHandlers.ofByteArray());
    assertThat(back.body()).isEqualTo(log);
    assertThat(back.headers().firstValue("Content-Disposition").orElse("")).startsWith("attach");
    assertProblem(get(evidence + "0".repeat(64)), 404, "no evidence");
    assertProblem(get(evidence + "api-token"), 404, "no evidence");
    assertProblem(send(path + "empty.log", new byte[0]), 400, "lacks one");
    assertProblem(send(path.replace("R23", "12") + "a.log", log), 409, "has not come to step 12");
    assertProblem(send(path.replace("acme", "nobody") + "a.log", log), 404, "no such move");
  }

  private HttpResponse<String> send(String path, byte[] content) throws Exception {
    return HTTP.send(
        request(path)
            .setHeader("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(content))
            .build(),
        BodyHandlers.ofString());
  }

  private static final Finding DENIED =
      new Finding(
          Check.SHARE,
          "SQLNEW",
          Verdict.FAIL,
          "not written",
          "The account cannot write to the share.",
          List.of("B3", "B7"),
          "Give it full rights.",
          "Operating system error 5(Access is denied).");

  @Test
  void findings_are_shown_and_accepted_with_a_reason_where_something_fails() throws Exception {
    post("/api/migrations", OPEN);
    assertProblem(get("/api/migrations/acme/preflight"), 404, "No checks were made");
    post("/api/migrations/acme/plan", "{\"plan\":\"C\"}");
    assertProblem(post("/api/migrations/acme/steps/P/accept", "{}"), 409, "no findings that wait");
    Moves.checksFind(
        service, "acme", DENIED, Finding.pass(Check.SYSADMIN, "SQLNEW", "yes", "It is."));
    JsonNode board = json(get("/api/migrations/acme"));
    assertThat(board.path("state").asString()).isEqualTo("FINDINGS");
    JsonNode findings = board.path("beside").path("findings");
    assertThat(findings.path("failed").asInt()).isEqualTo(1);
    assertThat(findings.path("passed").asInt()).isEqualTo(1);
    assertThat(findings.path("findings")).hasSize(1);
    assertThat(findings.path("findings").get(0).path("exactText").asString()).contains("error 5");
    assertProblem(
        post("/api/migrations/acme/steps/P/accept", "{\"reason\":\"known\"}"), 409, "which work");
    String work = board.path("beside").path("work").asString();
    assertThat(work).isEqualTo("acme/P/RUN_PREFLIGHT/1");
    assertProblem(
        post("/api/migrations/acme/steps/P/accept", "{\"work\":\"%s\"}".formatted(work)),
        409,
        "needs words");
    HttpResponse<String> accepted =
        post(
            "/api/migrations/acme/steps/p/accept",
            "{\"work\":\"%s\",\"reason\":\"granted at noon\"}".formatted(work));
    assertThat(json(accepted).path("state").asString()).isEqualTo("HELD");
    JsonNode latest = json(get("/api/migrations/acme/preflight"));
    assertThat(latest.path("report").path("verdict").asString()).isEqualTo("FAIL");
    assertThat(latest.path("changes")).isEmpty();
    assertThat(text("/api/migrations/acme/preflight").body())
        .contains("FAIL  Share from both sides: SQLNEW", "1 failed, 0 warnings, 1 passed.");
    assertProblem(post("/api/migrations/acme/steps/P/accept", "{\"why\":\"x\"}"), 400, "'why'");
    assertProblem(get("/api/migrations/nobody/preflight"), 404, "no such move");
  }

  @Test
  void a_move_is_paused_and_continued() throws Exception {
    Moves.upToOutlook(service, "acme");
    JsonNode paused = json(post("/api/migrations/acme/pause", "{\"reason\":\"night\"}"));
    assertThat(paused.path("state").asString()).isEqualTo("PAUSED");
    assertProblem(
        post("/api/migrations/acme/steps/3/confirm", "{}"), 409, "The move is paused: night.");
    assertThat(json(post("/api/migrations/acme/continue", "")).path("state").asString())
        .isEqualTo("OFFERED");
    assertProblem(get("/api/migrations/acme/loss-statement"), 404, "No loss was accepted");
  }

  @Test
  void a_move_that_does_not_exist_is_not_found() throws Exception {
    for (HttpResponse<String> answer :
        List.of(
            get("/api/migrations/nobody"),
            get("/api/migrations/nobody/events"),
            post("/api/migrations/nobody/plan", "{\"plan\":\"A\"}"))) {
      assertThat(assertProblem(answer, 404, "no such move").path("refusal").asString())
          .isEqualTo("not-opened");
    }
    assertProblem(get("/api/nothing"), 404, "");
  }

  @Test
  void facts_are_answered_with_advice_or_with_questions() throws Exception {
    HttpResponse<String> asked = post("/api/advice", "{\"wanted\":\"v9\",\"from\":\"V4\"}");
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(json(asked).path("answer").asString()).isEqualTo("questions");
    assertThat(json(asked).path("questions").get(0).path("fact").asString())
        .isEqualTo("targetSqlPlace");
    JsonNode advised =
        json(
            post(
                "/api/advice",
                """
                {"wanted": "v9", "from": "V4", "users": 501, "targetSqlPlace": "integrated",
                 "federation": false, "mobileUsers": 0}
                """));
    assertThat(advised.path("answer").asString()).isEqualTo("advice");
    assertThat(advised.path("advice").path("route").asString()).isEqualTo("TRANSFER");
    assertThat(advised.path("advice").path("plan").isNull()).isTrue();
    JsonNode warning = advised.path("advice").path("warnings").get(0);
    assertThat(warning.path("restsOn").asString()).isEqualTo("users");
    assertThat(warning.path("known").asInt()).isEqualTo(501);
    assertThat(warning.path("flips").get(0).path("value").asInt()).isEqualTo(499);
    assertThat(json(post("/api/advice", "")).path("questions").size()).isEqualTo(2);
  }

  @Test
  void facts_that_are_not_understood_are_a_problem_with_every_place() throws Exception {
    JsonNode problem =
        assertProblem(
            post("/api/advice", "{\"user\": 5,\n \"from\": \"V10\"}"),
            400,
            "line 2, column 10: 'from' cannot be the text 'V10'");
    assertThat(problem.path("mistakes")).hasSize(2);
    assertThat(problem.path("mistakes").get(1).path("known").get(0).asString()).isEqualTo("V4");
    assertProblem(post("/api/advice", "{"), 400, "This is no JSON");
    assertProblem(post("/api/advice", " ".repeat(70_000)), 413, "65536 bytes");
    HttpRequest yaml =
        request("/api/advice")
            .setHeader("Content-Type", "application/yaml")
            .POST(BodyPublishers.ofString("users: 5"))
            .build();
    assertProblem(HTTP.send(yaml, BodyHandlers.ofString()), 415, "Content-Type");
  }

  private record Bad(String path, String body, String sentence) {}

  @Test
  void bad_input_is_answered_with_a_sentence() throws Exception {
    String moves = "/api/migrations";
    String acme = moves + "/acme";
    for (Bad bad :
        List.of(
            new Bad(moves, "{\"id\":\"A!\",\"estate\":\"acme\"}", "A move's id has 1 to 48"),
            new Bad(moves, "{\"estate\":\"acme\"}", "'id' is missing"),
            new Bad(moves, "{\"id\":\"a\"}", "'estate' is missing. Known are: rehearsal, acme."),
            new Bad(
                moves,
                "{\"id\":\"a\",\"estate\":\"mars\"}",
                "No estate is called 'mars'. Configured are: rehearsal, acme."),
            new Bad(
                moves,
                "{\"id\":\"a\",\"estate\":\"acme\",\"titel\":\"x\"}",
                "'titel' that does not belong there. Known are: id, title, estate."),
            new Bad(moves, "{\"id\":", "not the JSON"),
            new Bad(moves, "[]", "not the JSON"),
            new Bad(moves, "null", "'id' is missing"),
            new Bad(moves, "{\"id\":\"a\",\"estate\":\"acme\"} x", "not the JSON"),
            new Bad(moves + "/BAD%20ID/plan", "{\"plan\":\"A\"}", "A move's id"),
            new Bad(acme + "/plan", "{\"plan\":\"E\"}", "No plan is called 'E'. Known are: A, B"),
            new Bad(
                acme + "/plan",
                "{\"plan\":\"C\",\"downtime\":\"none\"}",
                "'downtime' cannot be 'none'. Known are: in-place, intermediate-server."),
            new Bad(acme + "/steps/X:99/begin", "{}", "No step is called 'X:99'."),
            new Bad(acme + "/steps/99/begin", "{}", "No step is called '99'. Known are: R23, 1,"),
            new Bad(acme + "/steps/3/begin", "{\"now\":1}", "'now' that does not belong there"),
            new Bad(acme + "/steps/3/skip", "{\"reason\":\"\\u0000\"}", "cannot be stored"),
            new Bad(acme + "/steps/3/confirm", "{\"note\":\"\\ud800\"}", "cannot be stored"))) {
      assertProblem(post(bad.path(), bad.body()), 400, bad.sentence());
    }
    assertThat(service.events("acme")).isEmpty();
  }

  @Test
  void bad_questions_are_answered_with_a_sentence() throws Exception {
    post("/api/migrations", OPEN);
    assertProblem(get("/api/migrations/acme/events?after=x"), 400, "'after' cannot be 'x'");
    assertProblem(get("/api/migrations/BAD"), 400, "A move's id");
    HttpResponse<String> width = text("/api/migrations/acme?width=wide");
    assertProblem(width, 400, "'width' is a number");
    HttpRequest delete = request("/api/migrations/acme").DELETE().build();
    assertProblem(HTTP.send(delete, BodyHandlers.ofString()), 405, "");
  }

  @Test
  void a_body_that_is_no_json_or_too_large_is_not_read() throws Exception {
    HttpRequest form =
        request("/api/migrations")
            .setHeader("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(OPEN))
            .build();
    assertProblem(HTTP.send(form, BodyHandlers.ofString()), 415, "Content-Type");
    String note = "{\"note\":\"" + "x".repeat(70_000) + "\"}";
    assertProblem(post("/api/migrations/acme/steps/3/confirm", note), 413, "65536 bytes");
    String tooLong = "{\"note\":\"" + "x".repeat(4_001) + "\"}";
    assertProblem(post("/api/migrations/acme/steps/3/confirm", tooLong), 400, "4001 characters");
  }

  @Test
  void events_come_as_stored_with_a_sentence_each() throws Exception {
    Moves.upToOutlook(service, "acme");
    JsonNode events = json(get("/api/migrations/acme/events"));
    assertThat(
            IntStream.range(0, events.size())
                .mapToLong(i -> events.get(i).path("sequence").asLong()))
        .containsExactlyElementsOf(
            LongStream.range(0, service.events("acme").size()).boxed().toList());
    JsonNode first = events.get(0);
    assertThat(first.path("type").asString()).isEqualTo("migration.opened");
    assertThat(first.path("at").asString()).isEqualTo("2026-11-21T08:00:00Z");
    assertThat(first.path("sentence").asString()).contains("was opened: V8 to V9");
    assertThat(first.path("payload").path("particulars").path("id").asString()).isEqualTo("acme");
    assertThat(json(get("/api/migrations/acme/events?after=2")).get(0).path("sequence").asLong())
        .isEqualTo(3);
    assertThat(text("/api/migrations/acme/events").body().lines())
        .hasSize(events.size())
        .first()
        .asString()
        .startsWith("   0  2026-11-21T08:00:00Z  anna (API)  The move 'The title' was opened");
  }

  @Test
  void the_board_comes_as_text_where_text_is_asked_for() throws Exception {
    post("/api/migrations", OPEN);
    HttpResponse<String> board = text("/api/migrations/acme");
    assertThat(board.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
    assertThat(board.headers().firstValue("X-Umzug-State")).hasValue("OPENED");
    assertThat(board.body()).startsWith("REHEARSAL").doesNotContain("\u001b");
    assertThat(text("/api/migrations/acme?colour=true").body()).contains("\u001b[");
    assertThat(text("/api/migrations").body()).contains("acme").contains("needs a plan");
    assertProblem(text("/api/migrations/nobody"), 404, "no such move");
  }

  static final class Diagnoses {
    static final Diagnosis ERROR_5 =
        new Diagnosis(
            "The account of the SQL Server has no right to write to the share.",
            List.of("B3", "B7"),
            "Give ACME\\SQLSERVER$ full rights on the share.",
            "Operating system error 5(Access is denied).");

    private Diagnoses() {}
  }

  private HttpRequest.Builder request(String path) throws IOException {
    return HttpRequest.newBuilder(URI.create(service.url() + path))
        .header("Authorization", service.authorization())
        .header("X-Umzug-Person", "anna")
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> text(String path) throws Exception {
    return HTTP.send(request(path).header("Accept", "text/plain").build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return HTTP.send(
        request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private static JsonNode assertProblem(HttpResponse<String> answer, int status, String sentence) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = json(answer);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("detail").asString()).contains(sentence);
    return problem;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
