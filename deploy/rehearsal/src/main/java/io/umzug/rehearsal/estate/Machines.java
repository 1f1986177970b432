package io.umzug.rehearsal.estate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The estate's XPhone machines by name, in the order of the topology. */
record Machines(Map<String, Machine> byHost) {

  Machines {
    byHost = new LinkedHashMap<>(byHost);
  }

  Optional<Machine> find(String host) {
    return Optional.ofNullable(byHost.get(host));
  }

  Machine get(String host) {
    return find(host)
        .orElseThrow(() -> new EstateException("There is no XPhone machine called " + host + "."));
  }
}
