package io.umzug.domain.route;

import static io.umzug.domain.route.Fact.DOWNTIME_HOURS;
import static io.umzug.domain.route.Fact.FROM;
import static io.umzug.domain.route.Fact.HOURS_PER_HOP;
import static io.umzug.domain.route.Fact.ONLY_DATABASES_MOVE;
import static io.umzug.domain.route.Fact.WANTED;

import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.route.Outcome.WithDowntime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the major updates are lived through in place (R14) or beside the old server (R15). */
final class DowntimePolicy {

  /** What R14 calls a long window is a weekend; without an estimate that is the measure. */
  static final int WEEKEND_HOURS = 48;

  private static final BigDecimal STEP = new BigDecimal("0.1");

  private DowntimePolicy() {}

  /** Empty where there is nothing to decide: from V8 on there is no update before the move. */
  static Optional<Downtime> ofRelocation(Deliberation notes, boolean serverStays) {
    int hops = hops(notes);
    if (hops <= 1) {
      return Optional.empty();
    }
    return serverStays
        ? onlyInPlace(
            notes,
            hops,
            ONLY_DATABASES_MOVE,
            "Where only the databases move, the server stays and is updated where it is.",
            "R21")
        : byWindow(notes, hops);
  }

  /** E1: the XPhone server is updated on its machine, and there is no other way. */
  static Optional<Downtime> ofExpressUpdate(Deliberation notes) {
    int hops = hops(notes);
    return hops == 0
        ? Optional.empty()
        : onlyInPlace(
            notes, hops, WANTED, "The XPhone server is updated on its machine first.", "E1");
  }

  private static Optional<Downtime> onlyInPlace(
      Deliberation notes, int hops, Fact<?> fact, String sentence, String rule) {
    WithDowntime inPlace = new WithDowntime(Downtime.IN_PLACE);
    notes.because(inPlace, fact, sentence, rule, "R14");
    Optional<Integer> window = notes.get(DOWNTIME_HOURS);
    Optional<BigDecimal> each = notes.get(HOURS_PER_HOP);
    if (window.isEmpty() || each.isEmpty()) {
      noEstimate(notes, window.isEmpty() ? DOWNTIME_HOURS : HOURS_PER_HOP);
    } else if (needed(hops, each.get()).compareTo(BigDecimal.valueOf(window.get())) > 0) {
      notes.contradiction(
          DOWNTIME_HOURS,
          fact,
          "%d hops of %s hours do not fit into %d hours. Can the window be longer?"
              .formatted(hops, each.get().toPlainString(), window.get()),
          sentence + " It is down for the whole route.",
          rule,
          "R14");
    }
    return Optional.of(inPlace.downtime());
  }

  /** Version by version up to V9 (R9). */
  static int hops(Deliberation notes) {
    return XPhoneVersion.V9.ordinal() - notes.get(FROM).orElseThrow().ordinal();
  }

  private static BigDecimal needed(int hops, BigDecimal hoursPerHop) {
    return hoursPerHop.multiply(BigDecimal.valueOf(hops));
  }

  private static void noEstimate(Deliberation notes, Fact<?> missing) {
    notes.warn(
        Caution.NO_ESTIMATE,
        missing,
        "Whether the updates fit into the window is not known. Measure one, then ask again with"
            + " downtimeHours and hoursPerHop.",
        "R14");
  }

  private static Optional<Downtime> byWindow(Deliberation notes, int hops) {
    Optional<Integer> window =
        notes.need(
            DOWNTIME_HOURS,
            "In place, the server is down for the whole route; otherwise an intermediate server"
                + " is updated.",
            "R14",
            "R15");
    if (window.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        notes
            .get(HOURS_PER_HOP)
            .map(each -> byEstimate(notes, window.get(), hops, each))
            .orElseGet(() -> byWeekend(notes, window.get())));
  }

  private static Downtime byEstimate(
      Deliberation notes, int window, int hops, BigDecimal hoursPerHop) {
    BigDecimal needed = needed(hops, hoursPerHop);
    boolean fits = needed.compareTo(BigDecimal.valueOf(window)) <= 0;
    Downtime downtime = fits ? Downtime.IN_PLACE : Downtime.INTERMEDIATE_SERVER;
    WithDowntime outcome = new WithDowntime(downtime);
    String sentence =
        "%d hops of %s hours make %s hours; the window has %d."
            .formatted(hops, hoursPerHop.toPlainString(), needed.toPlainString(), window);
    String rule = fits ? "R14" : "R15";
    int enough = needed.setScale(0, RoundingMode.CEILING).intValueExact();
    notes.because(
        outcome,
        DOWNTIME_HOURS,
        suppositions(known(DOWNTIME_HOURS, enough), known(DOWNTIME_HOURS, enough - 1)),
        sentence,
        rule);
    BigDecimal atMost =
        BigDecimal.valueOf(window).divide(BigDecimal.valueOf(hops), 1, RoundingMode.FLOOR);
    notes.because(
        outcome,
        HOURS_PER_HOP,
        suppositions(known(HOURS_PER_HOP, atMost), known(HOURS_PER_HOP, atMost.add(STEP))),
        sentence,
        rule);
    return downtime;
  }

  private static Downtime byWeekend(Deliberation notes, int window) {
    boolean longWindow = window >= WEEKEND_HOURS;
    Downtime downtime = longWindow ? Downtime.IN_PLACE : Downtime.INTERMEDIATE_SERVER;
    notes.because(
        new WithDowntime(downtime),
        DOWNTIME_HOURS,
        longWindow
            ? "A window of %d hours is a long one (a weekend has %d)."
                .formatted(window, WEEKEND_HOURS)
            : ("Updates in place suit a window as long as a weekend, %2$d hours; this one has %1$d."
                    + " Beside an intermediate server the old one keeps running.")
                .formatted(window, WEEKEND_HOURS),
        longWindow ? "R14" : "R15");
    noEstimate(notes, HOURS_PER_HOP);
    return downtime;
  }

  private static <T> @Nullable Known<T> known(Fact<T> fact, T value) {
    return fact.kind().accepts(value) ? new Known<>(fact, value) : null;
  }

  private static List<Known<?>> suppositions(@Nullable Known<?> one, @Nullable Known<?> other) {
    List<Known<?>> suppositions = new ArrayList<>();
    if (one != null) {
      suppositions.add(one);
    }
    if (other != null) {
      suppositions.add(other);
    }
    return suppositions;
  }
}
