package io.umzug.application.estate;

import io.umzug.domain.plan.Site;
import java.util.List;
import java.util.Locale;

/** The estates that are configured. */
public interface Estates {

  List<Estate> all();

  /**
   * @throws UnknownEstate where no estate has this name
   */
  Estate named(String name);

  /** A move or an instruction names an estate that the configuration does not have. */
  final class UnknownEstate extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownEstate(String name, List<String> known) {
      super(
          "No estate is called '%s'. Configured are: %s."
              .formatted(name, known.isEmpty() ? "none" : String.join(", ", known)));
    }
  }

  /** A route goes by a site that the configuration of its estate does not describe. */
  final class UnknownSite extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownSite(String estate, Site site) {
      super(
          "The estate '%s' does not describe its XPhone server at the %s. Add '%s' to its configuration."
              .formatted(
                  estate,
                  site.name().toLowerCase(Locale.ROOT),
                  switch (site) {
                    case SOURCE -> "source-xphone";
                    case INTERMEDIATE -> "intermediate-xphone";
                    case TARGET -> "xphone";
                  }));
    }
  }
}
