package io.umzug.domain.route;

import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Step;
import io.umzug.domain.plan.Transport;
import io.umzug.domain.plan.XPhoneVersion;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a decision came to, or would come to. */
public sealed interface Outcome {

  /** What was decided about, such as {@code plan} or {@code row 3}. */
  String decision();

  /** What it came to, such as {@code B} or {@code advised}. */
  String value();

  record ByRoute(RouteKind route) implements Outcome {
    @Override
    public String decision() {
      return "route";
    }

    @Override
    public String value() {
      return label(route);
    }
  }

  record OverVersions(List<XPhoneVersion> versions) implements Outcome {
    public OverVersions {
      versions = List.copyOf(versions);
    }

    @Override
    public String decision() {
      return "versions";
    }

    @Override
    public String value() {
      return versions.stream().map(Enum::name).collect(Collectors.joining(" to "));
    }
  }

  record ByPlan(Plan plan) implements Outcome {
    @Override
    public String decision() {
      return "plan";
    }

    @Override
    public String value() {
      return plan.name();
    }
  }

  record WithDowntime(Downtime downtime) implements Outcome {
    @Override
    public String decision() {
      return "downtime";
    }

    @Override
    public String value() {
      return label(downtime);
    }
  }

  record ByTransport(Transport transport) implements Outcome {
    @Override
    public String decision() {
      return "transport";
    }

    @Override
    public String value() {
      return label(transport);
    }
  }

  /**
   * Whether a row of R24 that some moves do without is done here.
   *
   * @param mandatory whether the rules leave no choice (R27, R28); else it is advised only
   */
  record WithRow(Step row, boolean advised, boolean mandatory) implements Outcome {

    /** A row that nobody must do. */
    public WithRow(Step row, boolean advised) {
      this(row, advised, false);
    }

    @Override
    public String decision() {
      return "row " + row.label();
    }

    @Override
    public String value() {
      return !advised ? "not needed" : mandatory ? "required" : "advised";
    }
  }

  record WithCaution(Caution caution, boolean given) implements Outcome {
    @Override
    public String decision() {
      return "warning " + label(caution);
    }

    @Override
    public String value() {
      return given ? "given" : "not given";
    }
  }

  /** There would be no advice before this question is answered. */
  record Asked(Fact<?> fact) implements Outcome {
    @Override
    public String decision() {
      return "question";
    }

    @Override
    public String value() {
      return fact.name();
    }
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
