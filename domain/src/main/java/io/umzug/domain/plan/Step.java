package io.umzug.domain.plan;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every step of a relocation, under the label by which the operator and the document know it: the
 * number of the row in R24, or the rule where no row exists.
 */
public enum Step {
  /** The complete backup before everything (R23). */
  BACKUP("R23"),
  INSTALL_SQL_SERVER("1"),
  PREPARE_DATABASES("2"),
  INSTALL_OUTLOOK("3"),
  AUTORUN_WITH_SQL_EXPRESS("4"),
  AUTORUN_WITHOUT_SQL_SERVER("5"),
  INSTALL_XPHONE_SERVER("6"),
  SET_SERVICE_ACCOUNT("7"),
  SET_ANALYTICS_APP_POOL("7a"),
  ADAPT_ATLAS("8"),
  START_SERVICE("9"),
  ENTER_LICENCES("10"),
  APPLY_PATCHES("11"),
  RESTORE("12"),
  /** After a version change the new system is restarted once (R12). */
  RESTART("R12"),
  FOLLOW_UP("13"),
  /** The old server is switched off, the new one goes live (R16). */
  CUT_OVER("R16");

  private final String label;

  Step(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** The step with this label, in any case of letters. */
  public static Optional<Step> labelled(String label) {
    return Arrays.stream(values()).filter(step -> step.label.equalsIgnoreCase(label)).findFirst();
  }
}
