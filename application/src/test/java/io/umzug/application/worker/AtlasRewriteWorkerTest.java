package io.umzug.application.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.evidence.AtlasAdaptation;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.migration.MigrationEvent.AtlasRewriteRequested;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.Report;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.XPhoneVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * R24 row 8 under F4: what the rehearsal never shows, because its operator does everything right.
 */
class AtlasRewriteWorkerTest {

  private static final AtlasRewriteRequested REQUEST =
      new AtlasRewriteRequested(
          new WorkOrder(new MigrationId("acme"), "estate", Step.ADAPT_ATLAS, Task.REWRITE_ATLAS, 1),
          List.of(new DatabaseMove("XPDATA", "OLD", "NEW\\SQL2019")));
  private static final AtlasAdaptation DONE =
      new AtlasAdaptation("atlas.xml", "copy", "0", "1", List.of());

  private final List<Map<String, String>> adapted = new ArrayList<>();

  private Report perform(ServiceControl.State state) {
    return new AtlasRewriteWorker(new OneEstate(), new RecordingAtlas(), new ServiceIn(state))
        .perform(REQUEST, new Alone());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
  void atlas_is_not_touched_unless_the_service_is_stopped(ServiceControl.State state) {
    Report.AtlasRewriteFailed failed = (Report.AtlasRewriteFailed) perform(state);
    assertThat(failed.diagnosis().rules()).containsExactly("F4");
    assertThat(failed.diagnosis().exactText()).isEqualTo("STATE " + state);
    assertThat(adapted).isEmpty();
  }

  @Test
  void every_database_is_pointed_to_its_target() {
    assertThat(perform(ServiceControl.State.STOPPED))
        .isEqualTo(new Report.AtlasRewritten(REQUEST.order(), DONE));
    assertThat(adapted).containsExactly(Map.of("XPDATA", "NEW\\SQL2019"));
  }

  private static final class OneEstate implements Estates {
    @Override
    public List<Estate> all() {
      return List.of(named("estate"));
    }

    @Override
    public Estate named(String name) {
      return new Estate(
          name,
          "t",
          true,
          XPhoneVersion.V8,
          XPhoneVersion.V9,
          "\\\\NEW\\Backup",
          List.of(),
          List.of(),
          new XPhoneHost("NEW", Path.of("atlas.xml"), "s", "D\\x", "", ""));
    }
  }

  private final class RecordingAtlas implements AtlasFiles {
    @Override
    public List<Entry> entries(Path file) {
      throw new AssertionError("Row 8 adapts; it does not ask");
    }

    @Override
    public AtlasAdaptation adapt(Path file, Map<String, String> targets) {
      adapted.add(targets);
      return DONE;
    }
  }

  private record ServiceIn(State state) implements ServiceControl {
    @Override
    public Status query(Estate estate) {
      return new Status(state, 0, "STATE " + state);
    }

    @Override
    public Status start(Estate estate) {
      throw new AssertionError("Row 8 starts nothing");
    }

    @Override
    public Status stop(Estate estate) {
      throw new AssertionError("Row 8 stops nothing: that is a person's decision");
    }
  }

  private static final class Alone implements WorkContext {
    @Override
    public void progress(String subject, int percent) {}

    @Override
    public void remember(String note) {}

    @Override
    public Optional<String> recall() {
      return Optional.empty();
    }

    @Override
    public Optional<String> recallEarlierAttempt() {
      return Optional.empty();
    }
  }
}
