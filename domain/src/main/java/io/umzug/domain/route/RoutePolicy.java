package io.umzug.domain.route;

import static io.umzug.domain.route.Fact.FROM;
import static io.umzug.domain.route.Fact.ONLY_DATABASES_MOVE;
import static io.umzug.domain.route.Fact.SAME_MACHINE;
import static io.umzug.domain.route.Fact.SOURCE_SQL_PLACE;
import static io.umzug.domain.route.Fact.TARGET_SQL_PLACE;
import static io.umzug.domain.route.Fact.WANTED;

import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.route.Outcome.ByRoute;
import io.umzug.domain.route.Outcome.OverVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which kind of way, over which versions, and on which machine. */
final class RoutePolicy {

  private RoutePolicy() {}

  /** R3: from V4 only a transfer. E1: a newer SQL Express alone has a procedure of its own. */
  static Optional<RouteKind> kind(Deliberation notes) {
    Optional<Wanted> wanted =
        notes.need(WANTED, "A newer SQL Express alone has a procedure of its own.", "R16", "E1");
    Optional<XPhoneVersion> from =
        notes.need(FROM, "The way depends on the version from which it begins.", "R3", "R9", "R16");
    if (wanted.isEmpty() || from.isEmpty()) {
      return Optional.empty();
    }
    return switch (wanted.get()) {
      case NEWER_SQL_EXPRESS -> expressUpdate(notes, from.get());
      case V9 -> Optional.of(from.get() == XPhoneVersion.V4 ? transfer(notes) : relocation(notes));
    };
  }

  private static Optional<RouteKind> expressUpdate(Deliberation notes, XPhoneVersion from) {
    if (from == XPhoneVersion.V4) {
      notes.contradiction(
          WANTED,
          FROM,
          "V4 cannot become V9 in place. Is the way to V9 on a new machine wanted instead?",
          "The SQL Express update begins with an update of the XPhone server on its machine.",
          "R3",
          "E1");
      return Optional.empty();
    }
    ByRoute route = new ByRoute(RouteKind.SQL_EXPRESS_UPDATE);
    notes.because(
        route,
        WANTED,
        "Only a newer SQL Express on the same machine is wanted: E1 to E7 are its procedure.",
        "E1");
    return Optional.of(route.route());
  }

  private static RouteKind transfer(Deliberation notes) {
    ByRoute route = new ByRoute(RouteKind.TRANSFER);
    notes.because(
        route,
        FROM,
        "No update leads from V4 to V9: its configuration is transferred to a new machine.",
        "R3",
        "R5");
    notes.because(route, WANTED, "V9 is wanted.", "R3");
    return route.route();
  }

  private static RouteKind relocation(Deliberation notes) {
    ByRoute route = new ByRoute(RouteKind.RELOCATION);
    notes.because(
        route,
        FROM,
        notes.get(FROM).filter(from -> from.compareTo(XPhoneVersion.V8) >= 0).isPresent()
            ? "From V8 on only the relocation leads to V9."
            : "From V5 on the way leads by updates up to V8 and by the relocation to V9.",
        "R9",
        "R16");
    notes.because(route, WANTED, "V9 is wanted.", "R16");
    return route.route();
  }

  /** R9: no version is left out. V4 has no hops (R3). */
  static List<XPhoneVersion> versions(Deliberation notes, RouteKind route) {
    XPhoneVersion from = notes.get(FROM).orElseThrow();
    List<XPhoneVersion> versions = new ArrayList<>(List.of(from));
    if (route == RouteKind.TRANSFER) {
      versions.add(XPhoneVersion.V9);
    } else {
      while (versions.getLast() != XPhoneVersion.V9) {
        versions.add(versions.getLast().next());
      }
    }
    notes.because(
        new OverVersions(versions),
        FROM,
        switch (route) {
          case TRANSFER -> "The configuration goes from the last V4 to V9; there are no hops.";
          case RELOCATION, SQL_EXPRESS_UPDATE -> "The major updates go one by one.";
        },
        route == RouteKind.TRANSFER ? "R1" : "R9");
    return versions;
  }

  /** R3, R4, R16, R21, E1: what the kind of way says about the machine. */
  static void machine(Deliberation notes, RouteKind route) {
    switch (route) {
      case TRANSFER -> newMachineForV4(notes);
      case RELOCATION -> machineOfRelocation(notes);
      case SQL_EXPRESS_UPDATE -> machineOfExpressUpdate(notes);
    }
  }

  private static void newMachineForV4(Deliberation notes) {
    if (notes.is(SAME_MACHINE, true)) {
      notes.contradiction(
          SAME_MACHINE,
          FROM,
          "V4 and V9 cannot share a machine. On which new machine is V9 to run?",
          "There is no update of V4 in place, and no V9 beside a V4.",
          "R3");
    } else {
      notes.because(
          new ByRoute(RouteKind.TRANSFER),
          SAME_MACHINE,
          notes.is(SAME_MACHINE, false)
              ? "V9 gets a machine of its own."
              : "A new machine is recommended, and assumed where nothing else is said.",
          "R3",
          "R4");
    }
    if (notes.is(ONLY_DATABASES_MOVE, true)) {
      notes.contradiction(
          ONLY_DATABASES_MOVE,
          FROM,
          "No database of V4 can be taken over. Is the whole server to become V9?",
          "Of V4 only the configuration is transferred.",
          "R5",
          "R6");
    }
  }

  private static void machineOfRelocation(Deliberation notes) {
    if (notes.is(ONLY_DATABASES_MOVE, true) && notes.is(SAME_MACHINE, false)) {
      notes.contradiction(
          SAME_MACHINE,
          ONLY_DATABASES_MOVE,
          "Does the XPhone server stay where it is, or does it go to another machine?",
          "Where only the databases move, the XPhone server stays.",
          "R21");
    }
    if (notes.is(ONLY_DATABASES_MOVE, false) && notes.is(SAME_MACHINE, true)) {
      notes.contradiction(
          SAME_MACHINE,
          ONLY_DATABASES_MOVE,
          "To which new machine does the XPhone server go? Or do only its databases move?",
          "The relocation is a move: the old server keeps running beside the new one.",
          "R16",
          "R21");
    }
  }

  private static void machineOfExpressUpdate(Deliberation notes) {
    if (notes.is(SAME_MACHINE, false)) {
      notes.contradiction(
          SAME_MACHINE,
          WANTED,
          "Is the server to move to another machine? Then V9 is wanted, by a relocation.",
          "The SQL Express update takes place on the machine on which the server runs.",
          "E1",
          "R16");
    }
    if (notes.is(ONLY_DATABASES_MOVE, true)) {
      notes.contradiction(
          ONLY_DATABASES_MOVE,
          WANTED,
          "Are the databases to move to another SQL Server? Then V9 is wanted, by plan D.",
          "In the SQL Express update the databases stay on their machine.",
          "E1",
          "R21");
    }
    notes
        .get(TARGET_SQL_PLACE)
        .filter(place -> place != SqlServerPlace.INTEGRATED)
        .ifPresent(
            _ ->
                notes.contradiction(
                    TARGET_SQL_PLACE,
                    WANTED,
                    "Is it a newer SQL Express that is wanted, or another SQL Server?",
                    "The SQL Express update ends with the integrated SQL Express.",
                    "E5"));
    notes
        .need(
            SOURCE_SQL_PLACE,
            "Only databases in the integrated SQL Express can be updated with it.",
            "E1",
            "E4")
        .filter(place -> place != SqlServerPlace.INTEGRATED)
        .ifPresent(
            _ ->
                notes.contradiction(
                    SOURCE_SQL_PLACE,
                    WANTED,
                    "The databases are in no integrated SQL Express. What is to be updated?",
                    "The vendor's batch files update the integrated SQL Express.",
                    "E4"));
  }
}
