package io.umzug.infrastructure.work;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import io.umzug.application.migration.EventHistory;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.application.work.WorkQueue;
import io.umzug.application.worker.Worker;
import io.umzug.infrastructure.stored.EventJson;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** db-scheduler on the same database and in the same transactions as Axon. */
@Configuration(proxyBeanMethods = false)
public class WorkConfiguration {

  private static final int WORK_AT_ONCE = 4;

  /** More than work may take: deadlines and reminders do not wait for hours of SQL. */
  private static final int THREADS = WORK_AT_ONCE + 2;

  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration POLLING_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(20);

  @Bean
  WorkStore workStore(JdbcClient database) {
    return new WorkStore(database, workJson());
  }

  private static ObjectMapper workJson() {
    return EventJson.mapper();
  }

  @Bean
  WorkQueue workQueue(WorkStore store, ObjectProvider<Scheduler> scheduler, InstantSource clock) {
    return new SchedulerWorkQueue(store, scheduler::getObject, clock);
  }

  @Bean
  Scheduler scheduler(
      DataSource dataSource,
      WorkStore store,
      EventHistory history,
      ObjectProvider<MigrationDesk> desk,
      ObjectProvider<DeadlineManager> deadlines,
      List<Worker<?>> workers,
      NodeName node) {
    return Scheduler.create(
            new TransactionAwareDataSourceProxy(dataSource),
            new WorkTask(store, history, desk::getObject, workers, WORK_AT_ONCE).task(),
            DbSchedulerDeadlineManager.binaryTask(
                () -> (DbSchedulerDeadlineManager) deadlines.getObject()))
        .threads(THREADS)
        .pollUsingLockAndFetch(0.5, 1.0)
        .pollingInterval(POLLING_INTERVAL)
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
        .shutdownMaxWait(LONGEST_SHUTDOWN)
        .schedulerName(new SchedulerName.Fixed(node.value()))
        .build();
  }

  @Bean
  SchedulerLifecycle schedulerLifecycle(Scheduler scheduler, OwnRows ownRows) {
    return new SchedulerLifecycle(scheduler, ownRows);
  }

  @Bean
  OwnRows ownRows(DataSource dataSource, NodeName node) {
    return new OwnRows(dataSource, node);
  }
}
