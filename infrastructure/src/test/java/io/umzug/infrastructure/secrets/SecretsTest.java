package io.umzug.infrastructure.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.sqlserver.PasswordLine;
import io.umzug.infrastructure.datafolder.OwnerOnlyFile;
import io.umzug.infrastructure.secrets.Secrets.SecretUnavailable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a secret is looked for, in which order, and what is said where it is nowhere. */
class SecretsTest {

  private static final String CANARY = "canary-2230";

  @TempDir Path data;

  private Secrets secrets(Map<String, String> environment) {
    return Secrets.of(data, null, environment);
  }

  private Path file(String name, String content) throws Exception {
    Path file = data.resolve("secrets").resolve(name);
    OwnerOnlyFile.write(file, content);
    return file;
  }

  @Test
  void a_variable_counts_more_than_a_file_and_a_file_more_than_the_store() throws Exception {
    Map<String, String> environment =
        Map.of("UMZUG_SECRET_SQL_OLD_1", "by variable", Passphrase.VARIABLE, "pass");
    new SecretStore(data.resolve(SecretStore.FILE), environment, 1000).set("other", "by store");
    file("sql-old.1", "by file");
    file("second", "by file");

    Secrets secrets = secrets(environment);
    assertThat(secrets.of("sql-old.1").get()).isEqualTo("by variable");
    assertThat(secrets.placeOf("sql-old.1")).isEqualTo("the variable UMZUG_SECRET_SQL_OLD_1");
    assertThat(secrets.of("second").get()).isEqualTo("by file");
    assertThat(secrets.placeOf("second")).endsWith("secrets/second");
    assertThat(secrets.of("other").get()).isEqualTo("by store");
    assertThat(secrets.placeOf("other")).isEqualTo("the store " + data.resolve("secrets.p12"));
  }

  @Test
  void a_secret_is_read_anew_each_time_and_one_line_end_is_not_part_of_it() throws Exception {
    file("sql", "first\r\n");
    var secret = secrets(Map.of()).of("sql");
    assertThat(secret.get()).isEqualTo("first");
    file("sql", " se cond \n\n");
    assertThat(secret.get()).isEqualTo(" se cond \n");
  }

  @Test
  void a_file_is_one_of_any_editor() throws Exception {
    Path file = file("sql", "\uFEFFg\u00e4heim\r\n");
    var secret = secrets(Map.of()).of("sql");
    assertThat(secret.get()).isEqualTo("g\u00e4heim");
    Files.writeString(file, "\uFEFFg\u00e4heim\r\n", StandardCharsets.UTF_16LE);
    assertThat(secret.get()).isEqualTo("g\u00e4heim");
    Files.writeString(file, "g\u00e4heim", StandardCharsets.ISO_8859_1);
    assertThatThrownBy(secret::get).hasMessageEndingWith("save it as such");
    Files.writeString(file, "\n", Charset.defaultCharset());
    assertThatThrownBy(secret::get).hasMessageEndingWith("is empty");
  }

  @Test
  void the_first_line_of_a_password_file_is_the_password() throws Exception {
    Path file = file("line", "second \r\nmore");
    assertThat(PasswordLine.in(file)).isEqualTo("second ");
    file("line", "\nsecret");
    assertThatThrownBy(() -> PasswordLine.in(file)).hasMessageEndingWith("its first line is empty");
  }

  @Test
  void a_missing_secret_says_every_place_where_it_was_looked_for() {
    assertThatThrownBy(secrets(Map.of()).of("sql")::get)
        .isInstanceOf(SecretUnavailable.class)
        .hasMessage(
            "There is no secret for the credential 'sql'. It was looked for in the variable UMZUG_SECRET_SQL, in the file %s, in the store (there is no %s)"
                .formatted(data.resolve("secrets/sql"), data.resolve("secrets.p12")));
  }

  @Test
  void what_others_can_read_is_refused_in_the_own_folder_only() throws Exception {
    Path file = file("sql", CANARY);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(secrets(Map.of()).of("sql")::get)
        .hasMessageContaining("Others can read the file " + file)
        .hasMessageContaining("chmod 600")
        .hasMessageNotContaining(CANARY);

    assertThat(Secrets.of(data, Path.of("secrets"), Map.of()).of("sql").get()).isEqualTo(CANARY);
    assertThat(
            secrets(Map.of(Secrets.FOLDER_VARIABLE, data.resolve("secrets").toString()))
                .of("sql")
                .get())
        .isEqualTo(CANARY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../etc", "a/b", "a\\b", ".hidden", "a..b", "a b", "C:x", "ä"})
  void a_name_is_never_a_path(String name) {
    assertThat(CredentialName.isOne(name)).isFalse();
    assertThatThrownBy(() -> secrets(Map.of()).of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no name of a credential");
  }

  @Test
  void nothing_shows_a_secret() throws Exception {
    Map<String, String> environment = Map.of("UMZUG_SECRET_SQL", CANARY);
    assertThat(secrets(environment).toString()).doesNotContain(CANARY);
    assertThat(secrets(environment).of("sql").toString()).doesNotContain(CANARY);
    assertThat(new VariableSecrets(environment).toString()).doesNotContain(CANARY);
  }
}
