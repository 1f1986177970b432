package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.sqlserver.MediaOperation;
import io.umzug.domain.migration.WorkOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What earlier attempts have left running on the servers of a work. A move has one work at a time:
 * it is ended once, before the work has connections of its own side by side.
 */
final class EarlierAttempts {

  /** An operation that the work can still use, should it run. */
  record Left(String server, MediaOperation operation) {}

  private EarlierAttempts() {}

  /** Ends all that runs on these servers in the name of the move, but for what it can use. */
  static void end(Connections connections, Estate estate, WorkOrder order, List<Left> usable)
      throws WorkProblem {
    Map<String, List<Left>> servers = new LinkedHashMap<>();
    for (Left left : usable) {
      servers
          .computeIfAbsent(left.server().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(left);
    }
    for (List<Left> there : servers.values()) {
      MediaOperation first = there.getFirst().operation();
      connections.use(
          estate,
          there.getFirst().server(),
          order,
          first.kind().name().toLowerCase(Locale.ROOT) + " of " + first.database(),
          first.files().getFirst(),
          server -> server.endEarlierSessions(there.stream().map(Left::operation).toList()));
    }
  }
}
