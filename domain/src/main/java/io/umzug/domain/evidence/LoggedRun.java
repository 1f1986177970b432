package io.umzug.domain.evidence;

import java.util.List;

/**
 * What the Backup-Manager's log says about a backup or restore that a person made (B6).
 *
 * @param place in the log, such as {@code backup.log, lines 4-9}
 * @param succeeded the databases of which it says that they ended well
 * @param toldEnd whether it says, in the configured words, that all of it ended well
 */
public record LoggedRun(String place, List<String> succeeded, boolean toldEnd) {

  public LoggedRun {
    succeeded = List.copyOf(succeeded);
  }
}
