package io.umzug.application.verification;

import io.umzug.domain.evidence.TableFingerprint;
import io.umzug.domain.schema.ObjectName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be read.
 *
 * @param leaveOut tables that are not read, by their qualified names, as they are typed
 * @param connections at most; each reads a table at a time
 * @param known tables that an earlier run has read: they are not read again
 */
public record FingerprintOrder(
    String database, Set<String> leaveOut, int connections, List<TableFingerprint> known) {

  public static final int USUAL_CONNECTIONS = 2;
  public static final int MOST_CONNECTIONS = 32;

  public FingerprintOrder {
    requireSensible(connections);
    leaveOut = leaveOut.stream().map(ObjectName::written).collect(Collectors.toUnmodifiableSet());
    known = List.copyOf(known);
  }

  static void requireSensible(int connections) {
    if (connections < 1 || connections > MOST_CONNECTIONS) {
      throw new IllegalArgumentException(
          "A database is read over 1 to %d connections, not %d."
              .formatted(MOST_CONNECTIONS, connections));
    }
  }

  /** All of a database. */
  public static FingerprintOrder of(String database) {
    return new FingerprintOrder(database, Set.of(), USUAL_CONNECTIONS, List.of());
  }

  /** The same, but for what is known already. */
  public FingerprintOrder knowing(List<TableFingerprint> earlier) {
    return new FingerprintOrder(database, leaveOut, connections, earlier);
  }

  /** The same over another number of connections. */
  public FingerprintOrder over(int others) {
    return new FingerprintOrder(database, leaveOut, others, known);
  }
}
