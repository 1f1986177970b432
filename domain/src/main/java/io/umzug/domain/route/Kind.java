package io.umzug.domain.route;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What values a fact can have.
 *
 * @param <T> the type of the values
 */
public sealed interface Kind<T> {

  /** The value that this text stands for; empty where it stands for none. */
  Optional<T> read(String text);

  /** The value as a person writes it. */
  String write(T value);

  /** The values in words: {@code yes or no}. */
  String values();

  boolean accepts(T value);

  /** Values to ask "what if it were …?" with: every one, or those about the turning points. */
  List<T> suppositions(@Nullable T known);

  /** How far apart two values are, by whatever measure the kind has. */
  BigDecimal distance(T one, T other);

  record YesNo() implements Kind<Boolean> {

    @Override
    public Optional<Boolean> read(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "yes", "true" -> Optional.of(true);
        case "no", "false" -> Optional.of(false);
        default -> Optional.empty();
      };
    }

    @Override
    public String write(Boolean value) {
      return value ? "yes" : "no";
    }

    @Override
    public String values() {
      return "yes or no";
    }

    @Override
    public boolean accepts(Boolean value) {
      return true;
    }

    @Override
    public List<Boolean> suppositions(@Nullable Boolean known) {
      return List.of(true, false);
    }

    @Override
    public BigDecimal distance(Boolean one, Boolean other) {
      return one.equals(other) ? BigDecimal.ZERO : BigDecimal.ONE;
    }
  }

  /** A whole number, both ends included. */
  record Whole(int least, int most, List<Integer> turningPoints) implements Kind<Integer> {

    public Whole {
      turningPoints = List.copyOf(turningPoints);
    }

    @Override
    public Optional<Integer> read(String text) {
      return text.matches("0|[1-9][0-9]{0,8}")
          ? Optional.of(Integer.valueOf(text)).filter(this::accepts)
          : Optional.empty();
    }

    @Override
    public String write(Integer value) {
      return value.toString();
    }

    @Override
    public String values() {
      return "a whole number from %d to %d".formatted(least, most);
    }

    @Override
    public boolean accepts(Integer value) {
      return value >= least && value <= most;
    }

    @Override
    public List<Integer> suppositions(@Nullable Integer known) {
      return turningPoints.stream()
          .flatMap(point -> Stream.of(point - 1, point, point + 1))
          .distinct()
          .filter(this::accepts)
          .toList();
    }

    @Override
    public BigDecimal distance(Integer one, Integer other) {
      return BigDecimal.valueOf(Math.abs((long) one - other));
    }
  }

  /** A number of up to three decimals, above zero. */
  record Amount(String unit, BigDecimal most) implements Kind<BigDecimal> {

    @Override
    public Optional<BigDecimal> read(String text) {
      return text.matches("(0|[1-9][0-9]{0,8})([.][0-9]{1,3})?")
          ? Optional.of(new BigDecimal(text)).filter(this::accepts)
          : Optional.empty();
    }

    @Override
    public String write(BigDecimal value) {
      return value.toPlainString();
    }

    @Override
    public String values() {
      return "a number of %s above 0 and up to %s, such as 2 or 2.5"
          .formatted(unit, most.toPlainString());
    }

    @Override
    public boolean accepts(BigDecimal value) {
      return value.signum() > 0 && value.compareTo(most) <= 0;
    }

    @Override
    public List<BigDecimal> suppositions(@Nullable BigDecimal known) {
      return known == null ? List.of(BigDecimal.ONE) : List.of();
    }

    @Override
    public BigDecimal distance(BigDecimal one, BigDecimal other) {
      return one.subtract(other).abs();
    }
  }

  /**
   * One of a few, under their labels.
   *
   * @param all in their natural order
   */
  record OneOf<E extends Enum<E>>(List<E> all, Function<E, String> label) implements Kind<E> {

    public OneOf {
      all = List.copyOf(all);
    }

    @Override
    public Optional<E> read(String text) {
      return all.stream().filter(value -> label.apply(value).equalsIgnoreCase(text)).findFirst();
    }

    @Override
    public String write(E value) {
      return label.apply(value);
    }

    @Override
    public String values() {
      return "one of " + all.stream().map(label).collect(Collectors.joining(", "));
    }

    @Override
    public boolean accepts(E value) {
      return all.contains(value);
    }

    @Override
    public List<E> suppositions(@Nullable E known) {
      return all;
    }

    @Override
    public BigDecimal distance(E one, E other) {
      return BigDecimal.valueOf(Math.abs(one.ordinal() - other.ordinal()));
    }
  }

  /** A size in GB for each database; one step of this kind is a tenth of a GB. */
  record Sizes(Amount size, List<Integer> turningPoints) implements Kind<DatabaseSizes> {

    private static final BigDecimal STEP = new BigDecimal("0.1");

    public Sizes {
      turningPoints = List.copyOf(turningPoints);
    }

    /** Sizes have no text of their own: they are a list of names and numbers. */
    @Override
    public Optional<DatabaseSizes> read(String text) {
      return Optional.empty();
    }

    @Override
    public String write(DatabaseSizes value) {
      return value.toString();
    }

    @Override
    public String values() {
      return "each database's name with its size, " + size.values();
    }

    @Override
    public boolean accepts(DatabaseSizes value) {
      return value.gigabytes().values().stream().allMatch(size::accepts);
    }

    @Override
    public List<DatabaseSizes> suppositions(@Nullable DatabaseSizes known) {
      if (known == null) {
        return List.of();
      }
      List<DatabaseSizes> suppositions = new ArrayList<>();
      for (int point : turningPoints) {
        suppositions.add(known.withMost(BigDecimal.valueOf(point)));
        suppositions.add(known.withMost(BigDecimal.valueOf(point).add(STEP)));
      }
      return suppositions;
    }

    @Override
    public BigDecimal distance(DatabaseSizes one, DatabaseSizes other) {
      return one.most().subtract(other.most()).abs();
    }
  }

  static Whole whole(int least, int most, Integer... turningPoints) {
    return new Whole(least, most, List.of(turningPoints));
  }

  static <E extends Enum<E>> OneOf<E> oneOf(Class<E> type, Function<E, String> label) {
    return new OneOf<>(Arrays.asList(type.getEnumConstants()), label);
  }
}
