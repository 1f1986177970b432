package io.umzug.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatingSystemErrorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Cannot open backup device '\\\\s\\b\\X'. Operating system error 5(Zugriff verweigert).|5|Zugriff verweigert",
        "Cannot open backup device 'X'. Operating system error 5(failed to retrieve text for this error. Reason: 15105).|5|failed to retrieve text for this error. Reason: 15105",
        "Das Sicherungsmedium \"X\" kann nicht geöffnet werden. Betriebssystemfehler 3(Das System kann den angegebenen Pfad nicht finden.).|3|Das System kann den angegebenen Pfad nicht finden.",
        "Write on \"\\\\s\\b\\x.bak\" failed: 112(There is not enough space on the disk.)|112|There is not enough space on the disk.",
        "The operating system returned the error '5(Access is denied.)' while attempting 'x' on 'C:\\a'.|5|Access is denied.",
        "Directory lookup for the file \"C:\\5(old)\\7(x).mdf\" failed with the operating system error 2(not found).|2|not found",
        "Directory lookup for the file \"C:/5(old)/v2.7(x).mdf\" failed with the operating system error 2(not found).|2|not found",
        "RESTORE detected an error on page (1:57) in database. 23(Data error)|23|Data error"
      })
  void finds_code_and_text_in_any_language(String message, int code, String text) {
    assertThat(OperatingSystemError.in(new SqlServerError(3201, 16, 1, message), ""))
        .contains(new OperatingSystemError(code, text));
  }

  @Test
  void the_files_own_name_is_not_taken_for_the_error() {
    String file = "\\\\SRV\\Backup 7(old)\\it's 9(x).bak";
    SqlServerError error =
        new SqlServerError(
            3201, 16, 1, "Cannot open backup device '" + file + "'. Operating system error 5(No).");

    assertThat(OperatingSystemError.in(error, file)).contains(new OperatingSystemError(5, "No"));
    assertThat(OperatingSystemError.in(error, "")).contains(new OperatingSystemError(7, "old"));
  }

  @Test
  void there_may_be_none() {
    assertThat(OperatingSystemError.in(new SqlServerError(3013, 16, 1, "terminating"), "x"))
        .isEmpty();
  }
}
