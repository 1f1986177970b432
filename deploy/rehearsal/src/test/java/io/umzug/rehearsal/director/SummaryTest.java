package io.umzug.rehearsal.director;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class SummaryTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode NOTHING = JSON.createArrayNode();
  private static final JsonNode COMPLETE = JSON.readTree("{\"state\":\"COMPLETED\"}");

  @Test
  void a_transfer_is_verified_by_the_counts_of_what_arrived() {
    Map<String, String> exported = Map.of("a", "7", "e", "12");
    Summary all = new Summary(COMPLETE, NOTHING, new Transfer(exported, exported));
    assertThat(all.isVerified()).isTrue();
    assertThat(all.lines(Path.of("data"), Duration.ofSeconds(3)))
        .contains("Artefacts, V4 = V9", "  R6e         12 =         12")
        .doesNotContain("Rows per table, old = new");

    Summary less = new Summary(COMPLETE, NOTHING, new Transfer(exported, Map.of("a", "7")));
    assertThat(less.isVerified()).isFalse();
    assertThat(less.lines(Path.of("data"), Duration.ofSeconds(3)))
        .contains("  R6e         12 #          0");
  }

  @Test
  void nothing_that_arrived_is_nothing_verified() {
    Summary empty = new Summary(COMPLETE, NOTHING, new Transfer(Map.of(), Map.of()));
    assertThat(empty.isVerified()).isFalse();
  }
}
