package io.umzug.rehearsal.estate;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a person does in the estate, with the row of the relocation table (R24) or the rule it
 * belongs to, and the plans and routes it occurs in.
 */
public enum Hand {
  /** In place of the vendor's program, for its databases alone; done anew each time. */
  BACKUP_BY_BACKUP_MANAGER("R23", Plans.ALL, Routes.OF_CONNECT),
  INSTALL_SQL_SERVER("1", EnumSet.of(Plan.B), Routes.TO_NEW),
  INSTALL_OUTLOOK("3", Plans.NEW_MACHINE, Routes.TO_NEW),
  RUN_AUTORUN("4/5", Plans.NEW_MACHINE, Routes.TO_NEW),
  /** In plan D no row: there it is the in-place update of the server that stays (R14). */
  INSTALL_XPHONE("6", Plans.ALL, Routes.TO_NEW),
  SET_SERVICE_ACCOUNT("7", Plans.ALL, Routes.TO_NEW),
  SET_APP_POOL("7a", EnumSet.of(Plan.B, Plan.C, Plan.D), Routes.TO_NEW),
  RUN_WIZARD("9", Plans.ALL, Routes.ALL),
  OPEN_ANALYTICS("9", Plans.ALL, Routes.ALL),
  INSTALL_LICENCE("10", Plans.NEW_MACHINE, Routes.TO_NEW),
  APPLY_PATCHES("11", Plans.ALL, Routes.ALL),
  /** Like the backup, done anew each time: what was restored may have been changed since. */
  RESTORE_BY_BACKUP_MANAGER("12", Plans.ALL, Routes.OF_CONNECT),
  FOLLOW_UP("13", Plans.NEW_MACHINE, Routes.ALL),
  RESTART_SQL_SERVER("2", Plans.ALL, Routes.ALL),
  GRANT_SHARE("", Plans.ALL, Routes.ALL),
  FREE_DISK("", Plans.ALL, Routes.ALL),
  STOP_SERVICE("", Plans.ALL, Routes.ALL),
  RESTART_MACHINE("", Plans.ALL, Routes.ALL),
  SWITCH_OFF_OLD("", Plans.NEW_MACHINE, Routes.TO_NEW),

  UPDATE_XPHONE("R9", Plans.ALL, Routes.WITH_UPDATES),
  /** What a rollback asks of a person: the software of an earlier version is there again. */
  PUT_BACK_SOFTWARE("R10", Plans.ALL, Routes.OF_CONNECT),
  TAKE_VM_SNAPSHOT("R11", Plans.ALL, Routes.ALL),
  TEST_CLIENT("R13", Plans.ALL, Routes.OF_CONNECT),
  SET_UP_INTERMEDIATE("R15", Plans.ALL, Routes.WITH_UPDATES),
  DELETE_INTERMEDIATE("R15", Plans.ALL, Routes.WITH_UPDATES),

  /** Within the installed version: the databases' tables stay as they are. */
  INSTALL_NEWEST_RELEASE("E1", Plans.ALL, EnumSet.of(Route.SQL_EXPRESS)),
  RUN_BATCH_FILES("E4", Plans.ALL, EnumSet.of(Route.SQL_EXPRESS)),
  UNINSTALL_OLD_INSTANCES("E7", Plans.ALL, EnumSet.of(Route.SQL_EXPRESS)),

  UPDATE_V4("R1", Plans.ALL, EnumSet.of(Route.V4)),
  UPDATE_MIGRATIONS_MANAGER("R2", Plans.ALL, EnumSet.of(Route.V4)),
  EXPORT_V4("R6", Plans.ALL, EnumSet.of(Route.V4)),
  IMPORT_V4("R6", Plans.ALL, EnumSet.of(Route.V4)),
  REQUEST_LICENCE("R8", Plans.ALL, EnumSet.of(Route.V4));

  private static final class Plans {
    private static final Set<Plan> ALL = EnumSet.allOf(Plan.class);
    private static final Set<Plan> NEW_MACHINE = EnumSet.of(Plan.A, Plan.B, Plan.C);
  }

  private static final class Routes {
    private static final Set<Route> ALL = EnumSet.allOf(Route.class);
    private static final Set<Route> WITH_UPDATES = EnumSet.of(Route.V5, Route.V6, Route.V7);

    /** Those that R24's table is gone by. */
    private static final Set<Route> TO_NEW = EnumSet.range(Route.V4, Route.V8);

    /** Those that begin with an XPhone Connect server. */
    private static final Set<Route> OF_CONNECT = EnumSet.range(Route.V5, Route.SQL_EXPRESS);
  }

  private final String row;
  private final Set<Plan> plans;
  private final Set<Route> routes;

  Hand(String row, Set<Plan> plans, Set<Route> routes) {
    this.row = row;
    this.plans = plans;
    this.routes = routes;
  }

  /** The name in the control interface, such as {@code install-xphone}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The row of R24 or the rule, empty where the hand belongs to none. */
  public String row() {
    return row;
  }

  public boolean in(Layout layout) {
    return plans.contains(layout.plan()) && routes.contains(layout.route());
  }

  public boolean in(Plan plan) {
    return in(Layout.of(plan));
  }

  public static Optional<Hand> labelled(String label) {
    return Arrays.stream(values()).filter(hand -> hand.label().equals(label)).findFirst();
  }
}
