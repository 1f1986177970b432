package io.umzug.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionDiagnosisTest {

  private static final String SERVER = "SQLNEW\\SQL2019";

  private static Diagnosis of(ConnectionTrouble connection) {
    return SqlServerDiagnosis.of(
        new SqlServerTrouble(
            SERVER,
            "backup of XPDATA",
            List.of(),
            "the driver's words",
            List.of(),
            "",
            connection));
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        arguments(
            new ConnectionTrouble.UnknownHost("sqlnew"),
            "no name service knows the host sqlnew.",
            "Check the spelling, "),
        arguments(
            new ConnectionTrouble.Refused("sqlnew", 1433),
            "sqlnew answers, but nothing listens on its port 1433 (connection refused, 10061).",
            "Start the SQL Server service on sqlnew, "),
        arguments(
            new ConnectionTrouble.TimedOut("sqlnew", 1433),
            "nobody answered under sqlnew, port 1433 (timed out, 10060 or 53).",
            "Check that sqlnew is switched on, and that no firewall keeps TCP port 1433 "),
        arguments(
            new ConnectionTrouble.NoConversation("sqlnew", 1433),
            "something listens on port 1433 of sqlnew, but did not answer as a SQL Server does, or hung up (233).",
            "Check that the port is the instance's"),
        arguments(
            new ConnectionTrouble.BrowserSilent("sqlnew", 1434, "SQL2019"),
            "SQL Server Browser on sqlnew did not say the port of the instance SQL2019 (no answer from UDP port 1434).",
            "Start the service SQL Server Browser on sqlnew and open UDP port 1434, "),
        arguments(
            new ConnectionTrouble.UnknownInstance("sqlnew", "SQL2019", List.of("A", "B")),
            "SQL Server Browser on sqlnew knows no instance SQL2019; it named A, B.",
            "Check the instance's name, "),
        arguments(
            new ConnectionTrouble.UnknownInstance("sqlnew", "SQL2019", List.of()),
            "SQL Server Browser on sqlnew knows no instance SQL2019; it named none.",
            "Check the instance's name, "),
        arguments(
            new ConnectionTrouble.InstanceWithoutTcp("sqlnew", "SQL2019"),
            "SQL Server Browser on sqlnew knows the instance SQL2019, which does not listen on TCP/IP.",
            "Enable TCP/IP for the instance in SQL Server Configuration Manager on sqlnew, "),
        arguments(
            new ConnectionTrouble.UntrustedCertificate("sqlnew"),
            "nobody whom Umzug trusts vouches for the certificate of sqlnew.",
            "Give the SQL Server a certificate of the company's own authority "),
        arguments(
            new ConnectionTrouble.CertificateOutOfDate("sqlnew", true),
            "the certificate of sqlnew has expired.",
            "Give the SQL Server a new certificate"),
        arguments(
            new ConnectionTrouble.CertificateOutOfDate("sqlnew", false),
            "the certificate of sqlnew is not valid yet.",
            "Compare the clocks of this machine and of sqlnew"),
        arguments(
            new ConnectionTrouble.CertificateOfAnotherName("sqlnew"),
            "the certificate is not made out for sqlnew.",
            "Reach the server under the name in its certificate"),
        arguments(
            new ConnectionTrouble.NoCommonTls("sqlnew", false),
            "Umzug and sqlnew have no version of TLS in common that is safe.",
            "Update SQL Server and Windows on sqlnew "),
        arguments(
            new ConnectionTrouble.NoCommonTls("sqlnew", true),
            "sqlnew does not begin with TLS, as strict encryption (TDS 8) has it, or with none that is safe.",
            "Use strict with SQL Server 2022 or later only"),
        arguments(
            new ConnectionTrouble.NoEncryption("sqlnew"),
            "sqlnew does no encryption, which Umzug insists on.",
            "Enable TLS on the SQL Server"));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void every_end_of_the_way_has_its_own_sentence(
      ConnectionTrouble trouble, String because, String remedy) {
    Diagnosis diagnosis = of(trouble);

    assertThat(diagnosis.cause())
        .isEqualTo("SQL Server " + SERVER + " was not reached for backup of XPDATA: " + because);
    assertThat(diagnosis.remedy())
        .startsWith(remedy)
        .endsWith(". Then retry; what is already done is not done again.");
    assertThat(diagnosis.rules()).containsExactly("R27");
    assertThat(diagnosis.exactText()).isEqualTo("the driver's words");
  }

  @Test
  void who_could_not_be_proven_is_named() {
    Diagnosis diagnosis = of(new ConnectionTrouble.NoCredentials("xphone@CORP (Kerberos)"));

    assertThat(diagnosis.cause()).contains(SERVER).contains("xphone@CORP (Kerberos)");
    assertThat(diagnosis.rules()).containsExactly("R27", "B5");
    assertThat(diagnosis.remedy()).contains("krb5.conf").contains("mssql-jdbc_auth");
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        arguments(
            new ConnectionTrouble.FellSilent(),
            "SQL Server " + SERVER + " said nothing for longer than 'socket-timeout' allows; ",
            "Check that SQLNEW runs and can be reached."),
        arguments(
            new ConnectionTrouble.Broken(),
            "the connection to SQL Server " + SERVER + " broke.",
            "Check that the SQL Server service on SQLNEW runs"),
        arguments(
            new ConnectionTrouble.TookTooLong(),
            "SQL Server " + SERVER + " was not ready within the time of 'query-timeout'; ",
            "Look what SQLNEW waits for (locks, disks), or raise 'query-timeout'"));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void every_end_of_a_conversation_has_its_own_sentence(
      ConnectionTrouble trouble, String cause, String remedy) {
    Diagnosis diagnosis = of(trouble);

    assertThat(diagnosis.cause()).startsWith("During backup of XPDATA, " + cause);
    assertThat(diagnosis.remedy())
        .startsWith(remedy)
        .endsWith(". Then retry; what is already done is not done again.");
    assertThat(diagnosis.exactText()).isEqualTo("the driver's words");
  }

  @ParameterizedTest
  @EnumSource
  void each_reason_for_no_ticket_has_its_own_sentence_and_remedy(TicketTrouble why) {
    Diagnosis diagnosis = of(new ConnectionTrouble.NoTicket("xphone@CORP (Kerberos)", why));

    assertThat(diagnosis.cause())
        .startsWith("Kerberos gave no ticket for SQL Server " + SERVER + " to xphone@CORP ")
        .endsWith("; the server was not asked yet.");
    assertThat(diagnosis.rules()).containsExactly("R27", "B5");
    assertThat(diagnosis.remedy()).endsWith(". Then retry.");
    assertThat(
            Stream.of(TicketTrouble.values())
                .filter(other -> other != why)
                .map(other -> of(new ConnectionTrouble.NoTicket("xphone@CORP (Kerberos)", other))))
        .noneMatch(other -> other.cause().equals(diagnosis.cause()))
        .noneMatch(other -> other.remedy().equals(diagnosis.remedy()));
  }

  @Test
  void a_secret_that_cannot_be_read_is_a_matter_of_this_machine() {
    Diagnosis diagnosis = of(new ConnectionTrouble.SecretUnreadable());

    assertThat(diagnosis.cause()).contains(SERVER).contains("on this machine");
    assertThat(diagnosis.rules()).containsExactly("R33");
    assertThat(diagnosis.remedy()).contains("the account that runs Umzug");
  }

  @Test
  void what_the_server_said_counts_more_than_how_it_was_reached() {
    assertThat(
            SqlServerDiagnosis.of(
                    new SqlServerTrouble(
                        SERVER,
                        "x",
                        List.of(new SqlServerError(18470, 14, 1, "")),
                        "",
                        List.of(),
                        "",
                        new ConnectionTrouble.NoConversation("h", 1)))
                .cause())
        .contains("is disabled");
  }
}
