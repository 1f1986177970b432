package io.umzug.domain.migration;

import io.umzug.domain.plan.Choice;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.route.Compilation.Advice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was advised when the plan was chosen, in as far as it was asked about.
 *
 * @param route the kind of way
 * @param plan absent where the advice names none
 * @param downtime absent where there are no updates
 * @param transport absent where the way has a procedure of its own
 * @param reasons every reason in a sentence with its rules
 */
public record Advised(
    RouteKind route,
    @Nullable Plan plan,
    @Nullable Downtime downtime,
    @Nullable Transport transport,
    List<String> reasons) {

  public Advised {
    reasons = List.copyOf(reasons);
  }

  static Advised of(Advice advice) {
    return new Advised(
        advice.route(),
        advice.plan(),
        advice.downtime(),
        advice.transport(),
        advice.reasons().stream()
            .map(
                reason -> "%s (%s)".formatted(reason.sentence(), String.join(", ", reason.rules())))
            .toList());
  }

  /** Where the choice is another than the advice; empty where it follows it. */
  List<String> overruledBy(RouteKind chosenRoute, Choice choice) {
    List<String> differences = new ArrayList<>();
    if (route != chosenRoute) {
      differences.add("the route %s, not %s".formatted(spelt(route), spelt(chosenRoute)));
    }
    if (plan != null && plan != choice.plan()) {
      differences.add("plan %s, not %s".formatted(plan, choice.inWords()));
    }
    if (downtime != null && downtime != choice.downtime()) {
      differences.add("downtime %s, not %s".formatted(spelt(downtime), spelt(choice.downtime())));
    }
    if (transport != null && transport != choice.transport()) {
      differences.add(
          "transport %s, not %s".formatted(spelt(transport), spelt(choice.transport())));
    }
    return differences;
  }

  /** As a person says it on the command line. */
  private static String spelt(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
