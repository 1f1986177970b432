package io.umzug.application.preflight;

import io.umzug.domain.plan.Plan;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.DueCheck;
import io.umzug.domain.preflight.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * R18 to R21: in plan A and B the SQL Server is on the XPhone server's machine, in C and D on
 * another. The names in the configuration tell, so nobody has to answer for it.
 */
final class PlansMachine implements PreflightCheck {

  private static final Set<String> HERE = Set.of("(local)", ".", "localhost");

  @Override
  public Check check() {
    return Check.SERVER_MACHINE;
  }

  @Override
  public List<Finding> look(Ground ground, DueCheck due) {
    String xphone = ground.estate().at(due.site()).xphone().host();
    return ground.servers(due.site()).stream()
        .map(server -> compared(ground.plan(), server, xphone))
        .toList();
  }

  private static Finding compared(Plan plan, String server, String xphone) {
    String machine = machine(server);
    if (!HERE.contains(machine) && isAddress(machine) != isAddress(xphone)) {
      return Finding.warning(
          Check.SERVER_MACHINE,
          server,
          "not known",
          "Whether %s and %s are one machine does not show in their names; plan %s wants %s."
              .formatted(server, xphone, plan, wanted(plan)),
          "Name both by their computer names in the estate's configuration.");
    }
    boolean same = HERE.contains(machine) || machine.equals(machine(xphone));
    String observed = same ? "the XPhone server's machine" : "a machine of its own";
    return same == isOneMachine(plan)
        ? Finding.pass(
            Check.SERVER_MACHINE,
            server,
            observed,
            "By its name %s is on %s, which suits plan %s.".formatted(server, observed, plan))
        : Finding.fail(
            Check.SERVER_MACHINE,
            server,
            observed,
            "By its name %s is on %s, and the XPhone server is %s; but plan %s wants %s."
                .formatted(server, observed, xphone, plan, wanted(plan)),
            "Choose plan %s, or name another target for the databases."
                .formatted(same ? "A or B" : "C or D"));
  }

  private static boolean isOneMachine(Plan plan) {
    return switch (plan) {
      case A, B -> true;
      case C, D -> false;
    };
  }

  private static String wanted(Plan plan) {
    return isOneMachine(plan) ? "one machine for both" : "two machines";
  }

  /** The computer's name without instance, port and domain; an IP address as it is. */
  private static String machine(String server) {
    String host = server.split("[\\\\,]", 2)[0].strip().toLowerCase(Locale.ROOT);
    return isAddress(host) || HERE.contains(host) ? host : host.split("\\.", 2)[0];
  }

  private static boolean isAddress(String host) {
    return host.matches("[0-9.]+") && !host.equals(".") || host.contains(":");
  }
}
