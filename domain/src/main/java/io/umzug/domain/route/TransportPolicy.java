package io.umzug.domain.route;

import static io.umzug.domain.route.Fact.BACKUP_BY;
import static io.umzug.domain.route.Fact.SOURCE_SQL_VERSION;
import static io.umzug.domain.route.Fact.TARGET_SQL_VERSION;
import static io.umzug.domain.route.Fact.WANTED;

import io.umzug.domain.plan.Transport;
import io.umzug.domain.route.Outcome.ByTransport;
import java.util.Optional;

/** How the rows get to their new SQL Server (M1, R24 row 12), and which it may be (R17). */
final class TransportPolicy {

  private TransportPolicy() {}

  static Optional<Transport> transport(Deliberation notes) {
    Optional<SqlServerRelease> source =
        notes.need(SOURCE_SQL_VERSION, "A backup cannot be restored on an older SQL Server.", "M1");
    Optional<SqlServerRelease> target =
        notes.need(
            TARGET_SQL_VERSION,
            "A backup cannot be restored on an older SQL Server, and one older than 2014 is too"
                + " old.",
            "M1",
            "R17");
    target.ifPresent(release -> recommended(notes, release));
    if (source.isEmpty() || target.isEmpty()) {
      return Optional.empty();
    }
    boolean older = target.get().isOlderThan(source.get());
    ByTransport transport =
        new ByTransport(older ? Transport.SCRIPT : Transport.BACKUP_AND_RESTORE);
    String sentence =
        "From SQL Server %s to %s: %s."
            .formatted(
                source.get().label(),
                target.get().label(),
                older ? "the target is the older one" : "the target is not older");
    String rule = older ? "M1" : "R24";
    notes.because(transport, TARGET_SQL_VERSION, sentence, rule);
    notes.because(transport, SOURCE_SQL_VERSION, sentence, rule);
    if (older) {
      notes.warn(
          Caution.NO_RESTORE_THERE,
          TARGET_SQL_VERSION,
          "No backup can be restored there: each database goes as a script with schema and data.",
          "M1",
          "M2");
    }
    return Optional.of(transport.transport());
  }

  private static void recommended(Deliberation notes, SqlServerRelease target) {
    if (target.isOlderThan(SqlServerRelease.OLDEST)) {
      notes.contradiction(
          TARGET_SQL_VERSION,
          WANTED,
          "SQL Server %s is too old for V9. Which one from %s on is it to be?"
              .formatted(target.label(), SqlServerRelease.OLDEST.label()),
          "External SQL Servers are at least %s.".formatted(SqlServerRelease.OLDEST.label()),
          "R17");
    } else if (target == SqlServerRelease.RECOMMENDED) {
      notes.warnNot(
          Caution.SQL_SERVER_NOT_RECOMMENDED,
          TARGET_SQL_VERSION,
          "SQL Server 2019 on Windows Server 2022 is what is recommended.",
          "R17");
    } else {
      notes.warn(
          Caution.SQL_SERVER_NOT_RECOMMENDED,
          TARGET_SQL_VERSION,
          "Recommended is SQL Server 2019 on Windows Server 2022, not SQL Server %s."
              .formatted(target.label()),
          "R17");
    }
  }

  /** E5: the new instances are of SQL Server 2019; the old ones must be older. */
  static void ofExpressUpdate(Deliberation notes) {
    notes
        .need(SOURCE_SQL_VERSION, "The update brings SQL Server 2019.", "E5")
        .filter(source -> !source.isOlderThan(SqlServerRelease.RECOMMENDED))
        .ifPresent(
            source ->
                notes.contradiction(
                    SOURCE_SQL_VERSION,
                    WANTED,
                    "SQL Server %s is in use already. What is to be updated?"
                        .formatted(source.label()),
                    "The update brings SQL Server 2019, which is not newer.",
                    "E5",
                    "M1"));
    notes
        .get(TARGET_SQL_VERSION)
        .filter(target -> target != SqlServerRelease.RECOMMENDED)
        .ifPresent(
            target ->
                notes.contradiction(
                    TARGET_SQL_VERSION,
                    WANTED,
                    "Is SQL Server %s wanted, or what the update brings?".formatted(target.label()),
                    "The update's new instances are of SQL Server 2019.",
                    "E5"));
  }

  /** R23, E2: the complete backup is made with the Backup-Manager, whoever moves the databases. */
  static void backup(Deliberation notes, String rule) {
    notes
        .get(BACKUP_BY)
        .ifPresent(
            by -> {
              switch (by) {
                case UMZUG ->
                    notes.warn(
                        Caution.BACKUP_MANAGER_TOO,
                        BACKUP_BY,
                        "Umzug backs up the databases alone: make the complete backup with the"
                            + " Backup-Manager as well.",
                        rule);
                case BACKUP_MANAGER ->
                    notes.warnNot(
                        Caution.BACKUP_MANAGER_TOO,
                        BACKUP_BY,
                        "The Backup-Manager makes the complete backup.",
                        rule);
              }
            });
  }
}
