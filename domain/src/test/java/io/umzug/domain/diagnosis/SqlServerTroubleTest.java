package io.umzug.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlServerTroubleTest {

  private static SqlServerTrouble of(String server, String file) {
    return new SqlServerTrouble(server, "backup of X", List.of(), "broken", List.of(), file);
  }

  @ParameterizedTest
  @CsvSource({"SQLNEW\\SQL2019, SQLNEW", "SQLNEW, SQLNEW"})
  void the_host_stands_before_the_instance(String server, String host) {
    assertThat(of(server, "").host()).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource({
    "\\\\SRV\\Share\\a\\b.bak, \\\\SRV\\Share",
    "\\\\SRV\\Share\\b.bak, \\\\SRV\\Share",
    "\\\\SRV\\Share, \\\\SRV\\Share",
    "\\\\SRV, \\\\SRV",
    "C:\\Backup\\b.bak, C:\\Backup",
    "/var/opt/b.bak, /var/opt",
    "/b.bak, /b.bak",
    "b.bak, b.bak"
  })
  void the_place_is_the_share_or_else_the_folder(String file, String place) {
    assertThat(of("S", file).place()).isEqualTo(place);
  }

  @Test
  void only_a_unc_path_is_on_a_share() {
    assertThat(of("S", "\\\\SRV\\Share\\x").isOnShare()).isTrue();
    assertThat(of("S", "C:\\x").isOnShare()).isFalse();
  }

  @Test
  void the_exact_text_is_every_error_or_else_the_message() {
    assertThat(of("S", "").exactText()).isEqualTo("broken");
    assertThat(
            new SqlServerTrouble(
                    "S",
                    "x",
                    List.of(
                        new SqlServerError(3201, 16, 1, "one"),
                        new SqlServerError(3013, 16, 2, "two")),
                    "broken",
                    List.of(),
                    "")
                .exactText())
        .isEqualTo("Msg 3201, Level 16, State 1: one\nMsg 3013, Level 16, State 2: two");
  }
}
