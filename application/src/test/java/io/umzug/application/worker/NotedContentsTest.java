package io.umzug.application.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.work.WorkContext;
import io.umzug.domain.evidence.TableFingerprint;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotedContentsTest {

  private static final TableFingerprint ODD =
      new TableFingerprint("dbo.a\tb\nc", 7, "0f", "c0", List.of("version", "sum of all"));
  private static final TableFingerprint PLAIN =
      new TableFingerprint("dbo.Journal", 0, "00", "c1", List.of());

  private final Kept kept = new Kept();

  /** The one note that outlives a kill. */
  private static final class Kept implements WorkContext {
    private @Nullable String note;
    private @Nullable String earlier;

    @Override
    public void progress(String subject, int percent) {}

    @Override
    public void remember(String text) {
      note = text;
    }

    @Override
    public Optional<String> recall() {
      return Optional.ofNullable(note);
    }

    @Override
    public Optional<String> recallEarlierAttempt() {
      return Optional.ofNullable(earlier);
    }
  }

  private NotedContents anew() {
    return new NotedContents(kept);
  }

  @Test
  void the_workers_own_note_and_the_tables_do_not_know_of_each_other() {
    assertThat(anew().recall()).isEmpty();
    anew().remember("nonce\nXPDATA\tdbo.A\t3");
    anew().add("before/XPDATA", ODD);
    anew().add("before/XPDATA", PLAIN);
    anew().add("after/XPDATA/guid", PLAIN);
    anew().remember("nonce\nmore");

    assertThat(anew().recall()).contains("nonce\nmore");
    assertThat(anew().known("before/XPDATA")).containsExactly(ODD, PLAIN);
    assertThat(anew().known("after/XPDATA/guid")).containsExactly(PLAIN);
    assertThat(anew().known("after/XPDATA/other")).isEmpty();
  }

  @Test
  void tables_without_a_note_of_the_worker_are_no_note_of_the_worker() {
    anew().add("before/XPDATA", PLAIN);
    assertThat(anew().recall()).isEmpty();
    assertThat(anew().known("before/XPDATA")).containsExactly(PLAIN);
  }

  @Test
  void a_database_that_is_made_anew_is_forgotten_and_the_others_are_not() {
    anew().remember("own");
    anew().add("arrived/XPDATA/hash", PLAIN);
    anew().add("arrived/XPSTATS/hash", PLAIN);
    anew().forget("arrived/XPDATA/");
    assertThat(anew().known("arrived/XPDATA/hash")).isEmpty();
    assertThat(anew().known("arrived/XPSTATS/hash")).hasSize(1);
    anew().forget("arrived/");
    assertThat(kept.recall()).contains("own");
  }

  @Test
  void an_earlier_attempt_is_read_and_not_mixed_up_with_this_one() {
    anew().remember("own");
    anew().add("before/XPDATA", ODD);
    kept.earlier = kept.note;
    kept.note = null;
    assertThat(anew().recallEarlierAttempt()).contains("own");
    assertThat(anew().known("before/XPDATA")).isEmpty();
    assertThat(anew().knownEarlier("before/XPDATA")).containsExactly(ODD);
  }
}
