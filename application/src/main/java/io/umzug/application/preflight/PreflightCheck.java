package io.umzug.application.preflight;

import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.DueCheck;
import io.umzug.domain.preflight.Finding;
import java.util.List;

/** Looks at one thing; changes nothing. */
interface PreflightCheck {

  Check check();

  /**
   * One finding for each subject. What it throws becomes a finding too, so it throws what it does
   * not understand.
   */
  List<Finding> look(Ground ground, DueCheck due) throws Exception;
}
