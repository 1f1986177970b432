package io.umzug.rehearsal.estate;

import java.util.Optional;

/**
 * What an estate is laid out for.
 *
 * @param plan the column of R24; on the route sql-express always A, whose integrated SQL Express it
 *     keeps
 */
public record Layout(Route route, Plan plan, Downtime downtime, Transport transport) {

  /** With a target that takes the old one's backups. */
  public Layout(Route route, Plan plan, Downtime downtime) {
    this(route, plan, downtime, Transport.BACKUP);
  }

  /** The relocation alone, as it was the only route of the first release. */
  public static Layout of(Plan plan) {
    return new Layout(Route.V8, plan, Downtime.IN_PLACE);
  }

  /**
   * The layout of these wishes, with the default for what is not wished.
   *
   * @throws IllegalArgumentException with the rule, where the wishes do not go together
   */
  public static Layout wished(
      Optional<Route> route, Optional<Plan> plan, Optional<Downtime> time, Optional<Transport> by) {
    Route from = route.orElse(Route.V8);
    Downtime downtime = time.orElse(Downtime.IN_PLACE);
    if (from == Route.SQL_EXPRESS) {
      refuse(
          plan.isPresent(), "The route sql-express goes by no plan (E1 to E7): leave --plan out.");
    }
    Plan column = from == Route.SQL_EXPRESS ? Plan.A : plan.orElse(EstateSettings.DEFAULT_PLAN);
    refuse(
        from == Route.V4 && column == Plan.D,
        "Plan D leaves the XPhone server where it is; a V4 goes to a new machine only (R3, R4).");
    if (downtime == Downtime.INTERMEDIATE) {
      refuse(
          !from.hasUpdates(),
          "An intermediate server is for the updates of V5, V6 and V7 (R15); the route %s has none."
              .formatted(from.label()));
      refuse(
          column == Plan.D,
          "In plan D the XPhone server stays where it is (R21); with an intermediate server it would not have been updated (R15).");
    }
    Transport transport = by.orElse(Transport.BACKUP);
    if (transport == Transport.SCRIPT) {
      refuse(
          from == Route.V4 || from == Route.SQL_EXPRESS,
          "On the route %s no database goes to an older SQL Server (M1): leave --transport out."
              .formatted(from.label()));
      refuse(
          column == Plan.A,
          "Plan A brings its own SQL Express, which is not older than the old one (R18, M1).");
    }
    return new Layout(from, column, downtime, transport);
  }

  private static void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new IllegalArgumentException(why);
    }
  }

  /** The machine on which the updates are made: the old one, or the intermediate one (R14, R15). */
  public String updatedHost() {
    return downtime == Downtime.INTERMEDIATE ? Topology.INTERMEDIATE_HOST : Topology.OLD_HOST;
  }

  /**
   * The machine of a site.
   *
   * @param site SOURCE, INTERMEDIATE or TARGET, as Umzug calls them
   * @throws IllegalArgumentException for any other
   */
  public String hostAt(String site) {
    return switch (site) {
      case "SOURCE" -> Topology.of(this).oldHost();
      case "INTERMEDIATE" -> Topology.INTERMEDIATE_HOST;
      case "TARGET" -> Topology.of(this).targetHost();
      default -> throw new IllegalArgumentException("No site is called '%s'.".formatted(site));
    };
  }

  /** For people, such as {@code route V5, plan C}. */
  public String inWords() {
    String way =
        switch (route) {
          case V8 -> "plan " + plan;
          case SQL_EXPRESS -> "route sql-express";
          case V4 -> "route V4, plan " + plan;
          case V5, V6, V7 -> "route %s, plan %s, %s".formatted(route, plan, downtime.label());
        };
    return transport == Transport.SCRIPT ? way + ", by script" : way;
  }
}
