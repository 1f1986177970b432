package io.umzug.application.work;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Driven port: how far the running work has come, for reading. */
public interface ProgressBoard {

  /**
   * @param percent 0 to 100
   * @param bytesPerSecond null, as the next, where nobody can tell
   * @param secondsLeft if it goes on as it went
   */
  record Progress(
      String subject, int percent, @Nullable Long bytesPerSecond, @Nullable Long secondsLeft) {

    public Progress(String subject, int percent) {
      this(subject, percent, null, null);
    }
  }

  /** In the order in which the subjects were first mentioned. */
  List<Progress> of(String workId);
}
