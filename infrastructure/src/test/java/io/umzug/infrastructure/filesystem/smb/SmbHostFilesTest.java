package io.umzug.infrastructure.filesystem.smb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.host.BackupFiles;
import io.umzug.infrastructure.SomeEstate;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces.Way;
import io.umzug.infrastructure.filesystem.HostFilesContract;
import io.umzug.infrastructure.filesystem.SmallDisk;
import io.umzug.infrastructure.host.SharedBackupFiles;
import io.umzug.rehearsal.host.HostServer;
import io.umzug.rehearsal.host.SambaServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Samba. */
class SmbHostFilesTest extends HostFilesContract {

  private static final String SHARE = "XPhoneBackup";
  private static final String SMALL = "small";

  @TempDir static Path own;
  private static Path shared = Path.of("");
  private static Optional<SmallDisk> small = Optional.empty();
  private static SambaServer samba;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(SambaServer.isAvailable(), "Samba is not installed, or this is not root");
    shared = Files.createDirectory(own.resolve("shared"));
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    Map<String, Path> shares = new HashMap<>(Map.of(SHARE, shared));
    small = SmallDisk.mount();
    small.ifPresent(disk -> shares.put(SMALL, disk.folder()));
    samba = SambaServer.start(Files.createDirectory(own.resolve("samba")), shares);
  }

  @AfterAll
  static void stop() throws IOException {
    if (samba != null) {
      samba.close();
    }
    if (small.isPresent()) {
      small.get().close();
    }
  }

  private static SmbShare share(String name, String password) {
    return new SmbShare("localhost", samba.port(), name, "", SambaServer.USER, () -> password);
  }

  @Override
  protected HostFiles open() throws FileTrouble {
    return SmbHostFiles.open(share(SHARE, SambaServer.PASSWORD));
  }

  @Override
  protected String folder() {
    return "";
  }

  @Override
  protected Path seen() {
    return shared;
  }

  @Override
  protected Optional<String> denied() throws IOException {
    Path file = Files.writeString(shared.resolve("denied.bak"), "not yours");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return Optional.of("denied.bak");
  }

  @Override
  protected Optional<SmallDisk> small() {
    return small;
  }

  @Override
  protected HostFiles openSmall() throws FileTrouble {
    return SmbHostFiles.open(share(SMALL, SambaServer.PASSWORD));
  }

  @Override
  protected String smallFolder() {
    return "";
  }

  @Override
  protected boolean links() {
    return false;
  }

  @Override
  protected boolean owned() {
    return false;
  }

  @Override
  protected Optional<HostServer> server() {
    return Optional.of(samba);
  }

  @Test
  void a_wrong_password_and_a_share_that_is_none_are_told_apart() {
    isTrouble(Kind.LOGIN_REFUSED, () -> SmbHostFiles.open(share(SHARE, "wrong")));
    isTrouble(
        Kind.SHARE_NOT_FOUND, () -> SmbHostFiles.open(share("nowhere", SambaServer.PASSWORD)));
  }

  @Test
  void a_password_is_in_no_message() {
    assertThat(share(SHARE, "Geheim1!").toString()).doesNotContain("Geheim1!");
  }

  @Test
  void a_backup_is_read_over_the_share_of_its_estate() throws Exception {
    Files.writeString(shared.resolve("a.bak"), "abc");
    HostPlaces places =
        new ConfiguredPlaces(
            Map.of("e", List.of(new Way.Account(share(SHARE, SambaServer.PASSWORD)))));
    Estate estate = estate("e", "\\\\localhost\\" + SHARE);
    SharedBackupFiles backups = new SharedBackupFiles(places);
    assertThat(backups.read(estate, "\\\\LOCALHOST\\xphonebackup\\a.bak"))
        .isEqualTo(
            new BackupFiles.Contents(
                3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    assertThat(backups.freeBytes(estate)).isPositive();
    String probe = backups.probe(estate, "SQLNEW");
    Files.writeString(shared.resolve("umzug-probe_SQLNEW.bak"), "probe");
    backups.removeProbe(estate, probe);
    assertThat(shared.resolve("umzug-probe_SQLNEW.bak")).doesNotExist();
  }

  private static Estate estate(String name, String backupFolder) {
    return SomeEstate.with(
        name, backupFolder, new XPhoneHost("NEW", "atlas.xml", "s", "D\\x", "", "", List.of()));
  }
}
