package io.umzug.application.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlServerEndpointTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SQLNEW|SQLNEW||1433|SQLNEW",
        " sqlnew.corp.example |sqlnew.corp.example||1433|sqlnew.corp.example",
        "SQLNEW,1450|SQLNEW||1450|SQLNEW,1450",
        "SQLNEW:1450|SQLNEW||1450|SQLNEW,1450",
        "SQLNEW, 1450|SQLNEW||1450|SQLNEW,1450",
        "SQLNEW\\SQL2019|SQLNEW|SQL2019||SQLNEW\\SQL2019",
        "SQLNEW\\SQL2019,1450|SQLNEW|SQL2019|1450|SQLNEW\\SQL2019,1450",
        "SQLNEW\\MSSQLSERVER|SQLNEW||1433|SQLNEW",
        "tcp:SQLNEW,1433|SQLNEW||1433|SQLNEW",
        "TCP:SQLNEW\\X|SQLNEW|X||SQLNEW\\X",
        "(local)|localhost||1433|localhost",
        "(LOCAL)\\XPCONNECT|localhost|XPCONNECT||localhost\\XPCONNECT",
        ".\\XPCONNECT|localhost|XPCONNECT||localhost\\XPCONNECT",
        ".|localhost||1433|localhost",
        "10.1.2.3,1450|10.1.2.3||1450|10.1.2.3,1450",
        "[fe80::1],1450|fe80::1||1450|fe80::1,1450",
        "[fe80::1]:1450|fe80::1||1450|fe80::1,1450",
        "fe80::1|fe80::1||1433|fe80::1",
        "::1,1450|::1||1450|::1,1450",
      })
  void an_address_as_administrators_write_it(
      String written,
      String host,
      @Nullable String instance,
      @Nullable Integer port,
      String shown) {
    SqlServerEndpoint endpoint = SqlServerEndpoint.parse(written);

    assertThat(endpoint.host()).isEqualTo(host);
    assertThat(endpoint.instance()).isEqualTo(instance == null ? "" : instance);
    assertThat(endpoint.port()).isEqualTo(port);
    assertThat(endpoint.needsBrowser()).isEqualTo(port == null);
    assertThat(endpoint).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "\\X", ",1433", "a b", "a\\b\\c", "a,b", "a:", "a,", "a\\", "a,1,2", "(x)", "[::1",
        "a;x=y"
      })
  void what_is_no_address_is_refused_with_the_forms_there_are(String written) {
    assertThatThrownBy(() -> SqlServerEndpoint.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + written + "'")
        .hasMessageContaining("Write host, host,port, host:port or host\\instance.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "np:\\\\SQLNEW\\pipe\\sql\\query|over TCP/IP only",
        "lpc:SQLNEW|over TCP/IP only",
        "(localdb)\\v11.0|is a LocalDB",
        "SQLNEW,0|a port is 1 to 65535",
        "SQLNEW,65536|a port is 1 to 65535",
      })
  void what_cannot_be_reached_is_said(String written, String says) {
    assertThatThrownBy(() -> SqlServerEndpoint.parse(written)).hasMessageContaining(says);
  }

  @Test
  void an_instance_without_a_port_is_a_matter_for_the_browser() {
    assertThat(new SqlServerEndpoint("h", "X", null).needsBrowser()).isTrue();
    assertThat(new SqlServerEndpoint("h", "", null).port()).isEqualTo(1433);
  }
}
