package io.umzug.server;

import io.umzug.application.migration.Boards;
import io.umzug.application.migration.CutOverClock;
import io.umzug.application.migration.EventHistory;
import io.umzug.application.saga.WorkLimits;
import io.umzug.application.work.ProgressBoard;
import io.umzug.infrastructure.axon.AxonConfiguration;
import io.umzug.infrastructure.axon.StoredEvents;
import io.umzug.infrastructure.datafolder.ApiToken;
import io.umzug.infrastructure.estate.EstateSettings;
import io.umzug.infrastructure.postgres.PostgresConfiguration;
import io.umzug.infrastructure.stored.EventJson;
import io.umzug.infrastructure.web.WebConfiguration;
import io.umzug.infrastructure.work.NodeName;
import io.umzug.infrastructure.work.WorkConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ports to adapters: everything that this service is made of. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(EstateSettings.class)
@Import({
  EstateComposition.class,
  PostgresConfiguration.class,
  AxonConfiguration.class,
  WorkConfiguration.class,
  WebConfiguration.class,
  WorkerComposition.class,
  ScriptComposition.class,
  PreflightComposition.class,
  TimeComposition.class,
  BackupLogComposition.class
})
class ServiceComposition {

  @Bean
  WorkLimits workLimits(
      @Value("${umzug.deadline.databases}") Duration databases,
      @Value("${umzug.deadline.other}") Duration other) {
    return new WorkLimits(databases, other);
  }

  @Bean
  NodeName nodeName(@Value("${umzug.node}") String name) {
    return new NodeName(name);
  }

  @Bean
  ApiToken apiToken(@Value("${umzug.data}") Path data) throws IOException {
    return ApiToken.keptIn(data);
  }

  @Bean
  ServiceAnnouncement serviceAnnouncement(@Value("${umzug.data}") Path data) {
    return new ServiceAnnouncement(data);
  }

  @Bean
  EventHistory eventHistory(JdbcClient database) {
    return new StoredEvents(database, EventJson.mapper());
  }

  @Bean
  Boards boards(
      EventHistory history,
      ProgressBoard progress,
      EstateSettings settings,
      CutOverClock cutOverClock) {
    return new Boards(history, progress, _ -> settings.rehearsal(), cutOverClock);
  }
}
