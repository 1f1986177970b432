package io.umzug.infrastructure.ssh;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The machines that the estates reach by SSH, by the names they call them. */
public final class SshHosts {

  /** Of the estates that reach none so. */
  public static final SshHosts NONE = new SshHosts(Map.of());

  private final Map<String, Map<String, SshHost>> byEstate;

  /**
   * @param byEstate the estate's name, then the machine's
   */
  public SshHosts(Map<String, Map<String, SshHost>> byEstate) {
    this.byEstate =
        byEstate.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    estate ->
                        estate.getValue().entrySet().stream()
                            .collect(
                                Collectors.toMap(
                                    host -> folded(host.getKey()), Map.Entry::getValue))));
  }

  /** Empty where it is not reached by SSH: then it is this machine, or its share is used. */
  public Optional<SshHost> of(String estate, String machine) {
    return Optional.ofNullable(byEstate.getOrDefault(estate, Map.of()).get(folded(machine)));
  }

  private static String folded(String machine) {
    return machine.toLowerCase(Locale.ROOT);
  }
}
