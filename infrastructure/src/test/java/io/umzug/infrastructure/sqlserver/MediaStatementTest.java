package io.umzug.infrastructure.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.sqlserver.BackupEncryption;
import io.umzug.application.sqlserver.BackupEncryption.Algorithm;
import io.umzug.application.sqlserver.BackupMedia;
import io.umzug.application.sqlserver.MediaOperation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MediaStatementTest {

  private static final List<String> STRIPES = List.of("\\\\S\\it's_1of2.bak", "\\\\S\\2of2.bak");

  @Test
  void a_backup_names_every_stripe_and_asks_for_no_more_than_is_wanted() {
    assertThat(MediaStatement.backup("it's ]odd[", BackupMedia.of("x.bak", "it's")))
        .isEqualTo(
            "BACKUP DATABASE [it's ]]odd[] TO DISK = N'x.bak' WITH COPY_ONLY, CHECKSUM, FORMAT,"
                + " INIT, STATS = 5, NAME = N'it''s'");
    assertThat(
            MediaStatement.backup(
                "X",
                new BackupMedia(
                    STRIPES, "n", true, new BackupEncryption("a ]b", Algorithm.AES_256))))
        .startsWith(
            "BACKUP DATABASE [X] TO DISK = N'\\\\S\\it''s_1of2.bak', DISK = N'\\\\S\\2of2.bak' WITH ")
        .endsWith(
            "NAME = N'n', COMPRESSION, ENCRYPTION (ALGORITHM = AES_256, SERVER CERTIFICATE = [a"
                + " ]]b])");
    assertThat(MediaStatement.backup("X", new BackupMedia(STRIPES, "n", false, null)))
        .endsWith(", NO_COMPRESSION");
  }

  @Test
  void a_restart_is_the_same_words_with_restart_behind_them() {
    Map<String, String> moves = Map.of("data", "D:\\it's.mdf");
    String first = MediaStatement.restore("X", STRIPES, moves, true, false);
    assertThat(first).endsWith("REPLACE, CHECKSUM, STATS = 5, MOVE N'data' TO N'D:\\it''s.mdf'");
    assertThat(MediaStatement.restore("X", STRIPES, moves, true, true))
        .isEqualTo(first + ", RESTART");
    assertThat(MediaStatement.restore("X", STRIPES, moves, false, false))
        .isEqualTo(first.replace("REPLACE, ", ""));
  }

  @Test
  void an_operation_is_known_by_database_and_every_file() {
    EarlierSessions.Running running =
        new EarlierSessions.Running(
            51,
            MediaStatement.backup("X", new BackupMedia(STRIPES, "n", null, null)),
            1,
            Duration.ZERO,
            Duration.ZERO);
    assertThat(running.is(MediaOperation.backup("X", STRIPES))).isTrue();
    assertThat(running.is(MediaOperation.restore("X", STRIPES))).isFalse();
    assertThat(running.is(MediaOperation.backup("Y", STRIPES))).isFalse();
    assertThat(running.is(MediaOperation.backup("X", STRIPES.subList(0, 1)))).isFalse();
  }
}
