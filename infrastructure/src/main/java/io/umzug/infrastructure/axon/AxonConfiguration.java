package io.umzug.infrastructure.axon;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.umzug.application.migration.CutOverClock;
import io.umzug.application.migration.EstateClaims;
import io.umzug.application.migration.MigrationAggregate;
import io.umzug.application.migration.MigrationDesk;
import io.umzug.application.saga.WaitingLimits;
import io.umzug.application.saga.WorkLimits;
import io.umzug.application.work.WorkQueue;
import io.umzug.infrastructure.stored.EventJson;
import io.umzug.infrastructure.stored.StableNames;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.commandhandling.gateway.IntervalRetryScheduler;
import org.axonframework.common.AxonTransientException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurationScopeAwareProvider;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Axon by hand, piece by piece: no auto-configuration that could fall back to something that keeps
 * nothing. {@link AxonLifecycle} checks at start-up that these pieces are what runs.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
public class AxonConfiguration {

  /** The processor that carries every saga. */
  static final String SAGA_PROCESSOR = "work-orders";

  private static final int COMMAND_RETRIES = 20;
  private static final int COMMAND_RETRY_INTERVAL_MILLIS = 25;

  @Bean
  Serializer axonSerializer() {
    return StableNameSerializer.create(EventJson.mapper());
  }

  @Bean
  TransactionManager axonTransactions(PlatformTransactionManager transactions) {
    return new SpringTransactionManager(transactions);
  }

  @Bean
  ConnectionProvider axonConnections(DataSource dataSource) {
    return new UnitOfWorkAwareConnectionProviderWrapper(
        new SpringDataSourceConnectionProvider(dataSource));
  }

  @Bean
  EventStorageEngine eventStorageEngine(
      Serializer serializer, ConnectionProvider connections, TransactionManager transactions) {
    return PostgresEventStorageEngine.create(serializer, connections, transactions);
  }

  @Bean
  TokenStore tokenStore(Serializer serializer, ConnectionProvider connections) {
    return JdbcTokenStore.builder()
        .connectionProvider(connections)
        .serializer(serializer)
        .contentType(String.class)
        .schema(
            TokenSchema.builder()
                .setTokenTable("token_entry")
                .setProcessorNameColumn("processor_name")
                .setSegmentColumn("segment")
                .setTokenColumn("token")
                .setTokenTypeColumn("token_type")
                .setTimestampColumn("time_stamp")
                .setOwnerColumn("owner")
                .build())
        .build();
  }

  @Bean
  SagaStore<Object> sagaStore(Serializer serializer, ConnectionProvider connections) {
    return JdbcSagaStore.builder()
        .connectionProvider(connections)
        .serializer(serializer)
        .sqlSchema(new JsonSagaSqlSchema())
        .build();
  }

  @Bean
  EstateClaims estateClaims(JdbcClient database) {
    return new StoredEstateClaims(database);
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService commandRetries() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("command-retries").factory());
  }

  @Bean
  Configuration axon(
      Serializer serializer,
      TransactionManager transactions,
      EventStorageEngine storage,
      TokenStore tokens,
      SagaStore<Object> sagas,
      Scheduler scheduler,
      WorkQueue queue,
      WorkLimits limits,
      WaitingLimits waiting,
      CutOverClock cutOver,
      EstateClaims claims,
      ScheduledExecutorService commandRetries) {
    Configurer configurer = DefaultConfigurer.defaultConfiguration(false);
    configurer
        .configureSerializer(_ -> serializer)
        .configureEventSerializer(_ -> serializer)
        .configureMessageSerializer(_ -> serializer)
        .configureTransactionManager(_ -> transactions)
        .configureCorrelationDataProviders(
            _ ->
                java.util.List.of(
                    new MessageOriginProvider(),
                    new SimpleCorrelationDataProvider(MigrationDesk.PERSON, MigrationDesk.ORIGIN)))
        .configureCommandBus(configuration -> commandBus(configuration, transactions))
        .registerComponent(
            CommandGateway.class,
            configuration -> gateway(configuration.commandBus(), commandRetries))
        .registerComponent(
            MigrationDesk.class, configuration -> new MigrationDesk(configuration.commandGateway()))
        .registerComponent(WorkQueue.class, _ -> queue)
        .registerComponent(WorkLimits.class, _ -> limits)
        .registerComponent(WaitingLimits.class, _ -> waiting)
        .registerComponent(CutOverClock.class, _ -> cutOver)
        .registerComponent(EstateClaims.class, _ -> claims)
        .registerComponent(
            DeadlineManager.class,
            configuration ->
                DbSchedulerDeadlineManager.builder()
                    .scopeAwareProvider(new ConfigurationScopeAwareProvider(configuration))
                    .scheduler(scheduler)
                    .serializer(serializer)
                    .transactionManager(transactions)
                    .startScheduler(false)
                    .stopScheduler(false)
                    .build())
        .configureEmbeddedEventStore(_ -> storage)
        .configureAggregate(AggregateConfigurer.defaultConfiguration(MigrationAggregate.class))
        .eventProcessing(processing -> sagas(processing, tokens, sagas));
    return configurer.buildConfiguration();
  }

  private static CommandBus commandBus(Configuration axon, TransactionManager transactions) {
    SimpleCommandBus bus =
        SimpleCommandBus.builder()
            .transactionManager(transactions)
            .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
            .build();
    // Axon's own bus has it; without it no event would say who is behind it.
    var unused =
        bus.registerHandlerInterceptor(
            new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
    return bus;
  }

  private static CommandGateway gateway(CommandBus bus, ScheduledExecutorService retries) {
    return DefaultCommandGateway.builder()
        .commandBus(bus)
        .retryScheduler(
            IntervalRetryScheduler.builder()
                .retryExecutor(retries)
                .retryInterval(COMMAND_RETRY_INTERVAL_MILLIS)
                .maxRetryCount(COMMAND_RETRIES)
                .nonTransientFailurePredicate(AxonConfiguration::isForGood)
                .build())
        .build();
  }

  /** Two commands at once for one stream are worth another try; nothing else is. */
  private static boolean isForGood(Throwable failure) {
    return !(failure instanceof AxonTransientException)
        && !(failure instanceof AggregateStreamCreationException);
  }

  private static void sagas(
      EventProcessingConfigurer processing, TokenStore tokens, SagaStore<Object> sagas) {
    processing
        .usingTrackingEventProcessors()
        .registerTokenStore(_ -> tokens)
        .registerSagaStore(_ -> sagas)
        .registerDefaultListenerInvocationErrorHandler(_ -> PropagatingErrorHandler.instance())
        .registerDefaultErrorHandler(_ -> PropagatingErrorHandler.instance())
        .assignHandlerTypesMatching(SAGA_PROCESSOR, StableNames.SAGAS::contains)
        .registerTrackingEventProcessorConfiguration(
            SAGA_PROCESSOR,
            _ ->
                TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                    .andBatchSize(1)
                    .andInitialTrackingToken(StreamableMessageSource::createTailToken));
    StableNames.SAGAS.forEach(processing::registerSaga);
  }

  @Bean
  MigrationDesk migrationDesk(Configuration axon) {
    return axon.getComponent(MigrationDesk.class);
  }

  @Bean
  DeadlineManager deadlineManager(Configuration axon) {
    return axon.getComponent(DeadlineManager.class);
  }

  @Bean
  AxonLifecycle axonLifecycle(Configuration axon) {
    return new AxonLifecycle(axon);
  }
}
