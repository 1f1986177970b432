package io.umzug.rehearsal.director;

import io.umzug.rehearsal.estate.EstateClient;
import io.umzug.rehearsal.estate.EstateStatus;
import io.umzug.rehearsal.estate.EstateStatus.SqlServerStatus;
import io.umzug.rehearsal.estate.Hand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Does in the estate what a diagnosis asks of the operator before the retry. */
final class Mending {

  private Mending() {}

  /**
   * @param host on which the step worked that has failed
   * @return what was done, in words; empty where a retry alone is the remedy
   */
  static List<String> mend(EstateClient estate, List<String> rules, String host) {
    List<String> done = new ArrayList<>();
    EstateStatus status = estate.state();
    if (rules.contains("R26")) {
      for (SqlServerStatus server : status.sqlServers()) {
        if (server.installed()) {
          done.add(estate.perform(Hand.RESTART_SQL_SERVER, Map.of("server", server.name())).text());
        }
      }
    }
    if (rules.contains("F4")) {
      done.add(estate.perform(Hand.STOP_SERVICE, Map.of("host", host)).text());
    }
    if (rules.contains("B3") && isArmed(status, "share-denied")) {
      done.add(estate.perform(Hand.GRANT_SHARE).text());
    }
    if (rules.contains("B2") && isArmed(status, "disk-full")) {
      done.add(estate.perform(Hand.FREE_DISK).text());
    }
    return done;
  }

  private static boolean isArmed(EstateStatus status, String fault) {
    return status.faults().stream().anyMatch(armed -> armed.startsWith(fault));
  }
}
