package io.umzug.domain.diagnosis;

import java.util.List;

/** A diagnosis without the exact text. */
record Finding(String cause, List<String> rules, String remedy) {

  Diagnosis withExactText(String exactText) {
    return new Diagnosis(cause, rules, remedy, exactText);
  }
}
