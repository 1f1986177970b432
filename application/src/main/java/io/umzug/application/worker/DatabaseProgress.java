package io.umzug.application.worker;

import io.umzug.application.sqlserver.SqlProgress;
import io.umzug.application.work.Pace;
import io.umzug.application.work.WorkContext;

/** What a SQL Server tells of a database's backup or restore, for who watches the work. */
record DatabaseProgress(WorkContext context, String database) implements SqlProgress {

  /** Percent. */
  static final int DONE = 100;

  @Override
  public void reached(int percent) {
    context.progress(database, percent);
  }

  @Override
  public void reached(int percent, Pace pace) {
    context.progress(database, percent, pace);
  }
}
