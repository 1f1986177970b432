package io.umzug.domain.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupFeaturesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9.00.5000.00  | Enterprise Edition                             | false | false",
        "10.0.6000.29  | Enterprise Edition (64-bit)                    | true  | false",
        "10.0.6000.29  | Standard Edition (64-bit)                      | false | false",
        "10.49.1.1     | Standard Edition                               | false | false",
        "10.50.1600.1  | Standard Edition (64-bit)                      | true  | false",
        "10.50.6000.34 | Data Center Edition (64-bit)                   | true  | false",
        "10.50.6000.34 | Express Edition with Advanced Services         | false | false",
        "11.0.7001.0   | Business Intelligence Edition (64-bit)         | true  | false",
        "11.0.7001.0   | Standard Edition (64-bit)                      | true  | false",
        "12.0.2000.8   | Standard Edition (64-bit)                      | true  | true",
        "12.0.2000.8   | Web Edition (64-bit)                           | false | false",
        "13.0.5026.0   | Enterprise Edition: Core-based Licensing       | true  | true",
        "14.0.1000.169 | Express Edition (64-bit)                       | false | false",
        "15.0.2000.5   | Developer Edition (64-bit)                     | true  | true",
        "15.0.2000.5   | Enterprise Evaluation Edition (64-bit)         | true  | true",
        "16.0.1000.6   | Standard Edition (64-bit)                      | true  | true",
        "17.0.1000.7   | Standard Developer Edition (64-bit)            | true  | true",
        "17.0.1000.7   | something new                                  | false | false",
        "unknown       | Enterprise Edition (64-bit)                    | false | false",
      })
  void what_a_sql_server_can_do_with_backups_goes_by_version_and_edition(
      String version, String edition, boolean compression, boolean encryption) {
    assertThat(BackupFeatures.of(version, edition))
        .isEqualTo(new BackupFeatures(compression, encryption));
  }
}
