package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlServerConnectorTest {

  @TempDir Path folder;

  @Test
  void the_password_is_the_files_first_line_read_anew_each_time() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "first\n");
    var password = PasswordFile.at(file);

    assertThat(password.get()).isEqualTo("first");
    Files.writeString(file, "second \r\nmore");
    assertThat(password.get()).isEqualTo("second ");
  }

  @Test
  void a_password_file_is_one_of_any_editor() throws Exception {
    Path file = folder.resolve("password");
    Files.writeString(file, "\uFEFFg\u00e4heim\r\n");
    assertThat(PasswordFile.at(file).get()).isEqualTo("g\u00e4heim");
    Files.writeString(file, "\uFEFFg\u00e4heim\r\n", StandardCharsets.UTF_16LE);
    assertThat(PasswordFile.at(file).get()).isEqualTo("g\u00e4heim");
    Files.writeString(file, "g\u00e4heim", StandardCharsets.ISO_8859_1);
    assertThatThrownBy(PasswordFile.at(file)::get).hasMessageEndingWith("save it as such");
    Files.writeString(file, "\nsecret");
    assertThatThrownBy(PasswordFile.at(file)::get).hasMessageEndingWith("its first line is empty");
  }

  @Test
  void a_missing_password_file_is_named() {
    assertThatThrownBy(PasswordFile.at(folder.resolve("none"))::get)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(folder.resolve("none").toString());
  }

  @Test
  void the_application_name_fits_into_program_name() {
    assertThat(SqlServerConnector.applicationName("move/1")).isEqualTo("umzug/move/1");
    assertThat(SqlServerConnector.applicationName("x".repeat(200))).hasSize(128);
  }
}
