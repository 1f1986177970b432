package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlServerConnectorTest {

  @Test
  void the_application_name_fits_into_program_name() {
    assertThat(SqlServerConnector.applicationName("move/1")).isEqualTo("umzug/move/1");
    assertThat(SqlServerConnector.applicationName("x".repeat(200))).hasSize(128);
  }
}
