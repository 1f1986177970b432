package io.umzug.infrastructure.web;

import io.umzug.application.migration.LossStatement;
import io.umzug.domain.evidence.DatabaseBackup;
import io.umzug.domain.evidence.KeptFile;
import io.umzug.domain.evidence.OverwriteEntry;
import io.umzug.domain.migration.RollbackPlan;
import io.umzug.domain.plan.Site;
import io.umzug.infrastructure.web.TextPage.Ink;
import java.util.Locale;

/** What a move can be asked for beside its board, as plain text. */
final class MoveText {

  private static final long KIB = 1024;

  private MoveText() {}

  static String rollback(RollbackPlan plan, TextStyle style) {
    TextPage page = new TextPage(style);
    page.line(
        Ink.STRONG,
        "Back to %s: %s, %s"
            .formatted(
                plan.snapshot().id(), plan.snapshot().version(), word(plan.snapshot().site())));
    for (RollbackPlan.Part part : plan.parts()) {
      page.wrapped(
          Ink.PLAIN,
          "  - ",
          switch (part.task()) {
            case STOP_SERVICE -> "stop the XPhone service at the %s".formatted(word(part.site()));
            case CONFIRM_BY_HAND ->
                "by hand: put the software at the %s back from %s to %s"
                    .formatted(word(part.site()), plan.versionNow(), plan.version());
            case RESTORE_SNAPSHOT -> "restore databases and put files back";
            case RUN_SERVICE -> "start the XPhone service at the %s".formatted(word(part.site()));
            default -> part.task().name().toLowerCase(Locale.ROOT).replace('_', ' ');
          });
    }
    for (DatabaseBackup backup : plan.databases()) {
      page.wrapped(
          Ink.PLAIN,
          "    ",
          "%s on %s is OVERWRITTEN with %s"
              .formatted(backup.database(), backup.server(), String.join(", ", backup.files())));
    }
    for (KeptFile file : plan.files()) {
      page.wrapped(Ink.PLAIN, "    ", "%s is put back".formatted(file.path()));
    }
    if (plan.databases().isEmpty()) {
      page.wrapped(
          Ink.PLAIN, "    ", "no database of this snapshot was touched since, so none is restored");
    }
    return page.toString();
  }

  static String lossStatement(LossStatement statement, TextStyle style) {
    TextPage page = new TextPage(style);
    page.line(Ink.STRONG, "Loss statement (R5, R6)");
    page.wrapped(
        Ink.PLAIN,
        "Accepted by %s, %s: "
            .formatted(statement.acceptance().person(), statement.acceptance().at()),
        statement.acceptance().statement());
    page.line(Ink.STRONG, "Carried over:");
    for (LossStatement.Moved moved : statement.moved()) {
      page.wrapped(
          Ink.GOOD,
          "  %-4s ".formatted(moved.label()),
          "%d  %s%s"
              .formatted(
                  moved.count(),
                  moved.what(),
                  moved.note().isEmpty() ? "" : " (" + moved.note() + ")"));
    }
    if (statement.usersInCsv() != null) {
      page.wrapped(Ink.PLAIN, "  R7   ", statement.usersInCsv() + " users in the checked CSV");
    }
    page.line(Ink.STRONG, "Lost:");
    statement.lost().forEach(lost -> page.wrapped(Ink.BAD, "  - ", lost));
    return page.toString();
  }

  /** R33: one database at the target, as it is before the restore. */
  static String ledger(OverwriteEntry entry) {
    return entry.exists()
        ? "%s on %s: %d KB, %d tables, %d rows, %s"
            .formatted(
                entry.database(),
                entry.server(),
                (entry.bytes() + KIB - 1) / KIB,
                entry.tables(),
                entry.rows(),
                entry.lastWrite().isEmpty() ? "no write known" : "last write " + entry.lastWrite())
        : "%s on %s: not there".formatted(entry.database(), entry.server());
  }

  static String word(Site site) {
    return switch (site) {
      case SOURCE -> "old server";
      case INTERMEDIATE -> "intermediate server";
      case TARGET -> "new server";
    };
  }
}
