package io.umzug.infrastructure.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretStoreTest {

  private static final Map<String, String> OPEN = Map.of(Passphrase.VARIABLE, "a pass phrase");

  @TempDir Path folder;

  private SecretStore store(Map<String, String> environment) {
    return new SecretStore(folder.resolve("data").resolve("secrets.p12"), environment, 1000);
  }

  @Test
  void what_is_put_in_comes_out_and_its_name_knows_no_capitals() throws Exception {
    SecretStore store = store(OPEN);
    assertThat(store.look("sql")).isEmpty();
    assertThat(store.names()).isEmpty();
    store.set("SQL-new.1", "geh\u00e9im \u20ac;'\"");
    store.set("other", "x");
    store.set("other", "y");

    assertThat(store.look("sql-NEW.1")).contains("geh\u00e9im \u20ac;'\"");
    assertThat(store.look("other")).contains("y");
    assertThat(store.names()).containsExactly("other", "sql-new.1");
    assertThat(store.remove("other")).isTrue();
    assertThat(store.remove("other")).isFalse();
    assertThat(store.look("other")).isEmpty();
    assertThat(store.names()).containsExactly("sql-new.1");
  }

  @Test
  void the_file_is_its_owners_alone_shows_no_secret_and_opens_as_any_pkcs_12() throws Exception {
    SecretStore store = store(OPEN);
    store.set("sql", "canary-2231");

    byte[] bytes = Files.readAllBytes(store.file());
    assertThat(Files.getPosixFilePermissions(store.file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("canary-2231");
    // The last field of a PKCS #12 is how often its MAC's password is hashed: 1000.
    assertThat(HexFormat.of().formatHex(bytes)).endsWith("020203e8");
    KeyStore any = KeyStore.getInstance("PKCS12");
    any.load(new ByteArrayInputStream(bytes), "a pass phrase".toCharArray());
    assertThat(any.getKey("sql", "a pass phrase".toCharArray()).getEncoded())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("canary-2231");
  }

  @Test
  void without_the_right_passphrase_nothing_is_read_and_nothing_changed() throws Exception {
    store(OPEN).set("sql", "canary-2231");
    byte[] before = Files.readAllBytes(store(OPEN).file());

    for (Map<String, String> other :
        java.util.List.of(Map.<String, String>of(), Map.of(Passphrase.VARIABLE, "another"))) {
      assertThatThrownBy(() -> store(other).look("sql"))
          .hasMessageContaining(other.isEmpty() ? "UMZUG_SECRETS_PASSPHRASE" : "does not open");
      assertThatThrownBy(() -> store(other).set("sql", "new")).hasMessageNotContaining("canary");
    }
    assertThat(Files.readAllBytes(store(OPEN).file())).isEqualTo(before);
  }

  @Test
  void the_passphrase_may_stand_in_a_file() throws Exception {
    Path file = Files.writeString(folder.resolve("passphrase"), "a pass phrase\n");
    store(OPEN).set("sql", "x");
    assertThat(store(Map.of(Passphrase.FILE_VARIABLE, file.toString())).look("sql")).contains("x");
    assertThatThrownBy(() -> store(Map.of(Passphrase.FILE_VARIABLE, file + "-not")).look("sql"))
        .hasMessageContaining("UMZUG_SECRETS_PASSPHRASE_FILE")
        .hasMessageContaining("there is no such file");
  }

  @Test
  void a_damaged_store_says_so_and_is_left_as_it_is() throws Exception {
    SecretStore store = store(OPEN);
    store.set("sql", "x");
    Files.writeString(store.file(), "damaged");
    assertThatThrownBy(() -> store.set("sql", "y")).hasMessageContaining("cannot be read");
    assertThat(store.file()).hasContent("damaged");
  }
}
