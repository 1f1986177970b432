package io.umzug.domain.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.evidence.DatabaseBackup.Stripe;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseBackupTest {

  @Test
  void all_the_files_of_a_backup_are_told_in_their_order() {
    List<Stripe> stripes =
        List.of(new Stripe("1", 10, "aa"), new Stripe("2", 20, "bb"), new Stripe("3", 5, "cc"));
    DatabaseBackup backup = DatabaseBackup.of("XPDATA", "OLD", "5C", stripes, List.of());
    assertThat(backup.file()).isEqualTo("1");
    assertThat(backup.bytes()).isEqualTo(10);
    assertThat(backup.sha256()).isEqualTo("aa");
    assertThat(backup.stripes()).isEqualTo(stripes);
    assertThat(backup.files()).containsExactly("1", "2", "3");
    assertThat(backup.totalBytes()).isEqualTo(35);
  }

  @Test
  void a_backup_of_one_file_is_that_file_also_where_stripes_were_not_known_yet() {
    DatabaseBackup one = new DatabaseBackup("XPDATA", "OLD", "1", "5C", 10, "aa", List.of());
    assertThat(one.stripes()).containsExactly(new Stripe("1", 10, "aa"));
    assertThat(one)
        .isEqualTo(new DatabaseBackup("XPDATA", "OLD", "1", "5C", 10, "aa", List.of(), null, null));
  }
}
