package io.umzug.application.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.host.ServiceControl;
import io.umzug.application.worker.Surroundings.Alone;
import io.umzug.application.worker.Surroundings.OneAtlas;
import io.umzug.application.worker.Surroundings.OneEstate;
import io.umzug.application.worker.Surroundings.StubbornService;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.migration.MigrationEvent.AtlasRewriteRequested;
import io.umzug.domain.migration.Report;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R24 row 8 under F4. */
class AtlasRewriteWorkerTest {

  private static final AtlasRewriteRequested REQUEST =
      new AtlasRewriteRequested(
          Surroundings.order(Step.ADAPT_ATLAS, Task.REWRITE_ATLAS),
          List.of(new DatabaseMove("XPDATA", "OLD", "NEW")));

  private final OneAtlas atlas = new OneAtlas("OLD");

  private Report perform(StubbornService service) throws InterruptedException {
    return new AtlasRewriteWorker(new OneEstate(), atlas, service).perform(REQUEST, new Alone());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STOPPED")
  void atlas_is_not_touched_unless_the_service_is_stopped(ServiceControl.State state)
      throws InterruptedException {
    StubbornService service = new StubbornService(state);
    Report.AtlasRewriteFailed failed = (Report.AtlasRewriteFailed) perform(service);
    assertThat(failed.diagnosis().rules()).containsExactly("F4");
    assertThat(failed.diagnosis().exactText()).isEqualTo("STATE " + state);
    assertThat(atlas.adapted).isEmpty();
    assertThat(service.told).as("to stop it is a person's decision").isEmpty();
  }

  @Test
  void every_database_is_pointed_to_its_target() throws InterruptedException {
    assertThat(perform(new StubbornService(ServiceControl.State.STOPPED)))
        .isEqualTo(new Report.AtlasRewritten(REQUEST.order(), OneAtlas.DONE));
    assertThat(atlas.adapted).containsExactly(Map.of("XPDATA", "NEW"));
  }
}
