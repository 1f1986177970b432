package io.umzug.domain.plan;

import static io.umzug.domain.plan.Obligation.OPTIONAL;
import static io.umzug.domain.plan.Obligation.REQUIRED;

import java.util.ArrayList;
import java.util.List;

/** Compiles a route and what was chosen for it into the hops and steps that a move is frozen to. */
public final class Procedures {

  private final XPhoneVersion from;
  private final XPhoneVersion to;
  private final Choice choice;
  private final List<Hop> hops = new ArrayList<>();
  private final List<ProcedureStep> steps = new ArrayList<>();

  private Procedures(XPhoneVersion from, XPhoneVersion to, Choice choice) {
    this.from = from;
    this.to = to;
    this.choice = choice;
  }

  /**
   * @throws IllegalArgumentException where the route needs a plan and none is chosen, or the
   *     versions do not fit the route
   */
  public static Procedure of(RouteKind route, XPhoneVersion from, XPhoneVersion to, Choice choice) {
    Procedures procedures = new Procedures(from, to, choice);
    switch (route) {
      case RELOCATION -> procedures.relocation(plan(choice));
      case TRANSFER -> procedures.transfer(plan(choice));
      case SQL_EXPRESS_UPDATE -> procedures.sqlExpressUpdate();
    }
    return new Procedure(
        route == RouteKind.SQL_EXPRESS_UPDATE ? null : plan(choice),
        procedures.steps,
        procedures.hops);
  }

  private static Plan plan(Choice choice) {
    if (choice.plan() == null) {
      throw new IllegalArgumentException("This route goes by a plan, A to D");
    }
    return choice.plan();
  }

  /** R9: one version after the other up to V8; then the relocation. */
  private void relocation(Plan plan) {
    Site site = Site.SOURCE;
    if (from.compareTo(XPhoneVersion.V8) < 0) {
      site = beginning();
      for (XPhoneVersion version = from; version != XPhoneVersion.V8; version = version.next()) {
        update(version, site);
      }
    }
    XPhoneVersion last = from.compareTo(XPhoneVersion.V8) < 0 ? XPhoneVersion.V8 : from;
    int hop = add(Hop.relocation(last, to, site));
    Relocation.steps(steps, hop, plan, choice);
  }

  /** R10, R14, R15: to where one can always go back, and on which server the updates are made. */
  private Site beginning() {
    return switch (choice.downtime()) {
      case IN_PLACE -> {
        int hop = add(new Hop(HopKind.PREPARATION, from, from, Site.SOURCE, Site.SOURCE));
        required(hop, Step.PREFLIGHT);
        snapshots(hop);
        yield Site.SOURCE;
      }
      case INTERMEDIATE_SERVER -> {
        int hop = add(new Hop(HopKind.COPY, from, from, Site.SOURCE, Site.INTERMEDIATE));
        required(
            hop,
            Step.PREFLIGHT,
            Step.BACKUP,
            Step.SET_UP_INTERMEDIATE,
            Step.PREFLIGHT_BEFORE_RESTORE,
            Step.RESTORE,
            Step.RESTART);
        snapshots(hop);
        yield Site.INTERMEDIATE;
      }
    };
  }

  /** R9, R12, R13, R10, R11. */
  private void update(XPhoneVersion version, Site site) {
    int hop = add(new Hop(HopKind.UPDATE, version, version.next(), site, site));
    required(hop, Step.PREFLIGHT, Step.UPDATE, Step.RESTART);
    optional(hop, Step.TEST_CLIENT);
    snapshots(hop);
  }

  private void snapshots(int hop) {
    required(hop, Step.SNAPSHOT);
    optional(hop, Step.VM_SNAPSHOT);
  }

  /** R1 to R8: V9 is installed on a new machine by the plan's column, without any restore. */
  private void transfer(Plan plan) {
    int hop = add(new Hop(HopKind.TRANSFER, from, to, Site.SOURCE, Site.TARGET));
    required(hop, Step.PREFLIGHT, Step.UPDATE_V4, Step.UPDATE_MIGRATIONS_MANAGER, Step.ACCEPT_LOSS);
    for (RelocationRow row : RelocationTable.ROWS) {
      if (row.step() == Step.RESTORE) {
        arrival(hop);
      } else if (row.step() != Step.ENTER_LICENCES && row.in(plan) != Obligation.ABSENT) {
        // R8 takes the place of row 10.
        steps.add(Tasks.step(row.step(), row.in(plan), hop, choice));
      }
    }
    required(hop, Step.CUT_OVER);
  }

  /** R6 to R8, in the place of the restore. */
  private void arrival(int hop) {
    required(
        hop,
        Step.TRANSFER_ANNOUNCEMENTS,
        Step.TRANSFER_AUTO_ATTENDANTS,
        Step.TRANSFER_DYNAMIC_LINES,
        Step.TRANSFER_PBX_PARAMETERS,
        Step.CHECK_CSV,
        Step.TRANSFER_USERS);
    optional(hop, Step.ENTER_V4_LICENCES);
  }

  /** E1 to E7. */
  private void sqlExpressUpdate() {
    int hop = add(new Hop(HopKind.SQL_EXPRESS_UPDATE, from, to, Site.SOURCE, Site.TARGET));
    required(
        hop,
        Step.PREFLIGHT,
        Step.UPDATE_BEFORE_EXPRESS,
        Step.BACKUP_BEFORE_EXPRESS,
        Step.STOP_BEFORE_EXPRESS,
        Step.RUN_BATCH_FILES,
        Step.RENAME_INSTANCES,
        Step.PREFLIGHT_BEFORE_RESTORE);
    optional(hop, Step.RESTORE);
    // Before the restart: a service that runs again writes, and nothing could be compared.
    required(hop, Step.VERIFY_EXPRESS, Step.RESTART);
    optional(hop, Step.UNINSTALL_OLD_INSTANCES);
  }

  private int add(Hop hop) {
    hops.add(hop);
    return hops.size() - 1;
  }

  private void required(int hop, Step... wanted) {
    for (Step step : wanted) {
      steps.add(Tasks.step(step, REQUIRED, hop, choice));
    }
  }

  private void optional(int hop, Step step) {
    steps.add(Tasks.step(step, OPTIONAL, hop, choice));
  }
}
