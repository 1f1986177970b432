package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.application.estate.SqlServerAddress;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.work.WorkContext;
import io.umzug.domain.evidence.AtlasAdaptation;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.migration.MigrationId;
import io.umzug.domain.migration.WorkOrder;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outside world in a test's hands, for what a rehearsal with its good operator never shows. */
final class Surroundings {

  private Surroundings() {}

  static WorkOrder order(Step step, Task task) {
    return order(step, task, Site.TARGET);
  }

  static WorkOrder order(Step step, Task task, Site site) {
    return new WorkOrder(new MigrationId("acme"), "estate", step, task, 1, 0, 0, site);
  }

  /**
   * XPDATA goes from OLD to NEW; atlas.xml may call the old server {@code (local)}. No XPhone
   * server but the target's is described.
   */
  static final class OneEstate implements Estates {
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
          RouteKind.RELOCATION,
          XPhoneVersion.V8,
          XPhoneVersion.V9,
          "\\\\NEW\\Backup",
          List.of(
              new SqlServerAddress("OLD", List.of("(local)")),
              new SqlServerAddress("NEW", List.of()),
              new SqlServerAddress("THIRD", List.of())),
          List.of(new DatabaseMove("XPDATA", "OLD", "NEW")),
          new XPhoneHost("NEW", "atlas.xml", "s", "D\\x", "", "", List.of()),
          Map.of());
    }
  }

  /** An atlas.xml that names one Data Source for XPDATA, and remembers what it was adapted to. */
  static final class OneAtlas implements AtlasFiles {
    static final AtlasAdaptation DONE =
        new AtlasAdaptation("atlas.xml", "copy", "0", "1", List.of());
    final List<Map<String, String>> adapted = new ArrayList<>();
    private final String dataSource;

    OneAtlas(String dataSource) {
      this.dataSource = dataSource;
    }

    @Override
    public List<Entry> entries(Estate estate, HostPath file) {
      return List.of(new Entry(3, "XPDATA", dataSource));
    }

    @Override
    public AtlasAdaptation adapt(Estate estate, HostPath file, Map<String, String> targets) {
      adapted.add(targets);
      return DONE;
    }
  }

  /** A service that stays in its state, whatever it is told, and remembers what it was told. */
  static final class StubbornService implements ServiceControl {
    final List<String> told = new ArrayList<>();
    private final State state;

    StubbornService(State state) {
      this.state = state;
    }

    @Override
    public Status query(Estate estate) {
      return new Status(state, 0, "STATE " + state);
    }

    @Override
    public String account(Estate estate) {
      return estate.xphone().serviceAccount();
    }

    @Override
    public String eventLog(Estate estate) {
      return "";
    }

    @Override
    public Status start(Estate estate) {
      told.add("start");
      return query(estate);
    }

    @Override
    public Status stop(Estate estate) {
      told.add("stop");
      return query(estate);
    }
  }

  /** Nobody takes over, and nothing was remembered before. */
  static final class Alone implements WorkContext {
    private final List<String> notes = new ArrayList<>();

    @Override
    public void progress(String subject, int percent) {}

    @Override
    public void remember(String note) {
      notes.add(note);
    }

    @Override
    public Optional<String> recall() {
      return notes.isEmpty() ? Optional.empty() : Optional.of(notes.getLast());
    }

    @Override
    public Optional<String> recallEarlierAttempt() {
      return Optional.empty();
    }
  }
}
