package io.umzug.infrastructure.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.infrastructure.secrets.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedDatabaseTest {

  private static final Path PROGRAMS =
      Path.of(System.getProperty("java.io.tmpdir"), "umzug-test-postgres");

  @TempDir Path folder;

  private static String ask(EmbeddedDatabase database, String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.url(), EmbeddedDatabase.USER, database.password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  private static void tell(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.url(), EmbeddedDatabase.USER, database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void what_is_committed_is_durable_and_the_door_is_locked() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, PROGRAMS)) {
      assertThat(ask(database, "show fsync")).isEqualTo("on");
      assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(database, "show server_version")).startsWith("18.");
      assertThat(ask(database, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThatThrownBy(
              () -> DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(folder.resolve("password"))))
            .isEqualTo("rw-------");
      }
      assertThatThrownBy(() -> EmbeddedDatabase.start(folder, PROGRAMS))
          .isInstanceOf(EmbeddedDatabase.DatabaseInUse.class)
          .hasMessageContaining("Another Umzug service uses the data folder");
    }
  }

  /** A service that dies at once and leaves its server behind. */
  static final class Deserter {
    static final int GONE = 77;

    public static void main(String[] arguments) throws SQLException {
      EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), PROGRAMS);
      tell(database, "create table kept as select 42 as answer");
      Runtime.getRuntime().halt(GONE);
    }
  }

  @Test
  void a_server_that_outlived_its_service_is_stopped_and_its_data_is_there() throws Exception {
    Process deserted =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Deserter.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(deserted.getInputStream().readAllBytes(), UTF_8);
    assertThat(deserted.waitFor()).as(said).isEqualTo(Deserter.GONE);
    long pid = Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst());
    assertThat(ProcessHandle.of(pid)).isPresent();
    try (EmbeddedDatabase second = EmbeddedDatabase.start(folder, PROGRAMS)) {
      assertThat(ProcessHandle.of(pid)).isEmpty();
      assertThat(ask(second, "select answer from kept")).isEqualTo("42");
    }
  }

  @Test
  void a_folder_that_was_left_in_the_middle_of_its_making_is_set_aside_and_made_anew()
      throws Exception {
    Files.createDirectories(folder.resolve("data/base"));
    Files.writeString(folder.resolve("data/postgresql.conf"), "half a li");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, PROGRAMS)) {
      assertThat(ask(database, "select 1")).isEqualTo("1");
      assertThat(folder.resolve("data.incomplete-1/postgresql.conf")).hasContent("half a li");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(PostgresConfiguration.class)
  static class WithDatabase {}

  @Test
  void an_external_postgresql_is_one_setting() throws Exception {
    try (EmbeddedDatabase external = EmbeddedDatabase.start(folder, PROGRAMS);
        var context =
            new SpringApplicationBuilder(WithDatabase.class)
                .web(WebApplicationType.NONE)
                .initializers(
                    (GenericApplicationContext starting) ->
                        starting.registerBean(
                            Secrets.class,
                            () ->
                                Secrets.of(
                                    folder,
                                    null,
                                    Map.of("UMZUG_SECRET_POSTGRES", external.password()))))
                .properties(
                    "umzug.data=" + folder.resolve("unused"),
                    "umzug.postgres.programs=" + PROGRAMS,
                    "umzug.postgres.url=" + external.url(),
                    "umzug.postgres.user=" + EmbeddedDatabase.USER,
                    "umzug.postgres.credential=postgres",
                    "spring.flyway.locations=classpath:db/schema")
                .run()) {
      assertThat(context.getBeanNamesForType(EmbeddedDatabase.class)).isEmpty();
      assertThat(
              context
                  .getBean(JdbcClient.class)
                  .sql("select count(*) from domain_event_entry")
                  .query(Integer.class)
                  .single())
          .isZero();
      assertThat(folder.resolve("unused")).doesNotExist();
    }
  }
}
