package io.umzug.application.preflight;

import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.DatabaseSetting;
import io.umzug.application.sqlserver.SqlServer.DatabaseUser;
import io.umzug.application.sqlserver.SqlServer.Nature;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.DueCheck;
import io.umzug.domain.preflight.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** M1, R25: what happens to databases that come to another SQL Server. */
final class Arrivals {

  /** Databases of a lower level are raised to it by every SQL Server since 2014. */
  private static final int LOWEST_LEVEL = 100;

  private Arrivals() {}

  static List<PreflightCheck> all() {
    return List.of(
        new ServerCheck(Check.TARGET_NOT_OLDER, Arrivals::notOlder),
        ServerCheck.asking(Check.COLLATION, Arrivals::collations),
        new ServerCheck(Check.COMPATIBILITY_LEVEL, Arrivals::levels),
        ServerCheck.asking(Check.ORPHANED_USERS, Arrivals::orphans));
  }

  /** The servers from which this one gets databases. */
  static List<String> origins(Ground ground, DueCheck due, String server) {
    return ground.databases(due.site(), server).stream()
        .map(move -> move.at(due.from()))
        .distinct()
        .toList();
  }

  private static SqlServerFacts facts(Ground ground, String server) throws Unanswered {
    return ground.facts(server).orElseThrow(() -> new Unanswered(server));
  }

  /** M1: a backup of a newer SQL Server cannot be restored on an older one. */
  private static List<Finding> notOlder(Ground ground, DueCheck due, String server)
      throws Unanswered {
    List<Finding> findings = new ArrayList<>();
    SqlServerFacts target = facts(ground, server);
    for (String origin : origins(ground, due, server)) {
      SqlServerFacts source = facts(ground, origin);
      String subject = "%s to %s".formatted(origin, server);
      String observed = "%s to %s".formatted(source.version(), target.version());
      findings.add(
          target.majorVersion() >= source.majorVersion()
              ? Finding.pass(
                  Check.TARGET_NOT_OLDER,
                  subject,
                  observed,
                  "A backup of %s can be restored on %s.".formatted(origin, server))
              : Finding.fail(
                  Check.TARGET_NOT_OLDER,
                  subject,
                  observed,
                  "%s runs SQL Server %s, which is older than the %s of %s: its backups cannot be restored there."
                      .formatted(server, target.version(), source.version(), origin),
                  "Take a SQL Server that is not older than the old one, or move the databases by script (M2 to M5)."));
    }
    return findings;
  }

  private static List<Finding> collations(
      Ground ground, DueCheck due, String server, SqlServer connection) throws Unanswered {
    List<Finding> findings = new ArrayList<>();
    String target = connection.nature().collation();
    for (String origin : origins(ground, due, server)) {
      Nature source = ground.ask(origin, SqlServer::nature);
      String subject = "%s to %s".formatted(origin, server);
      findings.add(
          source.collation().equalsIgnoreCase(target)
              ? Finding.pass(
                  Check.COLLATION,
                  subject,
                  target,
                  "%s and %s both have the collation %s.".formatted(origin, server, target))
              : Finding.warning(
                  Check.COLLATION,
                  subject,
                  "%s to %s".formatted(source.collation(), target),
                  "The collation of %s is %s, that of %s is %s. The databases keep theirs, by backup and by script, but temporary tables get the server's, and comparing both may fail."
                      .formatted(origin, source.collation(), server, target),
                  "Ask the vendor, or set the new instance up with the old one's collation while it is empty."));
    }
    return findings;
  }

  private static List<Finding> levels(Ground ground, DueCheck due, String server)
      throws Unanswered {
    List<Finding> findings = new ArrayList<>();
    int highest = facts(ground, server).compatibilityLevel();
    for (DatabaseMove move : ground.databases(due.site(), server)) {
      Optional<DatabaseSetting> setting =
          ground.ask(move.at(due.from()), origin -> origin.setting(move.database()));
      setting
          .map(found -> level(move, server, found.compatibilityLevel(), highest))
          .ifPresent(findings::add);
    }
    return findings;
  }

  private static Finding level(DatabaseMove move, String server, int level, int highest) {
    String subject = DatabasesThemselves.subject(move, server);
    String observed = Integer.toString(level);
    if (level > highest) {
      return Finding.fail(
          Check.COMPATIBILITY_LEVEL,
          subject,
          observed,
          "%s has the compatibility level %d; %s knows none above %d."
              .formatted(move.database(), level, server, highest),
          "Take a SQL Server that is not older than the old one, or move the database by script (M2 to M5).");
    }
    return level < LOWEST_LEVEL
        ? Finding.warning(
            Check.COMPATIBILITY_LEVEL,
            subject,
            observed,
            "%s has the compatibility level %d; %s raises it to %d at the restore."
                .formatted(move.database(), level, server, LOWEST_LEVEL),
            "Nothing has to be done; know it when a query behaves differently afterwards.")
        : Finding.pass(
            Check.COMPATIBILITY_LEVEL,
            subject,
            observed,
            "%s keeps its compatibility level %d.".formatted(move.database(), level));
  }

  /** R25: users come along in the backup, logins stay behind. */
  private static List<Finding> orphans(
      Ground ground, DueCheck due, String server, SqlServer connection) throws Unanswered {
    List<Finding> findings = new ArrayList<>();
    Set<String> logins = connection.loginSids();
    for (DatabaseMove move : ground.databases(due.site(), server)) {
      List<DatabaseUser> users =
          ground.ask(
              move.at(due.from()),
              origin ->
                  origin.setting(move.database()).isPresent()
                      ? origin.users(move.database())
                      : List.of());
      findings.add(orphans(move, server, logins, users));
    }
    return findings;
  }

  private static Finding orphans(
      DatabaseMove move, String server, Set<String> logins, List<DatabaseUser> users) {
    List<DatabaseUser> orphaned =
        users.stream().filter(user -> !logins.contains(user.sid())).toList();
    String subject = DatabasesThemselves.subject(move, server);
    if (orphaned.isEmpty()) {
      return Finding.pass(
          Check.ORPHANED_USERS,
          subject,
          "none",
          "Every user of %s has a login on %s.".formatted(move.database(), server));
    }
    String names = String.join(", ", orphaned.stream().map(DatabaseUser::name).toList());
    boolean windows = orphaned.stream().anyMatch(DatabaseUser::windows);
    return Finding.warning(
        Check.ORPHANED_USERS,
        subject,
        names,
        "These users of %s have no login on %s and will be orphaned by the restore: %s."
            .formatted(move.database(), server, names),
        "Create the logins that are still needed on %s%s. The service account's own login and user are made by the move where Umzug grants db_owner."
            .formatted(
                server,
                windows
                    ? "; a Windows account may also come in by a group that has a login"
                    : "; a SQL login needs the same SID, or ALTER USER … WITH LOGIN afterwards"));
  }
}
