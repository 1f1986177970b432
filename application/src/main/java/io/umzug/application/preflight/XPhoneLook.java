package io.umzug.application.preflight;

import io.umzug.application.estate.Estate;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Site;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.DueCheck;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.Verdict;
import java.util.List;
import java.util.Map;

/**
 * The checks of the XPhone servers, for those who ask outside of a preflight (U1, U2, F4, R30, R34
 * to R36).
 */
public final class XPhoneLook {

  private final Preflight.Ports ports;

  public XPhoneLook(Preflight.Ports ports) {
    this.ports = ports;
  }

  /**
   * What a check finds at the XPhone server of a site.
   *
   * @param check one that asks no SQL Server
   */
  public List<Finding> at(Estate estate, Site site, Check check) throws Exception {
    Ground ground =
        new Ground(
            estate,
            new PreflightQuestion(estate.route(), Plan.C, Downtime.IN_PLACE, Occasion.START),
            ports.servers(),
            new Answers(Map.of(), Map.of()));
    DueCheck due = new DueCheck(check, site, site, Verdict.FAIL, "");
    for (PreflightCheck each :
        new XPhoneServers(ports.atlas(), ports.control(), new XPhoneNetwork(ports.network()))
            .all()) {
      if (each.check() == check) {
        return each.look(ground, due);
      }
    }
    throw new IllegalArgumentException(check + " is none of an XPhone server's checks");
  }
}
