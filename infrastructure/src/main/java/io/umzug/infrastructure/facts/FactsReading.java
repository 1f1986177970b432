package io.umzug.infrastructure.facts;

import io.umzug.domain.route.MoveFacts;
import java.util.List;

/** What a file of facts says, or every mistake in it. */
public sealed interface FactsReading {

  record Understood(MoveFacts facts) implements FactsReading {}

  record Misread(List<Mistake> mistakes) implements FactsReading {

    public Misread {
      mistakes = List.copyOf(mistakes);
    }
  }
}
