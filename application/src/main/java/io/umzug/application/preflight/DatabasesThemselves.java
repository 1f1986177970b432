package io.umzug.application.preflight;

import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServer.DatabaseSetting;
import io.umzug.application.sqlserver.SqlServer.DatabaseState;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.DueCheck;
import io.umzug.domain.preflight.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** R25, F3: the databases where they are. */
final class DatabasesThemselves {

  private static final String RECOMMENDED = "SIMPLE";

  private DatabasesThemselves() {}

  static List<PreflightCheck> all() {
    return List.of(
        ServerCheck.asking(Check.DATABASE_OWNER, DatabasesThemselves::owners),
        ServerCheck.asking(Check.RECOVERY_MODEL, DatabasesThemselves::recoveryModels));
  }

  static String subject(DatabaseMove move, String server) {
    return move.database() + " on " + server;
  }

  /** R25: where a database is not there yet, row 2 creates it and grants it. */
  private static List<Finding> owners(
      Ground ground, DueCheck due, String server, SqlServer connection) {
    if (!ground.estate().has(due.site())) {
      return List.of();
    }
    String account = ground.estate().at(due.site()).xphone().serviceAccount();
    List<Finding> findings = new ArrayList<>();
    for (DatabaseMove move : ground.databases(due.site(), server)) {
      Optional<DatabaseState> state = connection.database(move.database());
      if (state.isPresent()) {
        findings.add(
            state.get().isOnline()
                ? owner(
                    subject(move, server),
                    account,
                    connection.isDatabaseOwner(move.database(), account))
                : closed(subject(move, server), state.get()));
      }
    }
    return findings.isEmpty()
        ? List.of(
            Finding.pass(
                Check.DATABASE_OWNER,
                server,
                "no database yet",
                "None of the databases is on %s yet.".formatted(server)))
        : findings;
  }

  private static Finding owner(String subject, String account, boolean isOwner) {
    return isOwner
        ? Finding.pass(
            Check.DATABASE_OWNER,
            subject,
            account,
            "%s is db_owner of %s.".formatted(account, subject))
        : Finding.fail(
            Check.DATABASE_OWNER,
            subject,
            "not " + account,
            "The XPhone service account %s is not db_owner of %s.".formatted(account, subject),
            "Make %s a user of the database and a member of its role db_owner.".formatted(account));
  }

  private static Finding closed(String subject, DatabaseState state) {
    return Finding.fail(
        Check.DATABASE_OWNER,
        subject,
        state.state(),
        "%s is %s, so nobody can use it.".formatted(subject, state.state()),
        "Bring it online, restore it to the end, or drop it where nothing in it is needed.");
  }

  private static List<Finding> recoveryModels(
      Ground ground, DueCheck due, String server, SqlServer connection) {
    List<Finding> findings = new ArrayList<>();
    for (DatabaseMove move : ground.databases(due.site(), server)) {
      connection
          .setting(move.database())
          .map(setting -> recoveryModel(subject(move, server), setting))
          .ifPresentOrElse(findings::add, () -> findings.add(missing(move, server)));
    }
    return findings;
  }

  private static Finding missing(DatabaseMove move, String server) {
    return Finding.fail(
        Check.RECOVERY_MODEL,
        subject(move, server),
        "not there",
        "There is no database %s on %s, so nothing can be moved."
            .formatted(move.database(), server),
        "Correct the databases in the estate's configuration.");
  }

  private static Finding recoveryModel(String subject, DatabaseSetting setting) {
    String model = setting.recoveryModel();
    return model.equals(RECOMMENDED)
        ? Finding.pass(
            Check.RECOVERY_MODEL,
            subject,
            model,
            "The recovery model of %s is Simple.".formatted(subject))
        : Finding.warning(
            Check.RECOVERY_MODEL,
            subject,
            model,
            "The recovery model of %s is %s; its log grows until somebody backs it up."
                .formatted(subject, model),
            "Set it to SIMPLE unless log backups are made on purpose. After the restore Umzug sets it so on the new server.");
  }
}
