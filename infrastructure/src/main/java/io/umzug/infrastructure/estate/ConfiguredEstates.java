package io.umzug.infrastructure.estate;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import java.util.List;

/** The estates of the configuration. */
public final class ConfiguredEstates implements Estates {

  private final List<Estate> estates;

  public ConfiguredEstates(EstateSettings settings) {
    this.estates =
        settings.estates().stream().map(entry -> entry.estate(settings.rehearsal())).toList();
  }

  @Override
  public List<Estate> all() {
    return estates;
  }

  @Override
  public Estate named(String name) {
    return estates.stream()
        .filter(estate -> estate.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new UnknownEstate(name, estates.stream().map(Estate::name).toList()));
  }
}
