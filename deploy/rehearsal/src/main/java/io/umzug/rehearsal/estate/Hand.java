package io.umzug.rehearsal.estate;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a person does in the estate, with the row of the relocation table it belongs to (R24). */
public enum Hand {
  INSTALL_SQL_SERVER("1", EnumSet.of(Plan.B)),
  INSTALL_OUTLOOK("3", EnumSet.of(Plan.A, Plan.B, Plan.C)),
  RUN_AUTORUN("4/5", EnumSet.of(Plan.A, Plan.B, Plan.C)),
  /** In plan D no row: there it is the in-place update of the server that stays (R14). */
  INSTALL_XPHONE("6", EnumSet.allOf(Plan.class)),
  SET_SERVICE_ACCOUNT("7", EnumSet.allOf(Plan.class)),
  SET_APP_POOL("7a", EnumSet.of(Plan.B, Plan.C, Plan.D)),
  RUN_WIZARD("9", EnumSet.allOf(Plan.class)),
  OPEN_ANALYTICS("9", EnumSet.allOf(Plan.class)),
  INSTALL_LICENCE("10", EnumSet.of(Plan.A, Plan.B, Plan.C)),
  APPLY_PATCHES("11", EnumSet.allOf(Plan.class)),
  FOLLOW_UP("13", EnumSet.of(Plan.A, Plan.B, Plan.C)),
  RESTART_SQL_SERVER("2", EnumSet.allOf(Plan.class)),
  GRANT_SHARE("", EnumSet.allOf(Plan.class)),
  FREE_DISK("", EnumSet.allOf(Plan.class)),
  STOP_SERVICE("", EnumSet.allOf(Plan.class)),
  RESTART_MACHINE("", EnumSet.allOf(Plan.class)),
  SWITCH_OFF_OLD("", EnumSet.of(Plan.A, Plan.B, Plan.C));

  private final String row;
  private final Set<Plan> plans;

  Hand(String row, Set<Plan> plans) {
    this.row = row;
    this.plans = plans;
  }

  /** The name in the control interface, such as {@code install-xphone}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The row of R24, empty where the hand belongs to none. */
  public String row() {
    return row;
  }

  public boolean in(Plan plan) {
    return plans.contains(plan);
  }

  public static Optional<Hand> labelled(String label) {
    return Arrays.stream(values()).filter(hand -> hand.label().equals(label)).findFirst();
  }
}
