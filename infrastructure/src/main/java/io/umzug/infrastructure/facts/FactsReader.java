package io.umzug.infrastructure.facts;

import io.umzug.domain.route.DatabaseSizes;
import io.umzug.domain.route.Fact;
import io.umzug.domain.route.Kind;
import io.umzug.domain.route.MoveFacts;
import io.umzug.infrastructure.facts.Entry.Mapping;
import io.umzug.infrastructure.facts.Entry.Other;
import io.umzug.infrastructure.facts.Entry.Pair;
import io.umzug.infrastructure.facts.Entry.Scalar;
import io.umzug.infrastructure.facts.Entry.Sort;
import io.umzug.infrastructure.facts.FactsReading.Misread;
import io.umzug.infrastructure.facts.FactsReading.Understood;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Facts out of names and values. Strict: a misspelt fact must not be taken for an unknown one. */
final class FactsReader {

  private static final String UNKNOWN = "unknown";
  private static final List<String> NAMES = Fact.ALL.stream().map(Fact::name).toList();

  private final List<Mistake> mistakes = new ArrayList<>();
  private MoveFacts facts = MoveFacts.nothing();

  private FactsReader() {}

  static FactsReading read(Entry root) {
    FactsReader reader = new FactsReader();
    switch (root) {
      case Mapping mapping -> reader.facts(mapping);
      case Scalar scalar when scalar.sort() == Sort.NOTHING -> {}
      case Scalar _, Other _ ->
          reader.mistake(root, "Facts are written as a name with a value, such as users: 120.");
    }
    return reader.mistakes.isEmpty() ? new Understood(reader.facts) : new Misread(reader.mistakes);
  }

  private void mistake(Entry entry, String sentence) {
    mistakes.add(Mistake.at(entry.line(), entry.column(), sentence));
  }

  private void facts(Mapping mapping) {
    Set<String> seen = new HashSet<>();
    for (Pair pair : mapping.pairs()) {
      Optional<Fact<?>> fact = Fact.named(pair.key());
      if (fact.isEmpty()) {
        mistakes.add(
            new Mistake(
                pair.line(),
                pair.column(),
                "There is no fact '%s'. Known are: %s."
                    .formatted(pair.key(), String.join(", ", NAMES)),
                NAMES));
      } else if (!seen.add(pair.key())) {
        mistakes.add(
            Mistake.at(pair.line(), pair.column(), "'%s' is written twice.".formatted(pair.key())));
      } else {
        fact(fact.get(), pair.value());
      }
    }
  }

  private <T> void fact(Fact<T> fact, Entry entry) {
    if (isUnknown(entry)) {
      return;
    }
    if (fact.kind() instanceof Kind.Sizes sizes && entry instanceof Mapping mapping) {
      sizes(sizes, mapping);
      return;
    }
    Optional<T> value =
        entry instanceof Scalar scalar && suits(fact.kind(), scalar.sort())
            ? fact.kind().read(scalar.text())
            : Optional.empty();
    value.ifPresentOrElse(known -> facts = facts.with(fact, known), () -> wrongValue(fact, entry));
  }

  private static boolean isUnknown(Entry entry) {
    return entry instanceof Scalar scalar
        && (scalar.sort() == Sort.NOTHING
            || (scalar.sort() == Sort.TEXT && scalar.text().equals(UNKNOWN)));
  }

  private static boolean suits(Kind<?> kind, Sort sort) {
    return switch (kind) {
      case Kind.YesNo _ -> sort == Sort.BOOLEAN;
      case Kind.Whole _, Kind.Amount _ -> sort == Sort.NUMBER;
      case Kind.OneOf<?> _ -> sort == Sort.TEXT || sort == Sort.NUMBER;
      case Kind.Sizes _ -> false;
    };
  }

  private void wrongValue(Fact<?> fact, Entry entry) {
    mistakes.add(
        new Mistake(
            entry.line(),
            entry.column(),
            "'%s' cannot be %s: it is %s, or unknown."
                .formatted(fact.name(), told(entry), fact.kind().values()),
            known(fact.kind())));
  }

  private static <T> List<String> known(Kind<T> kind) {
    return switch (kind) {
      case Kind.YesNo _ -> List.of("yes", "no");
      case Kind.OneOf<?> oneOf -> labels(oneOf);
      case Kind.Whole _, Kind.Amount _, Kind.Sizes _ -> List.of();
    };
  }

  private static <E extends Enum<E>> List<String> labels(Kind.OneOf<E> oneOf) {
    return oneOf.all().stream().map(oneOf::write).toList();
  }

  private static String told(Entry entry) {
    return switch (entry) {
      case Scalar scalar when scalar.sort() == Sort.TEXT ->
          "the text '%s'".formatted(scalar.text());
      case Scalar scalar -> scalar.text();
      case Mapping _ -> "a group of names and values";
      case Other _ -> "a list or a group";
    };
  }

  private void sizes(Kind.Sizes kind, Mapping mapping) {
    TreeMap<String, BigDecimal> sizes = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (Pair pair : mapping.pairs()) {
      Optional<BigDecimal> size =
          pair.value() instanceof Scalar scalar && scalar.sort() == Sort.NUMBER
              ? kind.size().read(scalar.text())
              : Optional.empty();
      if (!seen.add(pair.key())) {
        mistakes.add(
            Mistake.at(pair.line(), pair.column(), "'%s' is written twice.".formatted(pair.key())));
      } else if (size.isPresent()) {
        sizes.put(pair.key(), size.get());
      } else if (!isUnknown(pair.value())) {
        mistake(
            pair.value(),
            "The size of '%s' cannot be %s: it is %s."
                .formatted(pair.key(), told(pair.value()), kind.size().values()));
      }
    }
    // The largest database decides: one whose size is unknown could be that.
    if (!sizes.isEmpty() && sizes.size() == seen.size()) {
      facts = facts.with(Fact.DATABASE_SIZES, DatabaseSizes.of(sizes));
    }
  }
}
