package io.umzug.infrastructure.sqlserver.copy;

import io.umzug.application.copy.CopyProgress;
import io.umzug.application.copy.CopyProgress.Reached;
import io.umzug.application.copy.CopyProgress.Stage;
import io.umzug.domain.schema.ObjectName;
import io.umzug.domain.schema.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** How far a stage is, told by several threads, one at a time. */
final class CopyTelling {

  private final CopyProgress progress;
  private final Stage stage;
  private final int tables;
  private final long expected;
  private final long begun = System.nanoTime();
  private final Lock telling = new ReentrantLock();
  private int done;
  private long rows;
  private long bytes;

  /**
   * @param tables of the whole copy
   * @param left those that the stage goes through
   */
  CopyTelling(
      CopyProgress progress,
      Stage stage,
      int tables,
      List<Table> left,
      Map<ObjectName, Long> estimates) {
    this.progress = progress;
    this.stage = stage;
    this.tables = tables;
    this.expected =
        left.stream().mapToLong(table -> estimates.getOrDefault(table.name(), 0L)).sum();
  }

  void moved(Table table, long moreRows, long moreBytes) {
    tell(table, moreRows, moreBytes, 0);
  }

  void done(Table table) {
    tell(table, 0, 0, 1);
  }

  private void tell(Table table, long moreRows, long moreBytes, int moreTables) {
    telling.lock();
    try {
      rows += moreRows;
      bytes += moreBytes;
      done += moreTables;
      progress.reached(
          new Reached(
              stage,
              table.name().toString(),
              done,
              tables,
              rows,
              expected,
              bytes,
              Duration.ofNanos(System.nanoTime() - begun)));
    } finally {
      telling.unlock();
    }
  }
}
