package io.umzug.infrastructure.facts;

import io.umzug.domain.route.MoveFacts;
import java.util.LinkedHashMap;
import java.util.Map;

/** Facts as JSON shows them, and {@link JsonFacts} reads them. */
public final class FactsView {

  private FactsView() {}

  public static Map<String, Object> of(MoveFacts facts) {
    Map<String, Object> values = new LinkedHashMap<>();
    facts.all().forEach(known -> values.put(known.fact().name(), AdviceView.value(known)));
    return values;
  }
}
