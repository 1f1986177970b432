package io.umzug.domain.route;

import static io.umzug.domain.route.Fact.ANALYTICS;
import static io.umzug.domain.route.Fact.FROM;
import static io.umzug.domain.route.Fact.MAPI_CALENDAR;
import static io.umzug.domain.route.Fact.MAPI_CONTACTS;
import static io.umzug.domain.route.Fact.MAPI_VOICEMAIL;
import static io.umzug.domain.route.Fact.ONLY_DATABASES_MOVE;
import static io.umzug.domain.route.Fact.SERVICE_ACCOUNT;
import static io.umzug.domain.route.Fact.TARGET_SQL_PLACE;

import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.Step;
import io.umzug.domain.route.Outcome.WithRow;
import java.util.List;

/** Which of R24's rows that some moves do without this move does. */
final class RowPolicy {

  private static final List<Fact<Boolean>> MAPI =
      List.of(MAPI_CALENDAR, MAPI_CONTACTS, MAPI_VOICEMAIL);

  private RowPolicy() {}

  static void rows(Deliberation notes, Plan plan) {
    switch (plan) {
      case A -> {
        outlook(notes);
        serviceAccountOfExpress(notes);
        newMachine(notes);
      }
      case B, C -> {
        outlook(notes);
        entitledServiceAccount(notes, TARGET_SQL_PLACE);
        analyticsPool(notes);
        newMachine(notes);
      }
      case D -> {
        entitledServiceAccount(notes, ONLY_DATABASES_MOVE);
        analyticsPool(notes);
      }
    }
    patches(notes);
  }

  /** Row 3: one of its three criteria is enough. */
  static void outlook(Deliberation notes) {
    List<Fact<Boolean>> met = MAPI.stream().filter(fact -> notes.is(fact, true)).toList();
    WithRow advised = new WithRow(Step.INSTALL_OUTLOOK, true);
    for (Fact<Boolean> fact : met) {
      notes.because(
          advised, fact, "MAPI is needed, and with it Outlook: %s".formatted(told(fact)), "R24");
    }
    if (!met.isEmpty()) {
      return;
    }
    boolean all = true;
    for (Fact<Boolean> fact : MAPI) {
      all &=
          notes
              .need(fact, "It is one of the criteria for MAPI, which needs Outlook.", "R24")
              .isPresent();
    }
    if (all) {
      for (Fact<Boolean> fact : MAPI) {
        notes.because(
            new WithRow(Step.INSTALL_OUTLOOK, false),
            fact,
            "None of the criteria for MAPI is met.",
            "R24");
      }
    }
  }

  private static String told(Fact<Boolean> criterion) {
    if (criterion == MAPI_CALENDAR) {
      return "the server synchronises calendars.";
    }
    return criterion == MAPI_CONTACTS
        ? "the server reads Exchange contact folders."
        : "voicemail is queried from remote with Outlook as the message store.";
  }

  /** Row 7 in plan A: all as on the old server. */
  private static void serviceAccountOfExpress(Deliberation notes) {
    notes
        .need(SERVICE_ACCOUNT, "In plan A the service account is set where one is needed.", "R24")
        .ifPresent(
            own ->
                notes.because(
                    new WithRow(Step.SET_SERVICE_ACCOUNT, own),
                    SERVICE_ACCOUNT,
                    own
                        ? "The old server's service runs under an account of its own."
                        : "The old server's service runs under no account of its own.",
                    "R24"));
  }

  /** Row 7 in B, C and D: mandatory. */
  private static void entitledServiceAccount(Deliberation notes, Fact<?> fact) {
    notes.because(
        new WithRow(Step.SET_SERVICE_ACCOUNT, true, true),
        fact,
        "The service must run under a Windows account that is entitled on the databases.",
        "R27",
        "R25");
  }

  private static void analyticsPool(Deliberation notes) {
    notes
        .need(ANALYTICS, "Its application pool must run under the service account.", "R28")
        .ifPresent(
            used ->
                notes.because(
                    new WithRow(Step.SET_ANALYTICS_APP_POOL, used, used),
                    ANALYTICS,
                    used
                        ? "The Analytics site is used: its application pool needs the account."
                        : "The Analytics site is not used.",
                    "R28"));
  }

  /** Rows 10 and 13: a new machine has another hardware ID and other addresses. */
  private static void newMachine(Deliberation notes) {
    Fact<Boolean> fact =
        notes.get(Fact.SAME_MACHINE).isPresent() ? Fact.SAME_MACHINE : ONLY_DATABASES_MOVE;
    notes.because(
        new WithRow(Step.ENTER_LICENCES, true),
        fact,
        "The licence is bound to the old machine's hardware ID; the exchange may be done later.",
        "F5",
        "R32");
    notes.because(
        new WithRow(Step.FOLLOW_UP, true),
        fact,
        "A new machine has other addresses, and its certificates and programs are not there yet.",
        "R34");
  }

  private static void patches(Deliberation notes) {
    notes.because(
        new WithRow(Step.APPLY_PATCHES, true),
        FROM,
        "Patches come before the restore, above all those for the Backup-Manager.",
        "R24");
  }
}
