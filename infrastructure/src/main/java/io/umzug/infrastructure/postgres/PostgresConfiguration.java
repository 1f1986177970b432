package io.umzug.infrastructure.postgres;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import io.umzug.infrastructure.secrets.Secrets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Embedded unless {@code umzug.postgres.url} names an external server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PostgresConfiguration.Settings.class)
public class PostgresConfiguration {

  private static final int CONNECTIONS = 16;

  /**
   * @param url of an external PostgreSQL, such as {@code jdbc:postgresql://host/umzug}; without it
   *     the embedded one is used
   * @param credential the name of the password's secret
   * @param programs where the embedded binaries are unpacked
   */
  @ConfigurationProperties("umzug.postgres")
  record Settings(
      @Nullable String url, @Nullable String user, @Nullable String credential, Path programs) {}

  /** The embedded server, or nothing where an external one is named. */
  @Bean
  @Conditional(WithoutUrl.class)
  EmbeddedDatabase embeddedDatabase(Settings settings, @Value("${umzug.data}") Path data) {
    return EmbeddedDatabase.start(data.resolve("postgres"), settings.programs());
  }

  @Bean
  DataSource dataSource(
      Settings settings,
      ObjectProvider<EmbeddedDatabase> embedded,
      ObjectProvider<Secrets> secrets) {
    String url = settings.url();
    if (url == null) {
      EmbeddedDatabase database = embedded.getObject();
      return pool(database.url(), EmbeddedDatabase.USER, database::password);
    }
    return pool(
        url,
        Objects.requireNonNullElse(settings.user(), ""),
        settings.credential() == null ? () -> "" : secrets.getObject().of(settings.credential()));
  }

  static final class WithoutUrl implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().containsProperty("umzug.postgres.url");
    }
  }

  private static HikariDataSource pool(String url, String user, Supplier<String> password) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("umzug");
    pool.setJdbcUrl(url);
    // Asked for each connection: a secret is kept nowhere, and may change.
    pool.setCredentialsProvider(() -> Credentials.of(user, password.get()));
    pool.setMaximumPoolSize(CONNECTIONS);
    return pool;
  }
}
