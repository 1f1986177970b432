package io.umzug.application.preflight;

import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.worker.SqlFailures;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.DueCheck;
import io.umzug.domain.preflight.Finding;
import java.util.ArrayList;
import java.util.List;

/** A check of every SQL Server of a site, one after the other. */
final class ServerCheck implements PreflightCheck {

  /** What is to be seen of one server. */
  @FunctionalInterface
  interface Look {

    /**
     * @param server the name in the estate
     * @throws Unanswered where a server is needed that does not answer
     * @throws SqlServerFailure as the server gives it
     */
    List<Finding> at(Ground ground, DueCheck due, String server) throws Unanswered;
  }

  /** What one server is asked. */
  @FunctionalInterface
  interface Asked {

    /** Like {@link Look#at}, over a connection of its own. */
    List<Finding> of(Ground ground, DueCheck due, String server, SqlServer connection)
        throws Unanswered;
  }

  private final Check check;
  private final Look look;

  ServerCheck(Check check, Look look) {
    this.check = check;
    this.look = look;
  }

  static ServerCheck asking(Check check, Asked asked) {
    return new ServerCheck(
        check,
        (ground, due, server) ->
            ground.ask(server, connection -> asked.of(ground, due, server, connection)));
  }

  @Override
  public Check check() {
    return check;
  }

  @Override
  public List<Finding> look(Ground ground, DueCheck due) {
    List<Finding> findings = new ArrayList<>();
    for (String server : ground.servers(due.site())) {
      try {
        findings.addAll(look.at(ground, due, server));
      } catch (Unanswered unanswered) {
        findings.add(notLookedAt(check, server, unanswered));
      } catch (SqlServerFailure failure) {
        findings.add(
            Finding.fail(
                check,
                server,
                "refused",
                SqlFailures.diagnose("the preflight of " + server, failure)));
      }
    }
    return findings;
  }

  /** That the server does not answer is a finding of its own; this one only says what is open. */
  static Finding notLookedAt(Check check, String subject, Unanswered unanswered) {
    return Finding.warning(
        check,
        subject,
        "not looked at",
        "This could not be looked at, because SQL Server %s does not answer."
            .formatted(unanswered.server()),
        "Mend what keeps %s from answering, then repeat the preflight."
            .formatted(unanswered.server()));
  }
}
