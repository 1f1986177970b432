package io.umzug.rehearsal.director;

import static io.umzug.rehearsal.director.GivenBoards.offered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.rehearsal.estate.EstateClient;
import io.umzug.rehearsal.estate.EstateProcess;
import io.umzug.rehearsal.estate.Hand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WayBackTest {

  private static final Map<String, String> TO_V6 = Map.of("host", "OLDXP", "version", "V6");
  private static final String TAKEN = "{\"snapshot\":{\"id\":\"S1\",\"site\":\"SOURCE\"}}";
  private static final String BEGUN = "{\"plan\":{\"snapshot\":{\"id\":\"S1\"}}}";
  private static final String BACK = "{\"snapshot\":\"S1\"}";

  @TempDir Path folder = Path.of("");
  private GivenBoards umzug;
  private EstateProcess estate;
  private EstateClient client;

  @BeforeEach
  void open() throws IOException {
    umzug = new GivenBoards(folder.resolve("service"));
    estate =
        EstateProcess.start(
            folder.resolve("estate"),
            List.of("--rows", "300", "--start-delay", "0", "--route", "V5"));
    client = estate.client();
  }

  @AfterEach
  void close() {
    umzug.close();
    estate.close();
  }

  private WayBack wayBack() {
    return new WayBack(
        umzug.api(), client, "move", folder.resolve("prints"), RollbackWish.parse("s1@V6:R13"));
  }

  @Test
  void a_machine_that_is_not_as_it_was_is_told_with_what_differs() throws Exception {
    WayBack wayBack = wayBack();
    umzug.happens("snapshot-taken", TAKEN);
    wayBack.look();
    assertThat(wayBack.lines()).last().asString().contains("did not take place", "V6:R13");
    assertThat(wayBack.act(offered("V6:R11"))).isEmpty();

    var updated = client.perform(Hand.UPDATE_XPHONE, TO_V6);
    assertThat(updated.changed()).isTrue();
    umzug.happens("rollback-begun", BEGUN);
    umzug.happens("rolled-back", BACK);
    wayBack.look();
    assertThat(wayBack.isSame()).isFalse();
    assertThat(wayBack.lines())
        .anyMatch(line -> line.contains("OLDXP was not as at the snapshot"))
        .anyMatch(line -> line.contains("software: V6, then V5"))
        .anyMatch(line -> line.contains("atlas.xml: "));

    // A director that was started anew compares with what the first one saw.
    WayBack resumed = wayBack();
    resumed.look();
    assertThat(resumed.lines()).isEqualTo(wayBack.lines());
    assertThat(resumed.act(offered("V6:R13"))).isEmpty();
  }

  @Test
  void a_rollback_that_umzug_refuses_is_an_end() throws Exception {
    umzug.refuse("Nothing to go back to.");
    assertThatThrownBy(() -> wayBack().act(offered("V6:R13")))
        .isInstanceOf(RehearsalProblem.class)
        .hasMessageContaining("back to S1: Umzug refuses. Nothing to go back to.");
    assertThat(umzug.told()).extracting(GivenBoards.Told::what).containsExactly("move/rollback");
  }

  @Test
  void what_was_changed_before_anybody_looked_is_not_compared() {
    umzug.happens("snapshot-taken", TAKEN);
    umzug.happens("restart-requested", "{\"order\":{\"site\":\"SOURCE\"}}");
    assertThatThrownBy(() -> wayBack().look())
        .isInstanceOf(RehearsalProblem.class)
        .hasMessageContaining("before its state could be seen");
    assertThat(folder.resolve("prints")).doesNotExist();
  }
}
