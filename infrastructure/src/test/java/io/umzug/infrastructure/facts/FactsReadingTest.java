package io.umzug.infrastructure.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.route.Compilation.Advice;
import io.umzug.domain.route.Fact;
import io.umzug.domain.route.MoveFacts;
import io.umzug.domain.route.RouteCompiler;
import io.umzug.infrastructure.facts.FactsReading.Misread;
import io.umzug.infrastructure.facts.FactsReading.Understood;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FactsReadingTest {

  private static final Path EXAMPLE = Path.of("..", "docs", "facts-example.yaml");

  private static FactsReading yaml(String text) {
    return YamlFacts.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MoveFacts facts(FactsReading reading) {
    return switch (reading) {
      case Understood understood -> understood.facts();
      case Misread misread -> fail(misread.toString());
    };
  }

  private static List<String> mistakes(FactsReading reading) {
    return switch (reading) {
      case Understood understood -> fail(understood.toString());
      case Misread misread -> misread.mistakes().stream().map(Mistake::toString).toList();
    };
  }

  @Test
  void the_example_names_every_fact_and_comes_to_an_advice() throws Exception {
    String text = Files.readString(EXAMPLE);
    for (Fact<?> fact : Fact.ALL) {
      assertThat(text).containsPattern("(?m)^" + fact.name() + ":");
    }
    assertThat(RouteCompiler.compile(facts(yaml(text))))
        .isInstanceOfSatisfying(
            Advice.class,
            advice -> {
              assertThat(advice.plan()).isEqualTo(Plan.C);
              assertThat(advice.versions()).hasSize(5);
              assertThat(advice.downtime()).isEqualTo(Downtime.INTERMEDIATE_SERVER);
            });
  }

  @Test
  void yaml_and_json_say_the_same() {
    MoveFacts fromYaml =
        facts(
            yaml(
                """
                users: 120
                teamDesk: YES
                from: v5
                sourceSqlVersion: 2008 R2
                targetSqlVersion: 2019
                hoursPerHop: 2.5
                databaseSizes: {XPDATA: 4, "XPSTATS": 0.5}
                """));
    assertThat(fromYaml.all()).hasSize(7);
    assertThat(
            facts(
                JsonFacts.read(
                    """
                    {"users": 120, "teamDesk": true, "from": "V5", "sourceSqlVersion": "2008 R2",
                     "targetSqlVersion": 2019, "hoursPerHop": 2.5,
                     "databaseSizes": {"XPDATA": 4, "XPSTATS": 0.5}}
                    """)))
        .isEqualTo(fromYaml);
  }

  @Test
  void what_is_left_out_or_empty_or_unknown_is_unknown() {
    for (String text :
        List.of("", "# nothing\n", "\uFEFF", "users:\n", "users: ~\nteamDesk: unknown\n")) {
      assertThat(facts(yaml(text))).isEqualTo(MoveFacts.nothing());
    }
    for (String text : List.of("", "null", "{}", "{\"users\": null, \"from\": \"unknown\"}")) {
      assertThat(facts(JsonFacts.read(text))).isEqualTo(MoveFacts.nothing());
    }
  }

  @Test
  void an_unknown_size_could_be_the_largest() {
    assertThat(facts(yaml("databaseSizes: {XPDATA: 4, XPSTATS: unknown}")).all()).isEmpty();
    assertThat(facts(yaml("databaseSizes: {}")).all()).isEmpty();
  }

  @Test
  void every_mistake_has_its_line_and_column_and_says_what_is_known() {
    assertThat(
            mistakes(
                yaml(
                    """
                    # a comment
                    user: 5
                    from: V10
                    users: many
                    teamDesk: "yes"
                      # indented
                    users: 5
                    mobileUsers: 1_000
                    targetSqlPlace: [own-machine]
                    analytics: {a: b}
                    databaseSizes:
                      XPDATA: 4
                      XPVDIR: large
                      XPDATA: 5
                      XPSTATS: 0
                    hoursPerHop: 1:30
                    """)))
        .satisfiesExactly(
            mistake ->
                assertThat(mistake)
                    .startsWith(
                        "line 2, column 1: There is no fact 'user'. Known are: wanted, from"),
            mistake ->
                assertThat(mistake)
                    .isEqualTo(
                        "line 3, column 7: 'from' cannot be the text 'V10': it is one of V4, V5, V6,"
                            + " V7, V8, V9, or unknown."),
            mistake ->
                assertThat(mistake)
                    .isEqualTo(
                        "line 4, column 8: 'users' cannot be the text 'many': it is a whole number"
                            + " from 1 to 1000000, or unknown."),
            mistake ->
                assertThat(mistake)
                    .isEqualTo(
                        "line 5, column 11: 'teamDesk' cannot be the text 'yes': it is yes or no, or"
                            + " unknown."),
            mistake -> assertThat(mistake).isEqualTo("line 7, column 1: 'users' is written twice."),
            mistake ->
                assertThat(mistake).startsWith("line 8, column 14: 'mobileUsers' cannot be 1_000"),
            mistake ->
                assertThat(mistake)
                    .startsWith("line 9, column 17: 'targetSqlPlace' cannot be a list or a group"),
            mistake ->
                assertThat(mistake)
                    .startsWith("line 10, column 12: 'analytics' cannot be a group of names"),
            mistake ->
                assertThat(mistake)
                    .startsWith("line 13, column 11: The size of 'XPVDIR' cannot be the text"),
            mistake ->
                assertThat(mistake).isEqualTo("line 14, column 3: 'XPDATA' is written twice."),
            mistake -> assertThat(mistake).startsWith("line 15, column 12: The size of 'XPSTATS'"),
            mistake ->
                assertThat(mistake).startsWith("line 16, column 14: 'hoursPerHop' cannot be"));
  }

  @Test
  void the_known_values_are_a_list_for_programs() {
    assertThat(yaml("from: V10"))
        .isInstanceOfSatisfying(
            Misread.class,
            misread ->
                assertThat(misread.mistakes().getFirst().known())
                    .containsExactly("V4", "V5", "V6", "V7", "V8", "V9"));
  }

  @Test
  void what_is_no_yaml_is_a_mistake_at_its_place() {
    assertThat(mistakes(yaml("users: 5\nfrom: [V5\n"))).allMatch(m -> m.startsWith("line 3, "));
    assertThat(mistakes(yaml("users: 5\n---\nusers: 6\n")))
        .allMatch(mistake -> mistake.startsWith("line 2, column 1: This is no YAML"));
    assertThat(mistakes(yaml("- users\n")).getFirst())
        .startsWith("line 1, column 1: Facts are written as a name with a value");
    assertThat(mistakes(yaml("users: 5\n from\u0000: V5"))).hasSize(1);
    assertThat(mistakes(yaml("a: &a [*a]\nb: *a\n<<: *a\n"))).hasSize(3);
    assertThat(mistakes(yaml("x: &x {y: *x}\ndatabaseSizes: *x\n"))).hasSize(2);
    assertThat(mistakes(yaml("[".repeat(5000)))).hasSize(1);
    byte[] latin = "users: 5\n# gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(mistakes(YamlFacts.read(latin)))
        .containsExactly("line 2, column 5: The file is not UTF-8 from here on.");
  }

  @Test
  void what_is_no_json_is_a_mistake_at_its_place() {
    assertThat(mistakes(JsonFacts.read("{\"users\": 5,\n \"user\": 6}")).getFirst())
        .startsWith("line 2, column 2: There is no fact 'user'");
    assertThat(mistakes(JsonFacts.read("{\"users\": \"5\", \"users\": 5, \"analytics\": \"yes\"}")))
        .satisfiesExactly(
            mistake ->
                assertThat(mistake).startsWith("line 1, column 11: 'users' cannot be the text"),
            mistake -> assertThat(mistake).endsWith("'users' is written twice."),
            mistake -> assertThat(mistake).contains("'analytics' cannot be the text 'yes'"));
    for (String text : List.of("{", "{\"users\":", "{\"users\": 5} 6", "nonsense", "[1]", "5")) {
      assertThat(mistakes(JsonFacts.read(text))).as(text).hasSize(1);
    }
    assertThat(mistakes(JsonFacts.read("{\"users\": [1, {\"a\": [2]}], \"from\": \"V11\"}")))
        .hasSize(2);
    assertThat(mistakes(JsonFacts.read("[".repeat(50_000)))).hasSize(1);
  }

  @Test
  void a_damaged_file_is_read_or_has_mistakes_and_is_never_an_exception() throws Exception {
    byte[] example = Files.readAllBytes(EXAMPLE);
    long seed = 20261124;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = example.clone();
      for (int j = 0; j < 3; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        if (YamlFacts.read(damaged) instanceof Understood understood) {
          RouteCompiler.compile(understood.facts());
        }
        JsonFacts.read(new String(damaged, StandardCharsets.UTF_8));
      } catch (RuntimeException e) {
        fail("seed %d, damage %d".formatted(seed, i), e);
      }
    }
  }
}
