package io.umzug.application.preflight;

import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.worker.SqlFailures;
import io.umzug.domain.evidence.FilestreamLevel;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Site;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.DueCheck;
import io.umzug.domain.preflight.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** R17 to R19, R22, R26, R27, R33: whether the SQL Servers answer, what they are, what we may. */
final class ServersThemselves {

  private ServersThemselves() {}

  static List<PreflightCheck> all() {
    return List.of(
        new Reachable(),
        new ServerCheck(Check.SERVER_VERSION, (ground, _, server) -> version(ground, server)),
        ServerCheck.asking(
            Check.SERVER_EDITION,
            (ground, due, server, connection) ->
                List.of(edition(ground, due.site(), server, connection.nature().express()))),
        new PlansMachine(),
        new ServerCheck(Check.SYSADMIN, (ground, _, server) -> sysadmin(ground, server)),
        ServerCheck.asking(
            Check.DATABASE_CREATION,
            (_, _, server, connection) ->
                List.of(creation(server, connection.mayCreateDatabases()))),
        ServerCheck.asking(
            Check.FILESTREAM,
            (_, _, _, connection) -> List.of(filestream(connection.filestreamLevel()))));
  }

  /** R27: every SQL Server was tried before; this tells how it went. */
  private static final class Reachable implements PreflightCheck {

    @Override
    public Check check() {
      return Check.SERVER_REACHABLE;
    }

    @Override
    public List<Finding> look(Ground ground, DueCheck due) {
      List<String> servers = ground.servers(due.site());
      return servers.isEmpty()
          ? List.of(unnamed(due.site()))
          : servers.stream().map(server -> reached(ground, server)).toList();
    }

    private static Finding unnamed(Site site) {
      String name = site.name().toLowerCase(Locale.ROOT);
      return Finding.fail(
          Check.SERVER_REACHABLE,
          name,
          "not configured",
          "The estate names no SQL Server at the %s.".formatted(name),
          "Name it with every database of the estate's configuration.");
    }

    private static Finding reached(Ground ground, String server) {
      Optional<SqlServerFailure> failure = ground.failure(server);
      return failure.isPresent()
          ? Finding.fail(
              Check.SERVER_REACHABLE,
              server,
              "no answer",
              SqlFailures.diagnose("reaching " + server, failure.get()))
          : Finding.pass(
              Check.SERVER_REACHABLE, server, "answers", "%s answers.".formatted(server));
    }
  }

  private static SqlServerFacts known(Ground ground, String server) throws Unanswered {
    return ground.facts(server).orElseThrow(() -> new Unanswered(server));
  }

  private static List<Finding> version(Ground ground, String server) throws Unanswered {
    SqlServerFacts facts = known(ground, server);
    return List.of(
        facts.isSupported()
            ? Finding.pass(
                Check.SERVER_VERSION,
                server,
                facts.version(),
                "%s runs SQL Server %s.".formatted(server, facts.version()))
            : Finding.fail(
                Check.SERVER_VERSION,
                server,
                facts.version(),
                "%s runs SQL Server %s, which is older than 2014 (%d.x)."
                    .formatted(server, facts.version(), SqlServerFacts.OLDEST_MAJOR_VERSION),
                "Take a newer SQL Server; SQL Server 2019 is recommended."));
  }

  /** R18, R19: only at the target does the plan say which edition it is. */
  private static Finding edition(Ground ground, Site site, String server, boolean express)
      throws Unanswered {
    String edition = known(ground, server).edition();
    Plan plan = ground.plan();
    if (site == Site.TARGET && plan == Plan.A && !express) {
      return Finding.fail(
          Check.SERVER_EDITION,
          server,
          edition,
          "%s is a %s, but plan A is for the integrated SQL Express.".formatted(server, edition),
          "Name the SQL Express of the XPhone server's machine as the target, or choose plan B, C or D.");
    }
    if (site == Site.TARGET && plan == Plan.B && express) {
      return Finding.fail(
          Check.SERVER_EDITION,
          server,
          edition,
          "%s is a %s, but plan B is for Standard or Enterprise.".formatted(server, edition),
          "Install Standard or Enterprise, or choose plan A.");
    }
    return !express || plan == Plan.A
        ? Finding.pass(
            Check.SERVER_EDITION,
            server,
            edition,
            "%s is a %s, which suits plan %s.".formatted(server, edition, plan))
        : Finding.warning(
            Check.SERVER_EDITION,
            server,
            edition,
            "%s is a %s: one socket, four cores, about 1 GB of cache, 10 GB of data for a database."
                .formatted(server, edition),
            "From 500 users (250 with TeamDesk) take Standard or Enterprise.");
  }

  private static List<Finding> sysadmin(Ground ground, String server) throws Unanswered {
    return List.of(
        known(ground, server).sysadmin()
            ? Finding.pass(
                Check.SYSADMIN, server, "sysadmin", "Umzug is sysadmin on %s.".formatted(server))
            : Finding.fail(
                Check.SYSADMIN,
                server,
                "not sysadmin",
                "The login that Umzug uses on %s is not sysadmin; db_owner is not enough to restore."
                    .formatted(server),
                "Make it a member of the server role sysadmin on %s for the time of the move."
                    .formatted(server)));
  }

  private static Finding creation(String server, boolean may) {
    return may
        ? Finding.pass(
            Check.DATABASE_CREATION,
            server,
            "may create",
            "Umzug may create databases on %s.".formatted(server))
        : Finding.fail(
            Check.DATABASE_CREATION,
            server,
            "may not create",
            "The login that Umzug uses on %s may not create databases.".formatted(server),
            "Grant it CREATE ANY DATABASE, or make it sysadmin, on %s.".formatted(server));
  }

  private static Finding filestream(FilestreamLevel level) {
    String server = level.server();
    String observed =
        "configured %d, effective %d".formatted(level.configured(), level.effective());
    return level.effective() > 0
        ? Finding.pass(
            Check.FILESTREAM, server, observed, "FILESTREAM is in effect on %s.".formatted(server))
        : Finding.fail(
            Check.FILESTREAM,
            server,
            observed,
            level.configured() > 0
                ? "FILESTREAM is configured on %s, but not in effect.".formatted(server)
                : "FILESTREAM is not configured on %s.".formatted(server),
            "Enable FILESTREAM for the instance in SQL Server Configuration Manager, set 'filestream access level' with sp_configure, and restart the SQL Server service of %s."
                .formatted(server));
  }
}
