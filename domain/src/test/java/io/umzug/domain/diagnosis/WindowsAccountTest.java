package io.umzug.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.diagnosis.WindowsAccount.Sameness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsAccountTest {

  @ParameterizedTest
  @CsvSource({
    "ACME\\xphone, acme\\XPhone, SAME",
    ".\\xphone, NEWXP\\xphone, SAME",
    ".\\xphone, ACME\\xphone, DIFFERENT",
    "ACME\\xphone, OTHER\\xphone, DIFFERENT",
    "ACME\\xphone, ACME\\admin, DIFFERENT",
    "LocalSystem, NT AUTHORITY\\SYSTEM, SAME",
    "LocalSystem, NT-AUTORITÄT\\SYSTEM, SAME",
    "'', LocalSystem, SAME",
    ".\\LocalSystem, LocalSystem, SAME",
    "NT AUTHORITY\\NetworkService, NetworkService, SAME",
    "NT-AUTORITÄT\\Netzwerkdienst, NT AUTHORITY\\NETWORK SERVICE, SAME",
    "LocalSystem, NT AUTHORITY\\LocalService, DIFFERENT",
    "LocalSystem, ACME\\xphone, DIFFERENT",
    "ACME\\system, LocalSystem, DIFFERENT",
    // B3: as which it appears over the network
    "ACME\\NEWXP$, LocalSystem, SAME",
    "ACME\\OLDXP$, LocalSystem, DIFFERENT",
    "ACME\\NEWXP$, NT AUTHORITY\\LocalService, DIFFERENT",
    "xphone@acme.example, ACME\\xphone, UNKNOWN",
    "xphone@acme.example, XPhone@ACME.example, SAME",
    "acme.example\\xphone, ACME\\xphone, UNKNOWN",
    "xphone, ACME\\xphone, UNKNOWN",
    "xphone, ACME\\admin, DIFFERENT",
  })
  void two_spellings(String one, String other, Sameness sameness) {
    WindowsAccount left = new WindowsAccount(one);
    WindowsAccount right = new WindowsAccount(other);
    assertThat(left.compare(right, "NEWXP")).isEqualTo(sameness);
    assertThat(right.compare(left, "newxp")).isEqualTo(sameness);
  }

  @ParameterizedTest
  @CsvSource({
    "newxp.acme.example, SAME",
    "otherxp.acme.example, DIFFERENT",
    "10.0.0.9, UNKNOWN",
    "fe80::1, UNKNOWN",
  })
  void a_machines_own_account_bears_the_first_part_of_its_dns_name(
      String machine, Sameness sameness) {
    assertThat(
            new WindowsAccount("ACME\\NEWXP$").compare(new WindowsAccount("LocalSystem"), machine))
        .isEqualTo(sameness);
  }
}
