package io.umzug.infrastructure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.PreflightReport;
import io.umzug.domain.preflight.Verdict;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A preflight over HTTP, where every machine is switched off, and its text. */
class PreflightAnswerTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

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

  private HttpResponse<String> get(String path, String accept) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(service.url().resolve(path))
            .header("Authorization", service.authorization())
            .header("Accept", accept)
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void answers_verdict_counts_and_findings_as_json() throws Exception {
    HttpResponse<String> answer =
        get("/api/estates/acme/preflight?plan=C&at=restore", "application/json");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Umzug-Verdict")).contains("FAIL");
    JsonNode report = json(answer);
    assertThat(report.path("verdict").asString()).isEqualTo("FAIL");
    assertThat(report.path("plan").asString()).isEqualTo("C");
    assertThat(report.path("occasion").asString()).isEqualTo("RESTORE");
    assertThat(
            report.path("failed").asInt()
                + report.path("warnings").asInt()
                + report.path("passed").asInt())
        .isEqualTo(report.path("findings").size());
    JsonNode first = report.path("findings").path(0);
    assertThat(first.path("check").asString()).isEqualTo("SERVER_REACHABLE");
    assertThat(first.path("subject").asString()).isEqualTo("OLDXP\\XPCONNECT");
    assertThat(first.path("rules").path(0).asString()).isEqualTo("R27");
    assertThat(first.path("exactText").asString()).isEqualTo("nobody answers");
  }

  @Test
  void what_cannot_be_understood_is_answered_with_what_can_be() throws Exception {
    assertThat(get("/api/estates/acme/preflight", "application/json").body())
        .contains("'plan' is missing", "\"status\":400");
    assertThat(get("/api/estates/acme/preflight?plan=E", "text/plain").body())
        .contains("No plan is called 'E'");
    assertThat(get("/api/estates/acme/preflight?plan=C&at=noon", "application/json").body())
        .contains("between-hops");
    assertThat(get("/api/estates/acme/preflight?plan=C&downtime=none", "application/json").body())
        .contains("intermediate-server");
    assertThat(get("/api/estates/nobody/preflight?plan=C", "application/json").statusCode())
        .isEqualTo(400);
  }

  @Test
  void nothing_is_looked_at_without_the_token() throws Exception {
    assertThat(
            HTTP.send(
                    HttpRequest.newBuilder(
                            service.url().resolve("/api/estates/acme/preflight?plan=C"))
                        .build(),
                    BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void the_text_tells_failures_first_then_warnings_then_a_line_for_each_pass() {
    PreflightReport report =
        new PreflightReport(
            "acme",
            RouteKind.RELOCATION,
            Plan.C,
            Downtime.IN_PLACE,
            Occasion.START,
            List.of(
                Finding.pass(Check.SERVER_REACHABLE, "SQLNEW", "answers", "SQLNEW answers."),
                Finding.warning(
                    Check.RECOVERY_MODEL, "XPDATA", "FULL", "It is Full.", "Set it to SIMPLE."),
                new Finding(
                    Check.SHARE,
                    "SQLNEW",
                    Verdict.FAIL,
                    "not written",
                    "It was denied.",
                    List.of("B2", "B7"),
                    "Grant it.",
                    "error 5\u001b[31m\nterminating")));
    assertThat(new PreflightText(new TextStyle(100, false, false)).of(report, true))
        .isEqualTo(
            """
             REHEARSAL
            Preflight of acme: relocation, plan C, start

            FAIL  Share from both sides: SQLNEW
                It was denied.
                Rule:    B2, B7
                To do:   Grant it.
                Exact text:
                    error 5\\u001b[31m
                    terminating

            WARNING  Recovery model: XPDATA
                It is Full.
                Rule:    F3
                To do:   Set it to SIMPLE.

            PASS  R27         SQLNEW answers.

            1 failed, 1 warnings, 1 passed.
            """);
    assertThat(new PreflightText(new TextStyle(100, false, false)).of(report, false))
        .startsWith("Preflight of acme");
  }
}
