package io.umzug.domain.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.plan.BackupBy;
import io.umzug.domain.plan.Downtime;
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
import io.umzug.domain.route.Outcome.WithCaution;
import io.umzug.domain.route.Outcome.WithDowntime;
import io.umzug.domain.route.Outcome.WithRow;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RouteCompilerTest {

  private static Advice advice(MoveFacts facts) {
    Compilation compilation = RouteCompiler.compile(facts);
    assertThat(compilation).isInstanceOf(Advice.class);
    return (Advice) compilation;
  }

  private static List<Question> questions(MoveFacts facts) {
    Compilation compilation = RouteCompiler.compile(facts);
    assertThat(compilation).isInstanceOf(Unclear.class);
    return ((Unclear) compilation).questions();
  }

  private static List<String> asked(MoveFacts facts) {
    return questions(facts).stream().map(question -> question.fact().name()).toList();
  }

  private static void contradicts(MoveFacts facts, Fact<?> fact, Fact<?> other, String rule) {
    assertThat(questions(facts))
        .anySatisfy(
            question -> {
              assertThat(question.fact()).isSameAs(fact);
              assertThat(question.contradicts()).isEqualTo(List.of(other));
              assertThat(question.rules()).contains(rule);
            });
  }

  /** The flips of the reasons for this outcome that rest on this fact, as text. */
  private static List<String> flips(Advice advice, Outcome outcome, Fact<?> fact) {
    return advice.reasons().stream()
        .filter(reason -> reason.outcome().equals(outcome) && reason.restsOn() == fact)
        .flatMap(reason -> reason.flips().stream())
        .map(
            flip ->
                "%s: %s %s"
                    .formatted(
                        flip.with().written(), flip.becomes().decision(), flip.becomes().value()))
        .toList();
  }

  private static MoveFacts external() {
    return Moves.small().with(Fact.TARGET_SQL_PLACE, SqlServerPlace.OWN_MACHINE);
  }

  private static MoveFacts databasesOnly() {
    return external().with(Fact.ONLY_DATABASES_MOVE, true);
  }

  private static MoveFacts express() {
    return Moves.small()
        .with(Fact.WANTED, Wanted.NEWER_SQL_EXPRESS)
        .with(Fact.SOURCE_SQL_PLACE, SqlServerPlace.INTEGRATED);
  }

  private static MoveFacts fromV4() {
    return Moves.small().with(Fact.FROM, XPhoneVersion.V4);
  }

  @Test
  void a_small_server_is_relocated_by_plan_a() {
    Advice advice = advice(Moves.small());
    assertThat(advice.route()).isEqualTo(RouteKind.RELOCATION);
    assertThat(advice.versions()).containsExactly(XPhoneVersion.V8, XPhoneVersion.V9);
    assertThat(advice.plan()).isEqualTo(Plan.A);
    assertThat(advice.downtime()).isNull();
    assertThat(advice.transport()).isEqualTo(Transport.BACKUP_AND_RESTORE);
    assertThat(advice.rows().stream().map(row -> row.row().label() + " " + row.advised()))
        .containsExactly("3 false", "7 false", "10 true", "13 true", "11 true");
    assertThat(advice.warnings().stream().map(Reason::outcome))
        .containsExactly(new WithCaution(Caution.MOBILE_ACCESS, true));
  }

  @Test
  void five_hundred_and_one_users_would_make_it_plan_b() {
    Advice advice = advice(Moves.small());
    ByPlan planA = new ByPlan(Plan.A);
    assertThat(flips(advice, planA, Fact.USERS)).containsExactly("501: plan B");
    assertThat(flips(advice, planA, Fact.DATABASE_SIZES))
        .containsExactly("XPDATA 10.1 GB, XPVDIR 0.1 GB: plan B");
    assertThat(flips(advice, planA, Fact.TARGET_SQL_PLACE))
        .containsExactly("on-xphone-server: plan B", "own-machine: plan C");
    assertThat(flips(advice, planA, Fact.ONLY_DATABASES_MOVE))
        .containsExactly("yes: question targetSqlPlace");
    assertThat(flips(advice, new WithCaution(Caution.EXPRESS_NOT_ADVISED, false), Fact.USERS))
        .containsExactly("500: warning express-not-advised given");
  }

  @ParameterizedTest
  @CsvSource({
    "249, true, A, false",
    "250, true, A, true",
    "250, false, A, false",
    "499, false, A, false",
    "500, false, A, true",
    "501, false, B, false",
  })
  void the_number_of_users_decides_on_express(
      int users, boolean teamDesk, Plan plan, boolean warned) {
    Advice advice = advice(Moves.small().with(Fact.USERS, users).with(Fact.TEAM_DESK, teamDesk));
    assertThat(advice.plan()).isEqualTo(plan);
    assertThat(advice.warns(Caution.EXPRESS_NOT_ADVISED)).isEqualTo(warned);
  }

  @Test
  void a_database_above_ten_gigabytes_ends_plan_a() {
    assertThat(advice(Moves.small().with(Fact.DATABASE_SIZES, Moves.gigabytes("10"))).plan())
        .isEqualTo(Plan.A);
    Advice advice = advice(Moves.small().with(Fact.DATABASE_SIZES, Moves.gigabytes("10.5")));
    assertThat(advice.plan()).isEqualTo(Plan.B);
    assertThat(flips(advice, new ByPlan(Plan.B), Fact.DATABASE_SIZES))
        .containsExactly("XPDATA 10 GB, XPVDIR 0.1 GB: plan A");
  }

  @Test
  void where_two_facts_hold_a_decision_neither_alone_flips_it() {
    Advice advice =
        advice(
            Moves.small().with(Fact.USERS, 900).with(Fact.DATABASE_SIZES, Moves.gigabytes("30")));
    assertThat(flips(advice, new ByPlan(Plan.B), Fact.USERS)).isEmpty();
    assertThat(flips(advice, new ByPlan(Plan.B), Fact.DATABASE_SIZES)).isEmpty();
  }

  @Test
  void the_place_of_sql_server_tells_b_from_c_however_many_users_there_are() {
    for (int users : List.of(10, 5000)) {
      MoveFacts facts =
          external()
              .with(Fact.USERS, users)
              .with(Fact.TARGET_SQL_EDITION, SqlServerEdition.STANDARD);
      assertThat(advice(facts).plan()).isEqualTo(Plan.C);
      assertThat(advice(facts.with(Fact.TARGET_SQL_PLACE, SqlServerPlace.ON_XPHONE_SERVER)).plan())
          .isEqualTo(Plan.B);
    }
  }

  @Test
  void only_databases_that_move_go_by_plan_d_and_have_no_rows_of_a_new_machine() {
    Advice advice = advice(databasesOnly());
    assertThat(advice.plan()).isEqualTo(Plan.D);
    assertThat(advice.rows().stream().map(row -> row.row().label() + " " + row.advised()))
        .containsExactly("7 true", "7a false", "11 true");
    assertThat(advice.warns(Caution.SHARED_FOLDER)).isTrue();
    assertThat(flips(advice, new ByPlan(Plan.D), Fact.ONLY_DATABASES_MOVE))
        .containsExactly("no: plan C");
  }

  @Test
  void an_express_that_only_the_number_of_users_forbids_is_contradicted_by_the_users_too() {
    MoveFacts express = Moves.small().with(Fact.TARGET_SQL_EDITION, SqlServerEdition.EXPRESS);
    assertThat(advice(express).plan()).isEqualTo(Plan.A);
    assertThat(questions(express.with(Fact.USERS, 501)))
        .anySatisfy(
            question -> {
              assertThat(question.fact()).isSameAs(Fact.TARGET_SQL_EDITION);
              assertThat(question.contradicts())
                  .isEqualTo(List.of(Fact.TARGET_SQL_PLACE, Fact.USERS));
            });
  }

  @Test
  void only_a_version_before_v8_is_said_to_be_updated() {
    assertThat(routeSentence(XPhoneVersion.V7)).contains("by updates up to V8");
    assertThat(routeSentence(XPhoneVersion.V8)).doesNotContain("updates");
  }

  private static String routeSentence(XPhoneVersion from) {
    return advice(Moves.small().with(Fact.FROM, from)).reasons().stream()
        .filter(reason -> reason.restsOn() == Fact.FROM)
        .filter(reason -> reason.outcome() instanceof Outcome.ByRoute)
        .map(Reason::sentence)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void facts_that_cannot_be_true_at_once_are_asked_about() {
    MoveFacts small = Moves.small();
    contradicts(
        small.with(Fact.SAME_MACHINE, true), Fact.SAME_MACHINE, Fact.ONLY_DATABASES_MOVE, "R16");
    contradicts(
        databasesOnly().with(Fact.SAME_MACHINE, false),
        Fact.SAME_MACHINE,
        Fact.ONLY_DATABASES_MOVE,
        "R21");
    contradicts(
        small.with(Fact.ONLY_DATABASES_MOVE, true),
        Fact.TARGET_SQL_PLACE,
        Fact.ONLY_DATABASES_MOVE,
        "R21");
    contradicts(
        databasesOnly().with(Fact.SOURCE_SQL_PLACE, SqlServerPlace.OWN_MACHINE),
        Fact.SOURCE_SQL_PLACE,
        Fact.ONLY_DATABASES_MOVE,
        "R21");
    contradicts(
        small.with(Fact.TARGET_SQL_VERSION, SqlServerRelease.SQL_2012),
        Fact.TARGET_SQL_VERSION,
        Fact.WANTED,
        "R17");
  }

  @Test
  void an_edition_that_does_not_fit_its_plan_is_asked_about() {
    MoveFacts small = Moves.small();
    contradicts(
        small.with(Fact.TARGET_SQL_EDITION, SqlServerEdition.STANDARD),
        Fact.TARGET_SQL_EDITION,
        Fact.TARGET_SQL_PLACE,
        "R18");
    contradicts(
        small
            .with(Fact.TARGET_SQL_PLACE, SqlServerPlace.ON_XPHONE_SERVER)
            .with(Fact.TARGET_SQL_EDITION, SqlServerEdition.EXPRESS),
        Fact.TARGET_SQL_EDITION,
        Fact.TARGET_SQL_PLACE,
        "R19");
    contradicts(
        external()
            .with(Fact.TARGET_SQL_EDITION, SqlServerEdition.EXPRESS)
            .with(Fact.DATABASE_SIZES, Moves.gigabytes("11")),
        Fact.DATABASE_SIZES,
        Fact.TARGET_SQL_EDITION,
        "R22");
  }

  @Test
  void the_edition_of_an_external_server_is_asked_for_only_where_it_matters() {
    assertThat(advice(external()).plan()).isEqualTo(Plan.C);
    assertThat(asked(external().with(Fact.USERS, 500))).containsExactly("targetSqlEdition");
    assertThat(asked(external().without(Fact.DATABASE_SIZES))).containsExactly("targetSqlEdition");
    MoveFacts onExpress =
        external().with(Fact.USERS, 500).with(Fact.TARGET_SQL_EDITION, SqlServerEdition.EXPRESS);
    assertThat(advice(onExpress).warns(Caution.EXPRESS_NOT_ADVISED)).isTrue();
    MoveFacts onStandard = onExpress.with(Fact.TARGET_SQL_EDITION, SqlServerEdition.STANDARD);
    assertThat(advice(onStandard).warns(Caution.EXPRESS_NOT_ADVISED)).isFalse();
  }

  @Test
  void a_missing_fact_is_asked_for_with_its_rule_and_only_where_it_counts() {
    assertThat(asked(MoveFacts.nothing())).containsExactly("wanted", "from");
    assertThat(asked(Moves.small().without(Fact.USERS))).containsExactly("users");
    assertThat(asked(Moves.small().without(Fact.DATABASE_SIZES))).containsExactly("databaseSizes");
    assertThat(asked(Moves.small().without(Fact.ONLY_DATABASES_MOVE)))
        .containsExactly("onlyDatabasesMove");
    assertThat(
            advice(Moves.small().without(Fact.ONLY_DATABASES_MOVE).with(Fact.SAME_MACHINE, false))
                .plan())
        .isEqualTo(Plan.A);
    assertThat(asked(Moves.small().with(Fact.USERS, 300).without(Fact.TEAM_DESK)))
        .containsExactly("teamDesk");
    assertThat(advice(Moves.small().without(Fact.TEAM_DESK)).plan()).isEqualTo(Plan.A);
    assertThat(questions(Moves.small().without(Fact.TARGET_SQL_VERSION)))
        .singleElement()
        .satisfies(question -> assertThat(question.isContradiction()).isFalse())
        .satisfies(question -> assertThat(question.rules()).containsExactly("M1", "R17"));
  }

  @Test
  void what_is_needed_by_every_plan_that_is_left_is_asked_at_once() {
    MoveFacts facts =
        MoveFacts.nothing()
            .with(Fact.WANTED, Wanted.V9)
            .with(Fact.FROM, XPhoneVersion.V7)
            .with(Fact.SAME_MACHINE, false);
    assertThat(asked(facts))
        .containsExactly(
            "targetSqlPlace",
            "downtimeHours",
            "sourceSqlVersion",
            "targetSqlVersion",
            "sourceVirtual",
            "mapiCalendar",
            "mapiContacts",
            "mapiVoicemail",
            "federation",
            "mobileUsers");
    assertThat(asked(facts.without(Fact.SAME_MACHINE)))
        .contains("onlyDatabasesMove")
        .doesNotContain("mapiCalendar", "federation");
    assertThat(asked(facts.with(Fact.ONLY_DATABASES_MOVE, false))).contains("federation");
  }

  @Test
  void versions_are_updated_one_by_one() {
    assertThat(advice(Moves.small().with(Fact.FROM, XPhoneVersion.V5)).versions())
        .extracting(Enum::name)
        .containsExactly("V5", "V6", "V7", "V8", "V9");
    assertThat(advice(Moves.small().with(Fact.FROM, XPhoneVersion.V9)).versions())
        .containsExactly(XPhoneVersion.V9);
  }

  @Test
  void updates_go_in_place_where_the_window_is_long_enough() {
    MoveFacts fromV5 = Moves.small().with(Fact.FROM, XPhoneVersion.V5);
    Advice advice = advice(fromV5);
    WithDowntime inPlace = new WithDowntime(Downtime.IN_PLACE);
    assertThat(advice.downtime()).isEqualTo(Downtime.IN_PLACE);
    assertThat(flips(advice, inPlace, Fact.DOWNTIME_HOURS))
        .containsExactly("19: downtime intermediate-server");
    assertThat(flips(advice, inPlace, Fact.HOURS_PER_HOP))
        .containsExactly("5.1: downtime intermediate-server");
    assertThat(advice.warns(Caution.AFTER_EACH_HOP)).isTrue();
    assertThat(advice.warns(Caution.VM_SNAPSHOTS)).isTrue();
    Advice shorter = advice(fromV5.with(Fact.DOWNTIME_HOURS, 19));
    assertThat(shorter.downtime()).isEqualTo(Downtime.INTERMEDIATE_SERVER);
    assertThat(flips(shorter, new WithDowntime(Downtime.INTERMEDIATE_SERVER), Fact.HOURS_PER_HOP))
        .containsExactly("4.7: downtime in-place");
  }

  @Test
  void without_an_estimate_only_a_weekend_is_long_enough() {
    MoveFacts fromV7 = Moves.small().with(Fact.FROM, XPhoneVersion.V7).without(Fact.HOURS_PER_HOP);
    assertThat(advice(fromV7.with(Fact.DOWNTIME_HOURS, 48)).downtime())
        .isEqualTo(Downtime.IN_PLACE);
    Advice shorter = advice(fromV7.with(Fact.DOWNTIME_HOURS, 47));
    assertThat(shorter.downtime()).isEqualTo(Downtime.INTERMEDIATE_SERVER);
    assertThat(shorter.warns(Caution.NO_ESTIMATE)).isTrue();
    assertThat(flips(shorter, new WithCaution(Caution.NO_ESTIMATE, true), Fact.HOURS_PER_HOP))
        .containsExactly("1: warning no-estimate not given");
    assertThat(asked(fromV7.without(Fact.DOWNTIME_HOURS))).containsExactly("downtimeHours");
    assertThat(asked(fromV7.without(Fact.SOURCE_VIRTUAL))).containsExactly("sourceVirtual");
  }

  @Test
  void a_server_that_stays_is_updated_in_place_or_there_is_a_question() {
    MoveFacts fromV6 = databasesOnly().with(Fact.FROM, XPhoneVersion.V6);
    assertThat(advice(fromV6).downtime()).isEqualTo(Downtime.IN_PLACE);
    contradicts(
        fromV6.with(Fact.DOWNTIME_HOURS, 14), Fact.DOWNTIME_HOURS, Fact.ONLY_DATABASES_MOVE, "R14");
    assertThat(advice(fromV6.with(Fact.DOWNTIME_HOURS, 15)).warns(Caution.NO_ESTIMATE)).isFalse();
    assertThat(advice(fromV6.without(Fact.HOURS_PER_HOP)).warns(Caution.NO_ESTIMATE)).isTrue();
  }

  @Test
  void a_target_older_than_its_source_gets_a_script() {
    MoveFacts facts =
        Moves.small()
            .with(Fact.SOURCE_SQL_VERSION, SqlServerRelease.SQL_2022)
            .with(Fact.TARGET_SQL_VERSION, SqlServerRelease.SQL_2019);
    Advice advice = advice(facts);
    assertThat(advice.transport()).isEqualTo(Transport.SCRIPT);
    assertThat(advice.warns(Caution.NO_RESTORE_THERE)).isTrue();
    assertThat(advice.warns(Caution.SQL_SERVER_NOT_RECOMMENDED)).isFalse();
    assertThat(flips(advice, new ByTransport(Transport.SCRIPT), Fact.SOURCE_SQL_VERSION))
        .containsExactly("2019: transport backup-and-restore");
    Advice same = advice(facts.with(Fact.TARGET_SQL_VERSION, SqlServerRelease.SQL_2022));
    assertThat(same.transport()).isEqualTo(Transport.BACKUP_AND_RESTORE);
    assertThat(same.warns(Caution.SQL_SERVER_NOT_RECOMMENDED)).isTrue();
  }

  @Test
  void one_criterion_is_enough_for_outlook() {
    for (Fact<Boolean> fact :
        List.of(Fact.MAPI_CALENDAR, Fact.MAPI_CONTACTS, Fact.MAPI_VOICEMAIL)) {
      MoveFacts facts = external().with(fact, true);
      assertThat(advice(facts).rows()).contains(new WithRow(Step.INSTALL_OUTLOOK, true));
      assertThat(flips(advice(facts), new WithRow(Step.INSTALL_OUTLOOK, true), fact))
          .containsExactly("no: row 3 not needed");
      assertThat(asked(Moves.small().without(fact))).containsExactly(fact.name());
    }
    MoveFacts oneOfThree =
        Moves.small()
            .with(Fact.MAPI_CALENDAR, true)
            .without(Fact.MAPI_CONTACTS)
            .without(Fact.MAPI_VOICEMAIL);
    assertThat(advice(oneOfThree).rows()).contains(new WithRow(Step.INSTALL_OUTLOOK, true));
  }

  @Test
  void the_rows_for_account_and_analytics_follow_plan_and_use() {
    assertThat(advice(Moves.small().with(Fact.SERVICE_ACCOUNT, true)).rows())
        .contains(new WithRow(Step.SET_SERVICE_ACCOUNT, true));
    MoveFacts external = external().without(Fact.SERVICE_ACCOUNT);
    assertThat(advice(external.with(Fact.ANALYTICS, true)).rows())
        .contains(
            new WithRow(Step.SET_SERVICE_ACCOUNT, true, true),
            new WithRow(Step.SET_ANALYTICS_APP_POOL, true, true));
    assertThat(advice(external.with(Fact.ANALYTICS, true)).rows().stream())
        .filteredOn(row -> row.row() == Step.SET_SERVICE_ACCOUNT)
        .extracting(WithRow::value)
        .containsExactly("required");
    assertThat(asked(external.without(Fact.ANALYTICS))).containsExactly("analytics");
    assertThat(asked(Moves.small().without(Fact.SERVICE_ACCOUNT)))
        .containsExactly("serviceAccount");
  }

  @Test
  void what_the_new_server_needs_besides_is_told() {
    Advice advice =
        advice(
            Moves.small()
                .with(Fact.FEDERATION, true)
                .with(Fact.MOBILE_USERS, 250)
                .with(Fact.TARGET_VIRTUAL, true)
                .with(Fact.BACKUP_BY, BackupBy.UMZUG));
    for (Caution caution :
        List.of(
            Caution.FEDERATION_CERTIFICATES,
            Caution.MOBILE_ACCESS,
            Caution.MOBILE_SERVER,
            Caution.STATIC_MAC,
            Caution.BACKUP_MANAGER_TOO)) {
      assertThat(advice.warns(caution)).as("%s", caution).isTrue();
    }
    Advice fewer =
        advice(
            Moves.small()
                .with(Fact.MOBILE_USERS, 249)
                .with(Fact.BACKUP_BY, BackupBy.BACKUP_MANAGER));
    assertThat(fewer.warns(Caution.MOBILE_SERVER)).isFalse();
    assertThat(fewer.warns(Caution.BACKUP_MANAGER_TOO)).isFalse();
    assertThat(advice(Moves.small().with(Fact.MOBILE_USERS, 0)).warnings()).isEmpty();
  }

  @Test
  void v4_is_transferred_to_a_new_machine_and_loses_its_journal() {
    Advice advice = advice(fromV4());
    assertThat(advice.route()).isEqualTo(RouteKind.TRANSFER);
    assertThat(advice.versions()).containsExactly(XPhoneVersion.V4, XPhoneVersion.V9);
    assertThat(advice.plan()).isNull();
    assertThat(advice.transport()).isNull();
    assertThat(advice.warns(Caution.LAST_V4_FIRST)).isTrue();
    assertThat(advice.warns(Caution.JOURNAL_IS_LOST)).isTrue();
    assertThat(advice.warns(Caution.LICENCE_BY_OLD_MAC)).isTrue();
    assertThat(flips(advice, new ByRoute(RouteKind.TRANSFER), Fact.SAME_MACHINE))
        .containsExactly("yes: question sameMachine");
    assertThat(flips(advice, new ByRoute(RouteKind.TRANSFER), Fact.FROM))
        .containsExactly("V5: route relocation");
    assertThat(advice(fromV4().with(Fact.USERS, 500)).warns(Caution.EXPRESS_NOT_ADVISED)).isTrue();
  }

  @Test
  void v4_gets_no_way_in_place_and_none_for_its_databases() {
    contradicts(fromV4().with(Fact.SAME_MACHINE, true), Fact.SAME_MACHINE, Fact.FROM, "R3");
    contradicts(
        fromV4().with(Fact.ONLY_DATABASES_MOVE, true), Fact.ONLY_DATABASES_MOVE, Fact.FROM, "R5");
    contradicts(fromV4().with(Fact.WANTED, Wanted.NEWER_SQL_EXPRESS), Fact.WANTED, Fact.FROM, "R3");
    assertThat(asked(fromV4().without(Fact.TARGET_SQL_PLACE))).containsExactly("targetSqlPlace");
    MoveFacts external = fromV4().with(Fact.TARGET_SQL_PLACE, SqlServerPlace.OWN_MACHINE);
    assertThat(asked(external.with(Fact.USERS, 500))).containsExactly("targetSqlEdition");
    assertThat(advice(external.without(Fact.DATABASE_SIZES)).route()).isEqualTo(RouteKind.TRANSFER);
  }

  @Test
  void a_newer_sql_express_has_a_procedure_of_its_own() {
    Advice advice = advice(express());
    assertThat(advice.route()).isEqualTo(RouteKind.SQL_EXPRESS_UPDATE);
    assertThat(advice.plan()).isNull();
    assertThat(advice.downtime()).isEqualTo(Downtime.IN_PLACE);
    assertThat(advice.versions()).containsExactly(XPhoneVersion.V8, XPhoneVersion.V9);
    assertThat(advice.warns(Caution.OLD_INSTANCES_STAY)).isTrue();
    Advice fromV9 = advice(express().with(Fact.FROM, XPhoneVersion.V9));
    assertThat(fromV9.downtime()).isNull();
    assertThat(fromV9.warns(Caution.AFTER_EACH_HOP)).isFalse();
    assertThat(advice(express().with(Fact.USERS, 600)).warns(Caution.EXPRESS_NOT_ADVISED)).isTrue();
  }

  @Test
  void the_sql_express_update_is_for_an_older_integrated_express_on_its_machine() {
    contradicts(express().with(Fact.SAME_MACHINE, false), Fact.SAME_MACHINE, Fact.WANTED, "E1");
    contradicts(
        express().with(Fact.ONLY_DATABASES_MOVE, true),
        Fact.ONLY_DATABASES_MOVE,
        Fact.WANTED,
        "R21");
    contradicts(
        express().with(Fact.SOURCE_SQL_PLACE, SqlServerPlace.ON_XPHONE_SERVER),
        Fact.SOURCE_SQL_PLACE,
        Fact.WANTED,
        "E4");
    contradicts(
        express().with(Fact.TARGET_SQL_PLACE, SqlServerPlace.OWN_MACHINE),
        Fact.TARGET_SQL_PLACE,
        Fact.WANTED,
        "E5");
    contradicts(
        express().with(Fact.SOURCE_SQL_VERSION, SqlServerRelease.SQL_2019),
        Fact.SOURCE_SQL_VERSION,
        Fact.WANTED,
        "E5");
    contradicts(
        express().with(Fact.TARGET_SQL_VERSION, SqlServerRelease.SQL_2022),
        Fact.TARGET_SQL_VERSION,
        Fact.WANTED,
        "E5");
    contradicts(
        express().with(Fact.DATABASE_SIZES, Moves.gigabytes("10.1")),
        Fact.DATABASE_SIZES,
        Fact.WANTED,
        "R22");
    contradicts(express().with(Fact.DOWNTIME_HOURS, 4), Fact.DOWNTIME_HOURS, Fact.WANTED, "R14");
    assertThat(asked(express().without(Fact.SOURCE_SQL_PLACE))).containsExactly("sourceSqlPlace");
  }

  @ParameterizedTest
  @EnumSource(Plan.class)
  void every_reason_has_a_sentence_and_rules(Plan plan) {
    MoveFacts facts =
        switch (plan) {
          case A -> Moves.small();
          case B -> Moves.small().with(Fact.USERS, 501);
          case C -> external();
          case D -> databasesOnly();
        };
    Advice advice = advice(facts);
    assertThat(advice.plan()).isEqualTo(plan);
    for (Reason reason : advice.reasons()) {
      assertThat(reason.sentence()).matches("[A-Z0-9].*[.]");
      assertThat(reason.rules()).isNotEmpty().allMatch(rule -> rule.matches("[RBEFM][0-9]+"));
      assertThat(reason.outcome().decision()).isEqualTo(reason.outcome().decision().strip());
      assertThat(reason.outcome().value()).isNotBlank();
    }
  }

  @Test
  void what_would_be_asked_is_named() {
    assertThat(new Asked(Fact.USERS).value()).isEqualTo("users");
    assertThat(Stream.of(Caution.values()).map(c -> new WithCaution(c, true).decision()))
        .allMatch(text -> text.equals(text.toLowerCase(Locale.ROOT)));
  }
}
