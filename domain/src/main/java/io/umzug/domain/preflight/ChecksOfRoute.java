package io.umzug.domain.preflight;

import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Which checks a route needs, and which of them may still fail because the move itself brings about
 * what they look for.
 */
public final class ChecksOfRoute {

  private static final String SET_BY_ROW_7 = "Row 7 of the move sets it.";
  private static final String SET_BY_ROW_7A = "Row 7a of the move sets it.";
  private static final String ROW_2B = "Row 2 (b) of the move enables it.";

  /** What a backup needs, and a script made for its target does not (M1, M2). */
  private static final Set<Check> OF_BACKUPS_VERSION =
      Set.of(Check.TARGET_NOT_OLDER, Check.COMPATIBILITY_LEVEL);

  private static final String STEP_R15A = "Step R15a of the move sets it up.";

  private final Plan plan;
  private final Downtime downtime;
  private final Occasion occasion;
  private final List<DueCheck> due = new ArrayList<>();

  private ChecksOfRoute(Plan plan, Downtime downtime, Occasion occasion) {
    this.plan = plan;
    this.downtime = downtime;
    this.occasion = occasion;
  }

  /**
   * In the order of {@link Check}, a check's sites from the old server to the new one.
   *
   * @param downtime how the updates up to V8 are lived through; of no weight where there are none
   */
  public static List<DueCheck> of(
      RouteKind route, Plan plan, Downtime downtime, Occasion occasion) {
    return of(route, plan, downtime, Transport.BACKUP_AND_RESTORE, occasion);
  }

  /**
   * The same for another transport: a script may go to an older SQL Server (M1), so versions are
   * not compared then.
   */
  public static List<DueCheck> of(
      RouteKind route, Plan plan, Downtime downtime, Transport transport, Occasion occasion) {
    return all(route, plan, downtime, occasion).stream()
        .filter(due -> transport != Transport.SCRIPT || !OF_BACKUPS_VERSION.contains(due.check()))
        .toList();
  }

  private static List<DueCheck> all(
      RouteKind route, Plan plan, Downtime downtime, Occasion occasion) {
    ChecksOfRoute checks = new ChecksOfRoute(plan, downtime, occasion);
    switch (route) {
      case RELOCATION -> checks.relocation();
      case TRANSFER -> checks.transfer();
      case SQL_EXPRESS_UPDATE -> checks.sqlExpressUpdate();
    }
    return checks.due.stream()
        .sorted(Comparator.comparing(DueCheck::check).thenComparing(DueCheck::site))
        .toList();
  }

  private void relocation() {
    boolean between = downtime == Downtime.INTERMEDIATE_SERVER;
    switch (occasion) {
      case START -> {
        databasesLeave(Site.SOURCE);
        xphone(Site.SOURCE, "");
        if (between) {
          databasesArrive(Site.SOURCE, Site.INTERMEDIATE, STEP_R15A);
          xphone(Site.INTERMEDIATE, STEP_R15A);
        }
        databasesArrive(Site.SOURCE, Site.TARGET, installed());
        machine();
        filestream(ROW_2B);
        xphone(Site.TARGET, comesBeforeRow8());
        accounts(SET_BY_ROW_7, SET_BY_ROW_7A);
      }
      case COPY -> {
        databasesLeave(Site.SOURCE);
        databasesArrive(Site.SOURCE, Site.INTERMEDIATE, "");
        stoppedXphone(Site.INTERMEDIATE);
      }
      case BETWEEN_HOPS -> {
        Site updated = between ? Site.INTERMEDIATE : Site.SOURCE;
        databasesLeave(updated);
        xphone(updated, "");
      }
      case RESTORE -> {
        Site origin = between ? Site.INTERMEDIATE : Site.SOURCE;
        databasesLeave(origin);
        databasesArrive(origin, Site.TARGET, "");
        machine();
        filestream("");
        xphone(Site.TARGET, "");
        accounts("", "");
      }
    }
  }

  /** R5: no database of a V4 is taken over, so there is none to be measured or carried. */
  private void transfer() {
    String because = occasion == Occasion.START ? installed() : "";
    server(Site.TARGET, because);
    edition(Site.TARGET, because);
    machine();
    add(Check.DATABASE_CREATION, Site.TARGET, because);
    owner(Site.TARGET);
    filestream(occasion == Occasion.START ? ROW_2B : "");
    xphone(Site.TARGET, occasion == Occasion.START ? "Row 6 of the move installs it." : "");
    boolean toCome = occasion == Occasion.START;
    accounts(toCome ? SET_BY_ROW_7 : "", toCome ? SET_BY_ROW_7A : "");
  }

  private void sqlExpressUpdate() {
    databasesLeave(Site.SOURCE);
    databasesArrive(
        Site.SOURCE,
        Site.TARGET,
        occasion == Occasion.START ? "Step E4 of the update installs the new instances." : "");
    if (occasion == Occasion.RESTORE) {
      stoppedXphone(Site.TARGET);
    } else {
      xphone(Site.TARGET, "");
    }
  }

  /** What has to be so where databases are read, and backed up. */
  private void databasesLeave(Site site) {
    add(Check.SERVER_REACHABLE, site, "");
    add(Check.SERVER_VERSION, site, "It is the old server; R17 is about the new one.");
    add(Check.SYSADMIN, site, "");
    add(Check.RECOVERY_MODEL, site, "");
    add(Check.SHARE, site, "");
    add(Check.BACKUP_CERTIFICATE, site, "");
    add(Check.BACKUP_ROOM, site, "");
  }

  /** What has to be so where databases are restored. */
  private void databasesArrive(Site from, Site site, String because) {
    server(site, because);
    edition(site, because);
    add(Check.SYSADMIN, site, because);
    add(Check.DATABASE_CREATION, site, because);
    owner(site);
    arriving(Check.TARGET_NOT_OLDER, from, site, because);
    arriving(Check.EXPRESS_LIMIT, from, site, "");
    arriving(Check.RESTORE_ROOM, from, site, because);
    add(Check.SHARE, site, because);
    arriving(Check.BACKUP_CERTIFICATE, from, site, because);
    arriving(Check.COLLATION, from, site, because);
    arriving(Check.COMPATIBILITY_LEVEL, from, site, because);
    arriving(Check.ORPHANED_USERS, from, site, because);
  }

  private void server(Site site, String because) {
    add(Check.SERVER_REACHABLE, site, because);
    add(Check.SERVER_VERSION, site, because);
  }

  /** What answers at the target has the edition that it has: no row of the move changes it. */
  private void edition(Site site, String because) {
    add(Check.SERVER_EDITION, site, site == Site.TARGET ? "" : because);
  }

  /** R18 to R21: the plan says which machines there are, and the estate says so too. */
  private void machine() {
    add(Check.SERVER_MACHINE, Site.TARGET, "");
  }

  /** R27: the account is mandatory in B, C and D; in A it is the integrated Express's own. */
  private void owner(Site site) {
    if (plan != Plan.A) {
      add(Check.DATABASE_OWNER, site, "");
    }
  }

  /** R27, R28: rows 7 and 7a are the move's own, and not in plan A. */
  private void accounts(String account, String pool) {
    if (plan != Plan.A) {
      add(Check.SERVICE_ACCOUNT, Site.TARGET, account);
      add(Check.APPLICATION_POOL, Site.TARGET, pool);
    }
  }

  /** R24 row 2 (b) is not in plan A. */
  private void filestream(String because) {
    if (plan != Plan.A) {
      add(Check.FILESTREAM, Site.TARGET, because);
    }
  }

  private void xphone(Site site, String because) {
    serviceItself(site, because);
    String onlyWhileRunning =
        because.isEmpty() ? "They answer only while the XPhone service runs (F4)." : because;
    add(Check.PORTS, site, onlyWhileRunning);
    add(Check.PAGES, site, onlyWhileRunning);
  }

  /** Its step has left the service stopped (R15, E3): nothing can answer, and nothing has to. */
  private void stoppedXphone(Site site) {
    serviceItself(site, "");
  }

  private void serviceItself(Site site, String because) {
    add(Check.ATLAS_READABLE, site, because);
    add(Check.ATLAS_SERVERS, site, because);
    add(Check.SERVICE_CONTROL, site, because);
    add(Check.NAMES, site, "");
  }

  /** Who installs the new SQL Server, where the plan does it. */
  private String installed() {
    return switch (plan) {
      case A -> "Row 4 of the move installs it.";
      case B -> "Row 1 of the move installs it.";
      case C, D -> "";
    };
  }

  /** In plan D the XPhone server stays, and is there from the beginning (R21). */
  private String comesBeforeRow8() {
    return switch (plan) {
      case A, B, C -> "Rows 6 to 9 of the move bring it.";
      case D -> "";
    };
  }

  private void add(Check check, Site site, String because) {
    arriving(check, site, site, because);
  }

  private void arriving(Check check, Site from, Site site, String because) {
    due.add(
        new DueCheck(
            check, site, from, because.isEmpty() ? Verdict.FAIL : Verdict.WARNING, because));
  }
}
