package io.umzug.server;

import io.umzug.application.sqlserver.SqlServerAccess;
import io.umzug.application.sqlserver.SqlServerAccesses;
import io.umzug.application.verification.ContentsVerification;
import io.umzug.infrastructure.estate.ConfiguredAccess;
import io.umzug.infrastructure.estate.EstateSettings;
import io.umzug.infrastructure.estate.EstateSettings.EstateEntry;
import io.umzug.infrastructure.secrets.Secrets;
import io.umzug.infrastructure.sqlserver.JdbcSqlServers;
import io.umzug.infrastructure.sqlserver.verification.JdbcFingerprints;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The SQL Servers of the configured estates. */
@Configuration(proxyBeanMethods = false)
class SqlServerComposition {

  private static final Duration PROGRESS_POLL = Duration.ofSeconds(1);

  @Bean
  JdbcSqlServers sqlServers(EstateSettings settings, Secrets secrets) {
    Function<EstateEntry, List<SqlServerAccess>> servers =
        estate ->
            estate.sqlServers().stream()
                .map(server -> ConfiguredAccess.of(server, secrets))
                .toList();
    return new JdbcSqlServers(
        settings.estates().stream().collect(Collectors.toMap(EstateEntry::name, servers)),
        PROGRESS_POLL);
  }

  @Bean
  ContentsVerification contentsVerification(EstateSettings settings, SqlServerAccesses accesses) {
    return new ContentsVerification(
        accesses,
        new JdbcFingerprints(),
        settings.estates().stream()
            .collect(Collectors.toMap(EstateEntry::name, EstateEntry::contents)));
  }
}
