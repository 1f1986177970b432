package io.umzug.application.preflight;

import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.domain.evidence.SqlServerFacts;
import java.util.Map;

/**
 * How the SQL Servers answered when they were tried.
 *
 * @param facts of those that answered, by name
 * @param failures of those that did not
 */
record Answers(Map<String, SqlServerFacts> facts, Map<String, SqlServerFailure> failures) {

  Answers {
    facts = Map.copyOf(facts);
    failures = Map.copyOf(failures);
  }
}
