package io.umzug.domain.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.route.Compilation.Advice;
import io.umzug.domain.route.Compilation.Unclear;
import io.umzug.domain.route.Outcome.Asked;
import io.umzug.domain.route.Outcome.ByPlan;
import io.umzug.domain.route.Outcome.ByRoute;
import io.umzug.domain.route.Outcome.ByTransport;
import io.umzug.domain.route.Outcome.OverVersions;
import io.umzug.domain.route.Outcome.WithCaution;
import io.umzug.domain.route.Outcome.WithDowntime;
import io.umzug.domain.route.Outcome.WithRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What must hold whatever is known about a move. */
class RouteCompilerPropertyTest {

  private static final long SEED = 20261124;

  private static int advised(
      int times, Function<Random, MoveFacts> facts, BiConsumer<MoveFacts, Advice> holds) {
    Random random = new Random(SEED);
    int advised = 0;
    for (int i = 0; i < times; i++) {
      MoveFacts move = facts.apply(random);
      try {
        switch (RouteCompiler.compile(move)) {
          case Advice advice -> {
            advised++;
            holds.accept(move, advice);
          }
          case Unclear unclear -> assertThat(unclear.questions()).isNotEmpty();
        }
      } catch (RuntimeException | AssertionError e) {
        fail("seed %d, facts %d: %s".formatted(SEED, i, move), e);
      }
    }
    return advised;
  }

  @Test
  void any_facts_come_to_advice_or_to_questions() {
    for (double unknown : List.of(0.0, 0.1, 0.3, 0.6, 0.9)) {
      advised(1000, random -> Moves.random(random, unknown), (_, _) -> {});
    }
  }

  @Test
  void an_advice_keeps_to_the_rules() {
    assertThat(advised(400, Moves::variation, RouteCompilerPropertyTest::keepsToTheRules))
        .isGreaterThan(100);
  }

  private static void keepsToTheRules(MoveFacts facts, Advice advice) {
    passesOverNoVersion(facts, advice);
    boolean fromV4 = facts.is(Fact.FROM, XPhoneVersion.V4);
    assertThat(advice.route() == RouteKind.TRANSFER).as("R3").isEqualTo(fromV4);
    if (fromV4) {
      assertThat(facts.is(Fact.SAME_MACHINE, true)).as("R3: same machine").isFalse();
      assertThat(advice.downtime()).as("R3: in place").isNull();
      assertThat(advice.warns(Caution.JOURNAL_IS_LOST)).as("R5").isTrue();
    }
    neverBackToAnOlderSqlServer(facts, advice);
    neverExpressAboveItsLimits(facts, advice);
    assertThat(advice.plan() == null).isEqualTo(advice.route() != RouteKind.RELOCATION);
    if (facts.is(Fact.MAPI_CALENDAR, true) && advice.plan() != null && advice.plan() != Plan.D) {
      assertThat(advice.rows()).contains(new WithRow(Step.INSTALL_OUTLOOK, true));
    }
  }

  private static void passesOverNoVersion(MoveFacts facts, Advice advice) {
    List<XPhoneVersion> versions = advice.versions();
    assertThat(versions.getFirst()).isEqualTo(facts.get(Fact.FROM).orElseThrow());
    assertThat(versions.getLast()).isEqualTo(XPhoneVersion.V9);
    if (advice.route() != RouteKind.TRANSFER) {
      for (int i = 1; i < versions.size(); i++) {
        assertThat(versions.get(i)).as("R9").isEqualTo(versions.get(i - 1).next());
      }
    }
  }

  private static void neverBackToAnOlderSqlServer(MoveFacts facts, Advice advice) {
    if (advice.transport() == Transport.BACKUP_AND_RESTORE) {
      assertThat(facts.get(Fact.TARGET_SQL_VERSION).orElseThrow().ordinal())
          .as("M1")
          .isGreaterThanOrEqualTo(facts.get(Fact.SOURCE_SQL_VERSION).orElseThrow().ordinal());
    }
    facts
        .get(Fact.TARGET_SQL_VERSION)
        .filter(_ -> advice.route() != RouteKind.TRANSFER)
        .ifPresent(version -> assertThat(version.ordinal()).as("R17").isGreaterThanOrEqualTo(4));
  }

  private static void neverExpressAboveItsLimits(MoveFacts facts, Advice advice) {
    boolean express =
        advice.plan() == Plan.A
            || advice.route() == RouteKind.SQL_EXPRESS_UPDATE
            || facts.is(Fact.TARGET_SQL_EDITION, SqlServerEdition.EXPRESS)
            || (advice.route() == RouteKind.TRANSFER
                && facts.is(Fact.TARGET_SQL_PLACE, SqlServerPlace.INTEGRATED));
    if (!express) {
      return;
    }
    int users = facts.get(Fact.USERS).orElseThrow();
    boolean teamDesk = facts.is(Fact.TEAM_DESK, true);
    assertThat(advice.warns(Caution.EXPRESS_NOT_ADVISED))
        .as("R22: %d users, TeamDesk %b", users, teamDesk)
        .isEqualTo(users >= 500 || (users >= 250 && teamDesk));
    if (advice.plan() == Plan.A) {
      assertThat(users).as("R19").isLessThanOrEqualTo(500);
    }
    if (advice.route() != RouteKind.TRANSFER) {
      assertThat(facts.get(Fact.DATABASE_SIZES).orElseThrow().most())
          .as("R22: 10 GB")
          .isLessThanOrEqualTo(BigDecimal.TEN);
    }
  }

  @Test
  void what_would_flip_a_decision_does_flip_it() {
    int[] flips = {0};
    advised(
        24,
        Moves::variation,
        (facts, advice) -> {
          for (Reason reason : advice.reasons()) {
            assertThat(holds(reason.outcome(), advice)).as("%s", reason).isTrue();
            for (Flip flip : reason.flips()) {
              flips[0]++;
              assertThat(flip.with().fact()).isSameAs(reason.restsOn());
              Compilation then = RouteCompiler.compile(facts.with(flip.with()));
              assertThat(holds(flip.becomes(), then)).as("%s by %s", reason, flip).isTrue();
              if (then instanceof Advice other && !other.equals(advice)) {
                assertThat(holds(flip.becomes(), advice)).as("%s by %s", reason, flip).isFalse();
              }
            }
          }
        });
    assertThat(flips[0]).isGreaterThan(200);
  }

  /** Read off the advice itself, not off its reasons. */
  private static boolean holds(Outcome outcome, Compilation compilation) {
    return switch (compilation) {
      case Unclear unclear ->
          outcome instanceof Asked asked
              && unclear.questions().stream().anyMatch(q -> q.fact() == asked.fact());
      case Advice advice ->
          switch (outcome) {
            case Asked _ -> false;
            case ByRoute by -> advice.route() == by.route();
            case OverVersions over -> advice.versions().equals(over.versions());
            case ByPlan by -> advice.plan() == by.plan();
            case WithDowntime with -> advice.downtime() == with.downtime();
            case ByTransport by -> advice.transport() == by.transport();
            case WithRow row -> advice.rows().contains(row);
            case WithCaution with -> advice.warns(with.caution()) == with.given();
          };
    };
  }

  @Test
  void only_facts_that_change_something_are_asked_for() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2000; i++) {
      MoveFacts facts = Moves.random(random, 0.5);
      if (RouteCompiler.compile(facts) instanceof Unclear unclear) {
        for (Question question : unclear.questions()) {
          assertThat(facts.get(question.fact()).isPresent())
              .as("seed %d, facts %d: %s of %s", SEED, i, question, facts)
              .isEqualTo(question.isContradiction());
          question
              .contradicts()
              .forEach(other -> assertThat(facts.get(other)).as("%s", question).isPresent());
        }
      }
    }
  }
}
