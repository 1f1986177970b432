package io.umzug.rehearsal.estate;

import java.util.Arrays;
import java.util.stream.Collectors;

/** From where the move comes: it decides what stands in the estate on the first day. */
public enum Route {
  /** XPhone UC 2011: its configuration is transferred to a new machine (R1–R8). */
  V4(4),
  /** Updates version by version up to V8, then the relocation (R9–R15). */
  V5(5),
  V6(6),
  V7(7),
  /** The relocation alone (R16–R25). */
  V8(8),
  /** A newer SQL Express on the same machine (E1–E7). */
  SQL_EXPRESS(8);

  private final int version;

  Route(int version) {
    this.version = version;
  }

  /** The version of the software on the old machine, 4 to 8. */
  public int version() {
    return version;
  }

  /** The name on the command line, such as {@code V5} or {@code sql-express}. */
  public String label() {
    return this == SQL_EXPRESS ? "sql-express" : name();
  }

  /** Whether major updates stand before the relocation (R9). */
  public boolean hasUpdates() {
    return switch (this) {
      case V5, V6, V7 -> true;
      case V4, V8, SQL_EXPRESS -> false;
    };
  }

  /**
   * The route with this label, in any case of letters.
   *
   * @throws IllegalArgumentException naming the labels there are
   */
  public static Route labelled(String label) {
    return Arrays.stream(values())
        .filter(route -> route.label().equalsIgnoreCase(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No route is called '%s'. There are: %s".formatted(label, labels())));
  }

  private static String labels() {
    return Arrays.stream(values()).map(Route::label).collect(Collectors.joining(", "));
  }
}
