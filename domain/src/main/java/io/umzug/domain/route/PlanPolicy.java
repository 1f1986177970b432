package io.umzug.domain.route;

import static io.umzug.domain.route.Fact.DATABASE_SIZES;
import static io.umzug.domain.route.Fact.ONLY_DATABASES_MOVE;
import static io.umzug.domain.route.Fact.SAME_MACHINE;
import static io.umzug.domain.route.Fact.SOURCE_SQL_PLACE;
import static io.umzug.domain.route.Fact.TARGET_SQL_PLACE;
import static io.umzug.domain.route.Fact.USERS;

import io.umzug.domain.plan.Plan;
import io.umzug.domain.route.Outcome.ByPlan;
import java.util.Optional;

/** By which column of R24 a server is relocated. */
final class PlanPolicy {

  private PlanPolicy() {}

  static Optional<Plan> plan(Deliberation notes) {
    Optional<Boolean> onlyDatabases = onlyDatabasesMove(notes);
    if (onlyDatabases.isEmpty()) {
      return Optional.empty();
    }
    Optional<Plan> plan =
        onlyDatabases.get() ? databasesToExternalSqlServer(notes) : byPlaceOfSqlServer(notes);
    if (!onlyDatabases.get()) {
      plan.ifPresent(
          chosen ->
              notes.because(
                  new ByPlan(chosen),
                  notes.get(ONLY_DATABASES_MOVE).isPresent() ? ONLY_DATABASES_MOVE : SAME_MACHINE,
                  "The XPhone server moves as well.",
                  "R16",
                  "R21"));
    }
    return plan;
  }

  /** Plan A, B or C, whichever. */
  static boolean serverMoves(Deliberation notes) {
    return notes.get(ONLY_DATABASES_MOVE).isEmpty()
        ? notes.is(SAME_MACHINE, false)
        : notes.is(ONLY_DATABASES_MOVE, false);
  }

  /** Where the XPhone server goes to another machine, it is not only the databases that move. */
  private static Optional<Boolean> onlyDatabasesMove(Deliberation notes) {
    if (notes.get(ONLY_DATABASES_MOVE).isEmpty() && notes.is(SAME_MACHINE, false)) {
      return Optional.of(false);
    }
    return notes.need(
        ONLY_DATABASES_MOVE, "It tells plan D from the plans A, B and C.", "R18", "R21");
  }

  /** R21: only the databases move, to an existing external SQL Server. */
  private static Optional<Plan> databasesToExternalSqlServer(Deliberation notes) {
    if (notes.get(TARGET_SQL_PLACE).filter(p -> p != SqlServerPlace.OWN_MACHINE).isPresent()) {
      notes.contradiction(
          TARGET_SQL_PLACE,
          ONLY_DATABASES_MOVE,
          "To which SQL Server on another machine do the databases move?",
          "Where only the databases move, they go from the XPhone server to an existing external"
              + " SQL Server.",
          "R21");
    }
    if (notes.is(SOURCE_SQL_PLACE, SqlServerPlace.OWN_MACHINE)) {
      notes.contradiction(
          SOURCE_SQL_PLACE,
          ONLY_DATABASES_MOVE,
          "The databases lie on an external SQL Server already. What is to move?",
          "Plan D takes the databases away from the XPhone server.",
          "R21");
    }
    notes.because(
        new ByPlan(Plan.D),
        ONLY_DATABASES_MOVE,
        "Only the databases move, to an external SQL Server; the XPhone server stays.",
        "R21");
    return Optional.of(Plan.D);
  }

  private static Optional<Plan> byPlaceOfSqlServer(Deliberation notes) {
    return notes
        .need(TARGET_SQL_PLACE, "It tells the plans A, B and C apart.", "R18", "R19", "R20")
        .flatMap(
            place ->
                switch (place) {
                  case OWN_MACHINE ->
                      because(
                          notes,
                          Plan.C,
                          "XPhone server and SQL Server are to be on separate machines.",
                          "R20");
                  case ON_XPHONE_SERVER ->
                      because(
                          notes,
                          Plan.B,
                          "A SQL Server Standard or Enterprise is to be on the XPhone server.",
                          "R19");
                  case INTEGRATED -> expressWhereItIsEnough(notes);
                });
  }

  private static Optional<Plan> because(
      Deliberation notes, Plan plan, String sentence, String rule) {
    notes.because(new ByPlan(plan), TARGET_SQL_PLACE, sentence, rule);
    return Optional.of(plan);
  }

  /** R18, R19, R22: plan A unless there are too many users for it, or a database is too large. */
  private static Optional<Plan> expressWhereItIsEnough(Deliberation notes) {
    Optional<Integer> users = notes.get(USERS);
    Optional<DatabaseSizes> sizes = notes.get(DATABASE_SIZES);
    boolean tooMany = users.filter(count -> count > SqlExpress.MOST_USERS).isPresent();
    boolean tooLarge = sizes.filter(known -> !SqlExpress.holds(known)).isPresent();
    if (tooMany) {
      notes.because(
          new ByPlan(Plan.B),
          USERS,
          "%d users are more than %d: Standard or Enterprise instead of the integrated SQL Express."
              .formatted(users.orElseThrow(), SqlExpress.MOST_USERS),
          "R19");
    }
    if (tooLarge) {
      notes.because(
          new ByPlan(Plan.B),
          DATABASE_SIZES,
          "%s has %s GB; a database of SQL Express ends at %d GB."
              .formatted(
                  sizes.orElseThrow().largest(),
                  sizes.orElseThrow().most().toPlainString(),
                  SqlExpress.GIGABYTES),
          "R22");
    }
    if (tooMany || tooLarge) {
      return Optional.of(Plan.B);
    }
    notes.need(USERS, "Plan A is for up to %d users.".formatted(SqlExpress.MOST_USERS), "R19");
    notes.need(DATABASE_SIZES, EditionPolicy.WHY_SIZES, "R22");
    if (users.isEmpty() || sizes.isEmpty()) {
      return Optional.empty();
    }
    planA(notes, users.get(), sizes.get());
    return Optional.of(Plan.A);
  }

  private static void planA(Deliberation notes, int users, DatabaseSizes sizes) {
    ByPlan planA = new ByPlan(Plan.A);
    notes.because(
        planA,
        TARGET_SQL_PLACE,
        "No external SQL Server is wanted: the integrated SQL Express is the default.",
        "R18");
    notes.because(
        planA,
        USERS,
        "%d users are not more than %d.".formatted(users, SqlExpress.MOST_USERS),
        "R18",
        "R19");
    notes.because(
        planA,
        DATABASE_SIZES,
        "The largest database, %s, has %s GB; SQL Express holds %d GB in each."
            .formatted(sizes.largest(), sizes.most().toPlainString(), SqlExpress.GIGABYTES),
        "R22");
  }
}
