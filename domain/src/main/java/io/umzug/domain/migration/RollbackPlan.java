package io.umzug.domain.migration;

import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.KeptFile;
import io.umzug.domain.evidence.Snapshot;
import io.umzug.domain.migration.Traces.Thing;
import io.umzug.domain.migration.Traces.Thing.Database;
import io.umzug.domain.migration.Traces.Thing.Files;
import io.umzug.domain.migration.Traces.Thing.Service;
import io.umzug.domain.plan.Obligation;
import io.umzug.domain.plan.ProcedureStep;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a rollback does, in order. Only what was changed since the snapshot is put back: an old
 * server that went on running is never overwritten with an older backup of its own.
 *
 * @param snapshot where it goes back to
 * @param databases backups of the snapshot that are restored; empty where no database that it holds
 *     was touched since
 * @param files files of the snapshot that are put back
 * @param version to which a person puts the software back, at the site of that part
 * @param versionNow of that software, or what it may be already
 * @param hop index of the hop at which the move goes on
 */
public record RollbackPlan(
    Snapshot snapshot,
    List<Part> parts,
    List<DatabaseBackup> databases,
    List<KeptFile> files,
    XPhoneVersion version,
    XPhoneVersion versionNow,
    int hop) {

  /** One part: work, or what a person does, at a site. */
  public record Part(Task task, Site site) {}

  public RollbackPlan {
    parts = List.copyOf(parts);
    databases = List.copyOf(databases);
    files = List.copyOf(files);
  }

  /** The rollback as a step: what a person reads and addresses. */
  ProcedureStep step() {
    return new ProcedureStep(
        Step.ROLL_BACK, Obligation.REQUIRED, false, parts.stream().map(Part::task).toList(), hop);
  }

  /** The plan for going back from where the move stands. */
  static RollbackPlan of(Underway move, RestorePoint point) {
    return new Looking(move, point).plan();
  }

  /**
   * The XPhone server that the move has changed since, and of which the snapshot holds nothing: a
   * rollback would claim to have put it back. Empty where there is none.
   */
  static Optional<Site> outOfReach(Underway move, RestorePoint point) {
    return new Looking(move, point).outOfReach();
  }

  /** Where a person puts the software back; the snapshot's site where nobody has to. */
  public Site softwareSite() {
    return parts.stream()
        .filter(part -> part.task() == Task.CONFIRM_BY_HAND)
        .map(Part::site)
        .findFirst()
        .orElse(snapshot.site());
  }

  /** What a rollback by this plan overwrites, and leaves as it was at the snapshot. */
  List<Thing> overwritten(UnaryOperator<Site> machine) {
    List<Thing> things = new ArrayList<>();
    databases.forEach(backup -> things.add(new Database(backup.server(), backup.database())));
    if (!files.isEmpty()) {
      things.add(new Files(machine.apply(snapshot.site())));
    }
    return things;
  }

  /** What a rollback by this plan touches, from its beginning on. */
  List<Thing> touched(UnaryOperator<Site> machine) {
    List<Thing> things = new ArrayList<>(overwritten(machine));
    parts.forEach(part -> things.add(new Service(machine.apply(part.site()))));
    return things;
  }

  /**
   * @param version at the snapshot
   * @param now what it is, or may be
   */
  private record Software(Site site, XPhoneVersion version, XPhoneVersion now) {
    boolean isOther() {
      return version != now;
    }
  }

  /** Looks at what the move has left on the machines since the snapshot. */
  private static final class Looking {
    private final Underway move;
    private final RestorePoint point;
    private final Snapshot snapshot;
    private final Site here;
    private final Traces now;

    Looking(Underway move, RestorePoint point) {
      this.move = move;
      this.point = point;
      this.snapshot = point.snapshot();
      this.here = move.machine(snapshot.site());
      this.now = move.wayBack().traces();
    }

    private boolean isTouched(Thing thing) {
      return now.touchedSince(point.traces(), thing);
    }

    /** The software on the snapshot's machine, or on one that goes on from there (R9). */
    private Optional<Software> softwareOther() {
      return Stream.concat(
              Stream.of(new Software(snapshot.site(), snapshot.version(), snapshot.version())),
              Arrays.stream(Site.values())
                  .filter(site -> move.machine(site) != here)
                  .flatMap(site -> then(site).stream()))
          .flatMap(then -> changed(then).stream())
          .findFirst();
    }

    private Optional<Software> then(Site site) {
      return point
          .traces()
          .version(move.machine(site))
          .map(version -> new Software(site, version, version));
    }

    private Optional<Software> changed(Software then) {
      return now.versionOtherThan(then.version(), move.machine(then.site()))
          .map(other -> new Software(then.site(), then.version(), other));
    }

    /** What the move installed itself may stay; what was in use before it has to come back. */
    private Optional<Site> outOfReach() {
      boolean held = here == Site.SOURCE && move.particulars().reaches(snapshot.site());
      return !held && isChanged(Site.SOURCE) ? Optional.of(Site.SOURCE) : Optional.empty();
    }

    private boolean isChanged(Site machine) {
      return isTouched(new Service(machine)) || isTouched(new Files(machine));
    }

    private RollbackPlan plan() {
      Software software =
          softwareOther()
              .orElse(new Software(snapshot.site(), snapshot.version(), snapshot.version()));
      boolean isSoftwareHere = software.isOther() && move.machine(software.site()) == here;
      List<DatabaseBackup> databases =
          snapshot.databases().stream()
              .filter(backup -> isTouched(new Database(backup.server(), backup.database())))
              .toList();
      // An older version's setup may bring files of its own.
      boolean filesToo = isTouched(new Files(here)) || isSoftwareHere;
      List<KeptFile> files = filesToo ? snapshot.files() : List.of();
      boolean restores = !databases.isEmpty() || !files.isEmpty();
      List<Part> parts = new ArrayList<>();
      for (Site site : stopped(restores || isSoftwareHere)) {
        parts.add(new Part(Task.STOP_SERVICE, site));
      }
      if (software.isOther()) {
        parts.add(new Part(Task.CONFIRM_BY_HAND, software.site()));
      }
      if (restores) {
        parts.add(new Part(Task.RESTORE_SNAPSHOT, snapshot.site()));
      }
      if (move.particulars().reaches(snapshot.site())) {
        parts.add(new Part(Task.RUN_SERVICE, snapshot.site()));
      }
      return new RollbackPlan(
          snapshot,
          parts,
          databases,
          files,
          software.version(),
          software.now(),
          move.procedure().at(point.standing().position()).hop());
    }

    /** The services that may run although they did not, and the one under which is written. */
    private Set<Site> stopped(boolean isWritten) {
      Set<Site> sites = new LinkedHashSet<>();
      for (Site site : Site.values()) {
        boolean isHere = move.machine(site) == here;
        if (isHere ? isWritten : isTouched(new Service(move.machine(site)))) {
          sites.add(isHere ? snapshot.site() : site);
        }
      }
      sites.removeIf(site -> !move.particulars().reaches(site));
      return sites;
    }
  }
}
