package io.umzug.domain.route;

import static io.umzug.domain.route.Caution.EXPRESS_NOT_ADVISED;
import static io.umzug.domain.route.Fact.DATABASE_SIZES;
import static io.umzug.domain.route.Fact.TARGET_SQL_EDITION;
import static io.umzug.domain.route.Fact.TARGET_SQL_PLACE;
import static io.umzug.domain.route.Fact.TEAM_DESK;
import static io.umzug.domain.route.Fact.USERS;
import static io.umzug.domain.route.Fact.WANTED;

import io.umzug.domain.plan.Plan;
import java.util.List;
import java.util.Optional;

/** Whether the target's edition of SQL Server bears what comes to it (R19, R22). */
final class EditionPolicy {

  static final String WHY_SIZES =
      "A data file of SQL Express ends at %d GB.".formatted(SqlExpress.GIGABYTES);

  private EditionPolicy() {}

  /** Plan A is SQL Express, plan B is not, and C and D have what the customer has. */
  static void ofPlan(Deliberation notes, Plan plan) {
    switch (plan) {
      case A -> {
        onlyExpress(notes, TARGET_SQL_PLACE);
        users(notes);
      }
      case B -> noExpress(notes);
      case C, D -> {
        if (isExpress(notes, true)) {
          sizes(notes, TARGET_SQL_EDITION);
          users(notes);
        }
      }
    }
  }

  /** R5: of V4 no database goes, so that only the users count. */
  static void ofTransfer(Deliberation notes) {
    Optional<SqlServerPlace> place =
        notes.need(
            TARGET_SQL_PLACE,
            "The new server's SQL Express has limits that another SQL Server has not.",
            "R22");
    if (place.isEmpty()) {
      return;
    }
    if (place.get() == SqlServerPlace.INTEGRATED) {
      onlyExpress(notes, TARGET_SQL_PLACE);
      users(notes);
    } else if (isExpress(notes, false)) {
      users(notes);
    }
  }

  static void ofExpressUpdate(Deliberation notes) {
    onlyExpress(notes, WANTED);
    sizes(notes, WANTED);
    users(notes);
  }

  private static void onlyExpress(Deliberation notes, Fact<?> express) {
    notes
        .get(TARGET_SQL_EDITION)
        .filter(edition -> edition != SqlServerEdition.EXPRESS)
        .ifPresent(
            _ ->
                notes.contradiction(
                    TARGET_SQL_EDITION,
                    express,
                    "Is it the integrated SQL Express, or a Standard or Enterprise of your own?",
                    "The integrated SQL Server is a SQL Express.",
                    "R18"));
  }

  private static void noExpress(Deliberation notes) {
    if (notes.is(TARGET_SQL_EDITION, SqlServerEdition.EXPRESS)) {
      notes.contradiction(
          TARGET_SQL_EDITION,
          // With few users this very pair is plan A.
          notes.is(TARGET_SQL_PLACE, SqlServerPlace.INTEGRATED)
              ? List.of(TARGET_SQL_PLACE, USERS)
              : List.of(TARGET_SQL_PLACE),
          "Which of Standard and Enterprise is to be installed on the XPhone server?",
          "Plan B is the way with SQL Server Standard or Enterprise.",
          "R19");
    }
  }

  /** Asked for only where the answer changes something. */
  private static boolean isExpress(Deliberation notes, boolean databasesGo) {
    boolean small = !databasesGo || notes.get(DATABASE_SIZES).filter(SqlExpress::holds).isPresent();
    boolean few = notes.get(USERS).filter(count -> isFew(notes, count)).isPresent();
    if (small && few && notes.get(TARGET_SQL_EDITION).isEmpty()) {
      return false;
    }
    return notes
        .need(TARGET_SQL_EDITION, "SQL Express has limits that other editions have not.", "R22")
        .filter(edition -> edition == SqlServerEdition.EXPRESS)
        .isPresent();
  }

  private static boolean isFew(Deliberation notes, int users) {
    return users < SqlExpress.WITH_TEAM_DESK
        || (users < SqlExpress.ADVISED && notes.is(TEAM_DESK, false));
  }

  private static void sizes(Deliberation notes, Fact<?> express) {
    notes
        .need(DATABASE_SIZES, WHY_SIZES, "R22")
        .filter(sizes -> !SqlExpress.holds(sizes))
        .ifPresent(
            sizes ->
                notes.contradiction(
                    DATABASE_SIZES,
                    express,
                    "%s has %s GB. Can it be made smaller, or is another edition to hold it?"
                        .formatted(sizes.largest(), sizes.most().toPlainString()),
                    WHY_SIZES,
                    "R22"));
  }

  /** R22: from 500 users, with TeamDesk from 250, another edition is strongly advised. */
  private static void users(Deliberation notes) {
    Optional<Integer> users =
        notes.need(USERS, "For many users SQL Express is strongly advised against.", "R22");
    if (users.isEmpty()) {
      return;
    }
    int count = users.get();
    if (count >= SqlExpress.ADVISED) {
      notes.warn(
          EXPRESS_NOT_ADVISED,
          USERS,
          "From %d users, SQL Server Standard or Enterprise is strongly advised."
              .formatted(SqlExpress.ADVISED),
          "R22");
    } else if (count >= SqlExpress.WITH_TEAM_DESK) {
      byTeamDesk(notes);
    } else {
      notes.warnNot(
          EXPRESS_NOT_ADVISED,
          USERS,
          "For %d users SQL Express is enough.".formatted(count),
          "R22");
    }
  }

  private static void byTeamDesk(Deliberation notes) {
    Optional<Boolean> teamDesk =
        notes.need(
            TEAM_DESK,
            "With it, Standard or Enterprise is strongly advised from %d users."
                .formatted(SqlExpress.WITH_TEAM_DESK),
            "R22");
    if (teamDesk.isEmpty()) {
      return;
    }
    if (teamDesk.get()) {
      String sentence =
          "With TeamDesk, Standard or Enterprise is strongly advised from %d users."
              .formatted(SqlExpress.WITH_TEAM_DESK);
      notes.warn(EXPRESS_NOT_ADVISED, TEAM_DESK, sentence, "R22");
      notes.warn(EXPRESS_NOT_ADVISED, USERS, sentence, "R22");
    } else {
      String sentence =
          "Without TeamDesk, SQL Express is enough below %d users.".formatted(SqlExpress.ADVISED);
      notes.warnNot(EXPRESS_NOT_ADVISED, TEAM_DESK, sentence, "R22");
      notes.warnNot(EXPRESS_NOT_ADVISED, USERS, sentence, "R22");
    }
  }
}
