package io.umzug.domain.route;

import static io.umzug.domain.route.Fact.FEDERATION;
import static io.umzug.domain.route.Fact.FROM;
import static io.umzug.domain.route.Fact.MOBILE_USERS;
import static io.umzug.domain.route.Fact.ONLY_DATABASES_MOVE;
import static io.umzug.domain.route.Fact.SOURCE_VIRTUAL;
import static io.umzug.domain.route.Fact.TARGET_SQL_PLACE;
import static io.umzug.domain.route.Fact.TARGET_VIRTUAL;
import static io.umzug.domain.route.Fact.WANTED;

import io.umzug.domain.plan.Plan;

/** What must be known before the way is taken. */
final class CautionPolicy {

  /** F6: from so many mobile users on their web applications get a server of their own. */
  private static final int MOBILE_SERVER_FROM = 250;

  private CautionPolicy() {}

  static void beforeTransfer(Deliberation notes) {
    notes.warn(
        Caution.LAST_V4_FIRST,
        FROM,
        "Update to V4 4.5.35 SR5 first, and the V4 Migrations-Manager too.",
        "R1",
        "R2");
    notes.warn(
        Caution.JOURNAL_IS_LOST,
        FROM,
        "The journal is lost completely, and somebody must accept that before the transfer begins.",
        "R5");
    notes.warn(
        Caution.LICENCE_BY_OLD_MAC,
        FROM,
        "Ask for the licence as an existing customer (\"Bestehender Kunde\") with the old machine's"
            + " MAC address; swap neither MAC address nor licence beforehand.",
        "R8");
    newServer(notes);
  }

  /** R10 to R13: for whoever is updated in place, there or on an intermediate server. */
  static void beforeHops(Deliberation notes) {
    notes.warn(
        Caution.AFTER_EACH_HOP,
        FROM,
        "After each major update restart the server once, and log in with an updated test client.",
        "R12",
        "R13");
    notes
        .need(
            SOURCE_VIRTUAL,
            "A virtual machine can be brought back to a snapshot; another one needs a backup.",
            "R10",
            "R11")
        .ifPresent(
            virtual -> {
              if (virtual) {
                notes.warn(
                    Caution.VM_SNAPSHOTS,
                    SOURCE_VIRTUAL,
                    "Take a snapshot before the start and after each hop, with the machine powered"
                        + " off.",
                    "R10",
                    "R11");
              } else {
                notes.warnNot(
                    Caution.VM_SNAPSHOTS,
                    SOURCE_VIRTUAL,
                    "A complete backup before the start is the way back.",
                    "R10");
              }
            });
  }

  static void beforeRelocation(Deliberation notes, Plan plan) {
    switch (plan) {
      case A, B -> newServer(notes);
      case C -> {
        sharedFolder(notes, TARGET_SQL_PLACE);
        newServer(notes);
      }
      case D -> sharedFolder(notes, ONLY_DATABASES_MOVE);
    }
  }

  static void beforeExpressUpdate(Deliberation notes) {
    notes.warn(
        Caution.OLD_INSTANCES_STAY,
        WANTED,
        "Uninstall the old instances only after success.",
        "E7");
  }

  private static void sharedFolder(Deliberation notes, Fact<?> fact) {
    notes.warn(
        Caution.SHARED_FOLDER,
        fact,
        "The backup needs a folder that both machines reach under the same UNC path, with full"
            + " rights for the accounts of the XPhone service and of the SQL Server service.",
        "B2",
        "B3");
  }

  static void newServer(Deliberation notes) {
    federation(notes);
    mobile(notes);
    if (notes.is(TARGET_VIRTUAL, true)) {
      notes.warn(
          Caution.STATIC_MAC,
          TARGET_VIRTUAL,
          "Give the new virtual machine a static MAC address: the licence is bound to it.",
          "F5");
    }
  }

  private static void federation(Deliberation notes) {
    notes
        .need(FEDERATION, "Its certificates have to be installed again.", "R34")
        .ifPresent(
            used -> {
              if (used) {
                notes.warn(
                    Caution.FEDERATION_CERTIFICATES,
                    FEDERATION,
                    "Have the certificates of Federation at hand: they are installed again.",
                    "R34");
              } else {
                notes.warnNot(
                    Caution.FEDERATION_CERTIFICATES,
                    FEDERATION,
                    "Without Federation none of its certificates has to be installed.",
                    "R34");
              }
            });
  }

  private static void mobile(Deliberation notes) {
    notes
        .need(MOBILE_USERS, "They need access to the new server, and many a server.", "F6", "R35")
        .ifPresent(
            users -> {
              if (users > 0) {
                notes.warn(
                    Caution.MOBILE_ACCESS,
                    MOBILE_USERS,
                    "The IIS of the mobile application must reach port 2231 of the new server, and"
                        + " the URL of its Web-API must be set.",
                    "R35",
                    "R36");
              }
              mobileServer(notes, users);
            });
  }

  private static void mobileServer(Deliberation notes, int users) {
    if (users >= MOBILE_SERVER_FROM) {
      notes.warn(
          Caution.MOBILE_SERVER,
          MOBILE_USERS,
          "From %d mobile users their web applications belong on a server of their own."
              .formatted(MOBILE_SERVER_FROM),
          "F6");
    } else {
      notes.warnNot(
          Caution.MOBILE_SERVER,
          MOBILE_USERS,
          "Below %d mobile users they need no server of their own.".formatted(MOBILE_SERVER_FROM),
          "F6");
    }
  }
}
