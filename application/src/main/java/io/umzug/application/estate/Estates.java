package io.umzug.application.estate;

import java.util.List;

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
}
