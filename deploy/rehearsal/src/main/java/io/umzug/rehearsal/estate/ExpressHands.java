package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.xml.sax.SAXException;

/** The hands of the SQL Express update (E1–E7). */
final class ExpressHands {

  private final Workplace work;

  ExpressHands(Workplace work) {
    this.work = work;
  }

  /** The newest release of the installed version (E1); the service is not started by it (F4). */
  HandResult installNewestRelease() {
    Machine machine = work.target();
    String version = "V" + work.software(machine).version();
    if (!work.isDone(Hand.INSTALL_NEWEST_RELEASE.label())) {
      machine.server().stopAndWait();
    }
    return work.once(
        Hand.INSTALL_NEWEST_RELEASE,
        Hand.INSTALL_NEWEST_RELEASE.label(),
        machine.host(),
        Map.of("version", version),
        "The newest release of %s is installed; the service is not started (F4)."
            .formatted(version));
  }

  /**
   * What E4's batch files leave behind (E5). Whether the vendor's bring the data along is not
   * known; these do not, so that nothing is taken for granted.
   */
  HandResult runBatchFiles() throws HandRefused {
    Machine machine = work.target();
    if (machine.server().awaitSettled() != ServiceState.STOPPED) {
      throw new HandRefused("The XPhone service runs; it is stopped before the batch files (E3).");
    }
    boolean changed = work.install(work.topology().newSqlServers(), Hand.RUN_BATCH_FILES);
    return new HandResult(
        Hand.RUN_BATCH_FILES.label(),
        changed,
        "The instances %s are there, without databases (E5)."
            .formatted(names(work.topology().newSqlServers())));
  }

  /** Only after success (E7): the service runs, and atlas.xml names the old instances no more. */
  HandResult uninstallOldInstances() throws HandRefused {
    Machine machine = work.target();
    List<SqlServerPlace> old = work.topology().oldSqlServers();
    for (String dataSource : dataSources(machine)) {
      if (old.stream().anyMatch(place -> place.meantBy(dataSource, machine.host()))) {
        throw new HandRefused(
            "atlas.xml still names '%s': the old instances may go only after success (E6, E7)."
                .formatted(dataSource));
      }
    }
    if (machine.server().awaitSettled() != ServiceState.RUNNING) {
      throw new HandRefused(
          "The XPhone service does not run: the old instances may go only after success (E7).");
    }
    boolean changed = work.uninstall(old, Hand.UNINSTALL_OLD_INSTANCES);
    return new HandResult(
        Hand.UNINSTALL_OLD_INSTANCES.label(),
        changed,
        "The instances %s are uninstalled.".formatted(names(old)));
  }

  private static String names(List<SqlServerPlace> places) {
    return String.join(" and ", places.stream().map(SqlServerPlace::name).toList());
  }

  static List<String> dataSources(Machine machine) throws HandRefused {
    try {
      return AtlasEntries.read(machine.folder().atlas()).dataSources();
    } catch (IOException | SAXException e) {
      throw new HandRefused("atlas.xml cannot be read: " + e.getMessage());
    }
  }
}
