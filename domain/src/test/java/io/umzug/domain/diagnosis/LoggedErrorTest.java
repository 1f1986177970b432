package io.umzug.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Backup-Manager writes bears no numbers (B6). */
class LoggedErrorTest {

  private static LoggedError error(String text) {
    return new LoggedError(
        "SQLNEW\\SQL2019", "restore of XPDATA", text, List.of("NT Service\\MSSQL$SQL2019"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "3201 | Cannot open backup device '\\\\S\\B\\X'. Operating system error 5(Zugriff verweigert).",
        "3201 | Das Sicherungsmedium '\\\\S\\B\\X' kann nicht geöffnet werden. Betriebssystemfehler 5(Zugriff verweigert).",
        "3202 | Write on \"\\\\S\\B\\X\" failed: 112(There is not enough space on the disk.)",
        "3202 | Fehler beim Schreiben auf '\\\\S\\B\\X': 112(Es steht nicht genug Speicherplatz zur Verfügung.)",
        "3101 | Exclusive access could not be obtained because the database is in use.",
        "3101 | Der exklusive Zugriff auf die Datenbank ist nicht möglich, da die Datenbank gerade verwendet wird.",
        "3154 | The backup set holds a backup of a database other than the existing 'X' database.",
        "3154 | Der Sicherungssatz enthält die Sicherung einer anderen Datenbank als der vorhandenen 'X'-Datenbank.",
        "3169 | The database was backed up on a server running version 15.00.2000. That version is incompatible with this server.",
        "3169 | Die Datenbank wurde auf einem Server der Version 15.00.2000 gesichert. Diese Version ist mit diesem Server inkompatibel.",
        "3241 | The media family on device 'X' is incorrectly formed. SQL Server cannot process this media family.",
        "3241 | Die Medienfamilie auf Medium 'X' ist falsch formatiert. SQL Server kann diese Medienfamilie nicht verarbeiten.",
        "3110 | User does not have permission to RESTORE database 'XPDATA'.",
        "262 | BACKUP DATABASE permission denied in database 'XPDATA'.",
        "262 | Die CREATE DATABASE-Berechtigung wurde in der master-Datenbank verweigert.",
        "4060 | Cannot open database \"XPDATA\" requested by the login. The login failed. Login failed for user 'x'.",
        "4060 | Die bei der Anmeldung angeforderte Datenbank 'XPDATA' kann nicht geöffnet werden. Fehler bei der Anmeldung.",
        "18456 | Login failed for user 'DOMAIN\\xphone'.",
        "18456 | Fehler bei der Anmeldung für den Benutzer 'DOMAIN\\xphone'.",
        "3257 | There is insufficient free space on disk volume 'D:\\' to create the database.",
        "0 | A network-related or instance-specific error occurred while establishing a connection to SQL Server.",
        "0 | Netzwerkbezogener oder instanzspezifischer Fehler beim Herstellen einer Verbindung mit SQL Server.",
        "3154 | Msg 3154, Level 16, State 4: zorp. Msg 3013, Level 16",
      })
  void an_error_is_known_by_its_words_in_english_and_german(int number, String text) {
    assertThat(ErrorTexts.number(text)).isEqualTo(OptionalInt.of(number));
    assertThat(error(text).isKnown()).isTrue();
    String wrapped = text.replace("a", "a\n").replace("e", "e\r\n");
    assertThat(ErrorTexts.number(text.startsWith("Msg") ? text : wrapped))
        .isEqualTo(OptionalInt.of(number));
  }

  @Test
  void the_words_lead_to_the_same_cause_as_the_number() {
    String file = "\\\\SQLNEW\\XPhoneBackup\\XPDATA.bak";
    String text =
        "Das Sicherungsmedium '%s' kann nicht geöffnet werden. Betriebssystemfehler 5(x).";
    SqlServerTrouble numbered =
        new SqlServerTrouble(
            "SQLNEW\\SQL2019",
            "restore of XPDATA",
            List.of(new SqlServerError(3201, 16, 1, text.formatted(file))),
            "",
            List.of("NT Service\\MSSQL$SQL2019"),
            file);
    Diagnosis byNumber = SqlServerDiagnosis.of(numbered);
    Diagnosis byWords = error(text.formatted(file)).diagnosis().orElseThrow();
    assertThat(byWords.cause()).isEqualTo(byNumber.cause());
    assertThat(byWords.rules()).isEqualTo(byNumber.rules());
    assertThat(byWords.remedy()).isEqualTo(byNumber.remedy());
    assertThat(byWords.exactText()).isEqualTo(text.formatted(file));
  }

  @Test
  void what_the_backup_managers_own_account_lacks_is_not_blamed_on_umzugs_login() {
    for (String text :
        List.of(
            "User does not have permission to RESTORE database 'XPDATA'.",
            "Fehler bei der Anmeldung für den Benutzer 'DOMAIN\\admin'.")) {
      Diagnosis diagnosis = error(text).diagnosis().orElseThrow();
      assertThat(diagnosis.rules()).contains("B5", "R33");
      assertThat(diagnosis.remedy()).contains("under the XPhone service account");
      assertThat(diagnosis.cause() + diagnosis.remedy()).doesNotContain("Umzug");
    }
  }

  @Test
  void the_backup_manager_copies_with_its_own_rights_by_B4() {
    Diagnosis diagnosis =
        error("Der Zugriff auf den Pfad \"\\\\SQLNEW\\XPhoneBackup\\XPDATA\" wurde verweigert.")
            .diagnosis()
            .orElseThrow();
    assertThat(diagnosis.rules()).containsExactly("B4", "B5", "B3");
    assertThat(diagnosis.remedy()).contains("\\\\SQLNEW\\XPhoneBackup");
  }

  @Test
  void other_words_are_not_guessed_at() {
    for (String text : List.of("", "Zorp", "Error while saving Database X", "Restore XPHONE_UC")) {
      assertThat(error(text).diagnosis()).as(text).isEmpty();
    }
  }
}
