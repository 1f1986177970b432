package io.umzug.domain.migration;

import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.KeptFile;
import io.umzug.domain.evidence.Snapshot;
import io.umzug.domain.migration.Condition.Held;
import io.umzug.domain.plan.Hop;
import io.umzug.domain.plan.HopKind;
import io.umzug.domain.plan.Obligation;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.ProcedureStep;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Task;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a rollback does, in order. Only what was changed since the snapshot is put back: an old
 * server that went on running is never overwritten with an older backup of its own.
 *
 * @param snapshot where it goes back to
 * @param databases backups of the snapshot that are restored; empty where no database that it holds
 *     was touched since
 * @param files files of the snapshot that are put back
 * @param version to which a person puts the software back; the snapshot's
 * @param versionNow of the software on the snapshot's machine
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

  /** Looks at what the steps since the snapshot have changed. */
  private static final class Looking {
    private static final Set<Step> HARMLESS =
        Set.of(
            Step.SNAPSHOT,
            Step.VM_SNAPSHOT,
            Step.BACKUP,
            Step.TEST_CLIENT,
            Step.PREFLIGHT,
            Step.PREFLIGHT_BEFORE_RELOCATION,
            Step.PREFLIGHT_BEFORE_RESTORE,
            Step.BACKUP_BEFORE_EXPRESS);

    private final Underway move;
    private final Snapshot snapshot;
    private final int hop;
    private final Set<Site> sitesChanged = new LinkedHashSet<>();
    private final Set<String> serversChanged = new LinkedHashSet<>();
    private XPhoneVersion versionNow;

    Looking(Underway move, RestorePoint point) {
      this.move = move;
      this.snapshot = point.snapshot();
      this.hop = move.procedure().at(point.standing().position()).hop();
      this.versionNow = snapshot.version();
      for (int i = point.standing().position(); i <= move.standing().position(); i++) {
        boolean begun = i < move.standing().position() || !(move.condition() instanceof Held);
        if (begun && !HARMLESS.contains(move.procedure().at(i).step())) {
          look(move.procedure().at(i), move.procedure().hopAt(i));
        }
      }
    }

    private void look(ProcedureStep step, Hop hop) {
      sitesChanged.add(hop.site());
      hop.moves(move.particulars().databases())
          .forEach(m -> serversChanged.add(m.target().toUpperCase(Locale.ROOT)));
      if (changesVersion(step.step(), hop)) {
        versionNow = hop.to();
      }
    }

    /** In plan D the server stays, and is updated where it is. */
    private boolean changesVersion(Step step, Hop hop) {
      return isHere(hop.site())
          && (step == Step.UPDATE
              || hop.kind() == HopKind.RELOCATION
                  && move.procedure().plan() == Plan.D
                  && step == Step.SET_SERVICE_ACCOUNT);
    }

    private boolean isHere(Site site) {
      return move.particulars().isSameMachine(site, snapshot.site());
    }

    private RollbackPlan plan() {
      boolean hereChanged = sitesChanged.stream().anyMatch(this::isHere);
      List<DatabaseBackup> databases =
          snapshot.databases().stream()
              .filter(b -> serversChanged.contains(b.server().toUpperCase(Locale.ROOT)))
              .toList();
      List<KeptFile> files = hereChanged ? snapshot.files() : List.of();
      List<Part> parts = new ArrayList<>();
      Set<Site> toStop =
          sitesChanged.stream()
              .filter(move.particulars()::reaches)
              .map(site -> isHere(site) ? snapshot.site() : site)
              .collect(Collectors.toCollection(LinkedHashSet::new));
      toStop.forEach(site -> parts.add(new Part(Task.STOP_SERVICE, site)));
      if (hereChanged && versionNow != snapshot.version()) {
        parts.add(new Part(Task.CONFIRM_BY_HAND, snapshot.site()));
      }
      if (!databases.isEmpty() || !files.isEmpty()) {
        parts.add(new Part(Task.RESTORE_SNAPSHOT, snapshot.site()));
      }
      if (move.particulars().reaches(snapshot.site())) {
        parts.add(new Part(Task.RUN_SERVICE, snapshot.site()));
      }
      return new RollbackPlan(
          snapshot, parts, databases, files, snapshot.version(), versionNow, hop);
    }
  }
}
