package io.umzug.application.work;

import java.util.List;

/** Driven port: how far the running work has come, for reading. */
public interface ProgressBoard {

  /**
   * @param percent 0 to 100
   */
  record Progress(String subject, int percent) {}

  /** In the order in which the subjects were first mentioned. */
  List<Progress> of(String workId);
}
