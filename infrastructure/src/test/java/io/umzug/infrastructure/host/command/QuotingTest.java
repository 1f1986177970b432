package io.umzug.infrastructure.host.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.infrastructure.ssh.SshShell.Language;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of it a real cmd.exe of Wine's can show, {@link WindowsCommandsTest} does. */
class QuotingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "query ~ query",
        "C:\\a\\b.exe ~ C:\\a\\b.exe",
        "Größe ~ Größe",
        "`` ~ \"\"",
        "XPhone Connect Server ~ \"XPhone Connect Server\"",
        "a&b ~ \"a&b\"",
        "c^d ~ \"c^d\"",
        "C:\\dir with\\ ~ \"C:\\dir with\\\\\"",
        "100% ~ ^\"100^%^\"",
        "%PATH% ~ ^\"^%PATH^%^\"",
        "say \"hi\" ~ ^\"say \\^\"hi\\^\"^\"",
        "a\\\"b&c ~ ^\"a\\\\\\^\"b^&c^\"",
        "(x)!|<> ~ \"(x)!|<>\"",
      })
  void words_for_cmd(String word, String quoted) {
    assertThat(Quoting.line(Language.CMD, List.of("p", word))).isEqualTo("p " + quoted);
  }

  @Test
  void words_for_a_posix_shell() {
    assertThat(Quoting.line(Language.SH, List.of("/bin/ls", "-l", "it's", "$HOME", "", "ä")))
        .isEqualTo("/bin/ls -l 'it'\\''s' '$HOME' '' 'ä'");
  }

  @Test
  void what_no_quoting_can_carry_is_refused() {
    assertThatThrownBy(() -> Quoting.line(Language.CMD, List.of("p", "one\r\ntwo")))
        .hasMessageContaining("line's end");
    assertThatThrownBy(() -> Quoting.line(Language.CMD, List.of("C:\\x\\Migrate.BAT", "a&calc")))
        .hasMessageContaining("batch file");
    assertThat(Quoting.line(Language.CMD, List.of("C:\\x y\\Migrate.BAT", "a b")))
        .isEqualTo("\"C:\\x y\\Migrate.BAT\" \"a b\"");
  }

  @Test
  void a_batch_file_in_a_folder_is_run_so_that_its_exit_code_comes_back() {
    assertThat(Quoting.line(Language.CMD, "D:\\", List.of("D:\\Software\\UC.BAT")))
        .isEqualTo("cd /d D:\\ && cmd.exe /d /s /c \"D:\\Software\\UC.BAT\"");
    assertThat(Quoting.line(Language.CMD, "C:\\XPhone 9", List.of("words.exe", "a b")))
        .isEqualTo("cd /d \"C:\\XPhone 9\" && words.exe \"a b\"");
    assertThatThrownBy(() -> Quoting.line(Language.CMD, "D:\\", List.of("D:\\100%\\UC.BAT")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
