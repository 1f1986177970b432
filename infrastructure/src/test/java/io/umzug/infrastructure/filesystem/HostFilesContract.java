package io.umzug.infrastructure.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.umzug.application.filesystem.Block;
import io.umzug.application.filesystem.BlockReader;
import io.umzug.application.filesystem.BlockWriter;
import io.umzug.application.filesystem.CopyOrder;
import io.umzug.application.filesystem.FileCopied;
import io.umzug.application.filesystem.FileCopyProgress;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.HostFiles.Entry;
import io.umzug.application.filesystem.HostFiles.Facts;
import io.umzug.application.filesystem.SharedFile;
import io.umzug.application.filesystem.VerifiedCopy;
import io.umzug.rehearsal.host.HostServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every adapter does alike, against a real server of its kind. */
public abstract class HostFilesContract {

  private static final int LARGE = Block.SIZE + 12_345;

  @TempDir Path here;

  private HostFiles opened = new LocalHostFiles("nowhere");

  /** A connection as the account under test. */
  protected abstract HostFiles open() throws FileTrouble;

  /** A folder on that host, empty at first, as the host writes it. */
  protected abstract String folder();

  /** The same folder as this machine sees it. */
  protected abstract Path seen();

  /** A file that the account may neither read nor write, as the host writes it. */
  protected abstract Optional<String> denied() throws IOException;

  /** A few megabytes, seen by the host at {@link #smallFolder}; empty where none can be mounted. */
  protected abstract Optional<SmallDisk> small();

  protected abstract String smallFolder();

  /** A connection as the same account, to where the small disk is. */
  protected abstract HostFiles openSmall() throws FileTrouble;

  /** The server at the other end; empty where there is none. */
  protected Optional<HostServer> server() {
    return Optional.empty();
  }

  private HostFiles files() {
    return opened;
  }

  @AfterEach
  void close() {
    opened.close();
  }

  @BeforeEach
  void openEmptied() throws IOException {
    opened = open();
    try (var all = Files.list(seen())) {
      for (Path each : all.toList()) {
        Files.delete(each);
      }
    }
  }

  private String in(String name) {
    return files().child(folder(), name);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  protected static void isTrouble(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FileTrouble.class, trouble -> assertThat(trouble.kind()).isEqualTo(kind))
        .hasMessageContaining(kind.sentence());
  }

  private void write(String name, byte[] bytes) throws FileTrouble {
    try (BlockWriter writer = files().write(in(name), 0)) {
      for (int at = 0; at < bytes.length; at += Block.SIZE) {
        ByteBuffer block = Block.allocate();
        block.put(bytes, at, Math.min(Block.SIZE, bytes.length - at)).flip();
        writer.write(block);
      }
      writer.flush();
    }
  }

  @Test
  void what_is_written_is_there_and_is_read_again() throws Exception {
    byte[] bytes = bytes(LARGE);
    write("größer 1.bak", bytes);
    assertThat(seen().resolve("größer 1.bak")).hasBinaryContent(bytes);
    assertThat(files().look(in("größer 1.bak")).map(Facts::bytes)).contains((long) LARGE);
    try (BlockReader reader = files().read(in("größer 1.bak"), 0)) {
      ByteBuffer block = Block.allocate();
      reader.read(block);
      assertThat(block.hasRemaining()).isFalse();
      assertThat(block.get(0)).isEqualTo(bytes[0]);
      reader.read(block.clear());
      assertThat(block.position()).isEqualTo(12_345);
      assertThat(block.get(12_344)).isEqualTo(bytes[LARGE - 1]);
      reader.read(block.clear());
      assertThat(block.position()).isZero();
    }
  }

  @Test
  void writing_goes_on_at_an_offset_and_drops_what_lies_behind() throws Exception {
    byte[] bytes = bytes(LARGE);
    write("a.bak", bytes);
    try (BlockWriter writer = files().write(in("a.bak"), Block.SIZE)) {
      ByteBuffer block = Block.allocate();
      block.put("the end".getBytes(StandardCharsets.US_ASCII)).flip();
      writer.write(block);
      writer.flush();
    }
    byte[] whole = Files.readAllBytes(seen().resolve("a.bak"));
    assertThat(whole)
        .hasSize(Block.SIZE + 7)
        .endsWith("the end".getBytes(StandardCharsets.US_ASCII));
    assertThat(whole[Block.SIZE - 1]).isEqualTo(bytes[Block.SIZE - 1]);
  }

  @Test
  void folders_are_listed_by_name_and_made_with_those_above() throws Exception {
    Files.writeString(seen().resolve("b.txt"), "two");
    Files.writeString(seen().resolve("a.txt"), "one!");
    assertThat(files().list(folder())).extracting(Entry::name).containsExactly("a.txt", "b.txt");
    assertThat(files().list(folder()).getFirst().facts().bytes()).isEqualTo(4);
    assertThat(files().look(folder()).map(Facts::folder)).contains(true);
    String deep = files().child(in("x"), "y");
    files().createFolder(deep);
    files().createFolder(deep);
    assertThat(seen().resolve("x").resolve("y")).isDirectory();
    Files.delete(seen().resolve("x").resolve("y"));
  }

  @Test
  void a_new_name_is_refused_where_it_is_taken_and_taken_over_where_that_is_asked_for()
      throws Exception {
    Files.writeString(seen().resolve("a"), "new");
    Files.writeString(seen().resolve("b"), "old");
    isTrouble(Kind.EXISTS, () -> files().rename(in("a"), in("b")));
    assertThat(seen().resolve("b")).hasContent("old");
    files().replace(in("a"), in("b"));
    assertThat(seen().resolve("b")).hasContent("new");
    files().rename(in("b"), in("c"));
    assertThat(seen().resolve("b")).doesNotExist();
    files().delete(in("c"));
    files().delete(in("c"));
    assertThat(seen().resolve("c")).doesNotExist();
  }

  @Test
  void what_is_not_there_is_told_from_a_folder_that_is_not_there() throws Exception {
    assertThat(files().look(in("nothing"))).isEmpty();
    assertThat(files().look(files().child(in("nothing"), "at all"))).isEmpty();
    isTrouble(Kind.NOT_FOUND, () -> files().read(in("nothing"), 0));
    isTrouble(
        Kind.FOLDER_NOT_FOUND, () -> files().write(files().child(in("nothing"), "at all"), 0));
    isTrouble(Kind.FOLDER_NOT_FOUND, () -> files().list(in("nothing")));
  }

  @Test
  void what_the_account_may_not_do_is_said() throws Exception {
    Optional<String> denied = denied();
    assumeThat(denied).as("nothing can be denied to this account").isPresent();
    isTrouble(Kind.ACCESS_DENIED, () -> files().write(denied.get(), 0).close());
  }

  @Test
  void a_file_is_read_anywhere_while_others_write_rename_and_delete_it() throws Exception {
    Path log = Files.writeString(seen().resolve("backup.log"), "one line\n");
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-rw-rw-"));
    try (SharedFile file = files().share(in("backup.log"));
        FileChannel writer = FileChannel.open(log, StandardOpenOption.APPEND);
        HostFiles other = open()) {
      assertThat(file.facts().bytes()).isEqualTo(9);
      assertThat(part(file, 4)).isEqualTo("line\n");
      writer.write(ByteBuffer.wrap("and more\n".getBytes(StandardCharsets.US_ASCII)));
      other.rename(in("backup.log"), in("backup.1.log"));
      assertThat(part(file, 9)).isEqualTo("and more\n");
      other.delete(in("backup.1.log"));
      assertThat(part(file, 0)).startsWith("one");
      assertThat(part(file, 18)).isEmpty();
    }
  }

  private static String part(SharedFile file, long offset) throws FileTrouble {
    byte[] bytes = new byte[100];
    return new String(bytes, 0, file.read(offset, bytes, 100), StandardCharsets.US_ASCII);
  }

  @Test
  void a_file_keeps_its_key_under_another_name() throws Exception {
    Files.writeString(seen().resolve("a"), "a");
    String key = key("a");
    Files.move(seen().resolve("a"), seen().resolve("b"));
    Files.writeString(seen().resolve("a"), "a");
    assertThat(key("b")).isEqualTo(key);
    if (keys()) {
      assertThat(key).isNotEmpty().isNotEqualTo(key("a"));
    } else {
      assertThat(key).isEmpty();
    }
  }

  private String key(String name) throws FileTrouble {
    try (SharedFile file = files().share(in(name))) {
      return file.key();
    }
  }

  /** SFTP does not tell them. */
  protected boolean keys() {
    return true;
  }

  @Test
  void what_is_no_file_is_not_shared() throws Exception {
    Files.createDirectory(seen().resolve("folder"));
    isTrouble(Kind.NOT_FOUND, () -> files().share(in("folder")).close());
    isTrouble(Kind.NOT_FOUND, () -> files().share(in("nothing")).close());
  }

  @Test
  void a_link_is_told_as_what_it_leads_to() throws Exception {
    Files.writeString(seen().resolve("a"), "abc");
    Files.createSymbolicLink(seen().resolve("link"), Path.of("a"));
    Files.createSymbolicLink(seen().resolve("nowhere"), Path.of("b"));
    assertThat(files().look(in("link")).map(Facts::bytes)).contains(3L);
    assertThat(files().list(folder()))
        .filteredOn(entry -> entry.name().equals("link"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.facts().bytes()).isEqualTo(3));
    assertThat(files().real(in("link"))).isEqualTo(in(links() ? "a" : "link"));
    assertThat(files().real(in("a"))).isEqualTo(in("a"));
    assertThat(files().real(in("c"))).isEqualTo(in("c"));
  }

  /** Samba shows none. */
  protected boolean links() {
    return true;
  }

  @Test
  void a_file_is_created_once_and_for_its_owner_alone() throws Exception {
    files().create(in("a")).close();
    assertThat(rights("a")).startsWith(owned() ? "rw-------" : "rw");
    isTrouble(Kind.EXISTS, () -> files().create(in("a")).close());
    isTrouble(Kind.FOLDER_NOT_FOUND, () -> files().create(files().child(in("nothing"), "at all")));
  }

  /** A share's files have the rights of their folder. */
  protected boolean owned() {
    return true;
  }

  @Test
  void a_new_file_gets_the_rights_of_another_as_far_as_the_account_may() throws Exception {
    files().create(in("old")).close();
    Files.setPosixFilePermissions(
        seen().resolve("old"), PosixFilePermissions.fromString("rw-r-----"));
    files().create(in("new")).close();
    assertThat(files().giveRights(in("old"), in("new"))).isEmpty();
    // What Samba makes of an access list shows its mask in the group's place.
    assertThat(rights("new")).matches(owned() ? "rw-r-----" : "rw-...---");
  }

  @Test
  void what_of_the_rights_cannot_be_given_is_told() throws Exception {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    assumeThat(server()).as("the account is not root's").isPresent();
    Path old = Files.writeString(seen().resolve("old"), "root's");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-r--r--"));
    files().create(in("new")).close();
    assertThat(files().giveRights(in("old"), in("new")))
        .isNotEmpty()
        .anySatisfy(remark -> assertThat(remark).contains("owner", "could not be"));
  }

  private String rights(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(seen().resolve(name)));
  }

  @Test
  void a_copy_is_whole_verified_and_done_once() throws Exception {
    byte[] bytes = bytes(LARGE);
    Path source = Files.write(here.resolve("XPDATA.bak"), bytes);
    CopyOrder order = toHere(source, in("XPDATA.bak"));
    FileCopied first = copy(order, FileCopyProgress.NONE);
    assertThat(seen().resolve("XPDATA.bak")).hasBinaryContent(bytes);
    assertThat(first.before()).isFalse();
    assertThat(files().list(folder())).extracting(Entry::name).containsExactly("XPDATA.bak");
    FileCopied second = copy(order, FileCopyProgress.NONE);
    assertThat(second.before()).isTrue();
    assertThat(second.sha256()).isEqualTo(first.sha256());
  }

  @Test
  void a_copy_goes_on_behind_what_was_durable() throws Exception {
    byte[] bytes = bytes(Block.SIZE + 5);
    Path source = Files.write(here.resolve("XPDATA.bak"), bytes);
    CopyOrder order = toHere(source, in("XPDATA.bak"));
    assertThatThrownBy(
            () ->
                copy(
                    order,
                    (reached, total) -> {
                      if (reached == total) {
                        throw new IllegalStateException("killed");
                      }
                    }))
        .hasMessage("killed");
    assertThat(files().look(in("XPDATA.bak"))).isEmpty();
    FileCopied copied = copy(order, FileCopyProgress.NONE);
    assertThat(copied.resumedAt()).isEqualTo((long) Block.SIZE);
    assertThat(seen().resolve("XPDATA.bak")).hasBinaryContent(bytes);
  }

  @Test
  void a_full_disk_is_said_before_anything_is_written_and_when_it_fills_up() throws Exception {
    assumeThat(small()).as("a small file system can be mounted").isPresent();
    try (HostFiles small = openSmall()) {
      Path source = Files.write(here.resolve("large.bak"), bytes(3 * Block.SIZE));
      String large = small.child(smallFolder(), "large.bak");
      isTrouble(
          Kind.TOO_LITTLE_ROOM, () -> copy(order(source, small, large), FileCopyProgress.NONE));
      assertThat(small.list(smallFolder())).isEmpty();
      String filling = small.child(smallFolder(), "filling");
      isTrouble(Kind.FULL, () -> fill(small, filling));
      small.delete(filling);
    }
  }

  private static void fill(HostFiles small, String file) throws FileTrouble {
    try (BlockWriter writer = small.write(file, 0)) {
      for (int i = 0; i < 3; i++) {
        writer.write(Block.allocate());
      }
      writer.flush();
    }
  }

  @Test
  void a_file_that_somebody_writes_is_locked() throws Exception {
    assumeThat(locks()).as("the protocol knows locks").isTrue();
    try (BlockWriter writer = files().write(in("a.bak"), 0);
        HostFiles other = open()) {
      isTrouble(Kind.LOCKED, () -> other.write(in("a.bak"), 0).close());
    }
  }

  /** SFTP knows none. */
  protected boolean locks() {
    return true;
  }

  @Test
  void a_copy_survives_its_server() throws Exception {
    byte[] bytes = bytes(3 * Block.SIZE);
    Path source = Files.write(here.resolve("XPDATA.bak"), bytes);
    assumeThat(server()).as("there is a server").isPresent();
    HostServer server = server().get();
    AtomicBoolean killed = new AtomicBoolean();
    try {
      assertThatThrownBy(
              () ->
                  copy(
                      toHere(source, in("XPDATA.bak")),
                      (reached, _) -> {
                        if (reached == 2L * Block.SIZE && killed.compareAndSet(false, true)) {
                          server.kill();
                        }
                      }))
          .isInstanceOfSatisfying(
              FileTrouble.class,
              trouble ->
                  assertThat(trouble.kind())
                      .as(trouble.original())
                      .isEqualTo(Kind.CONNECTION_LOST));
    } finally {
      server.startAgain();
    }
    opened = open();
    FileCopied copied = copy(toHere(source, in("XPDATA.bak")), FileCopyProgress.NONE);
    assertThat(copied.resumedAt()).isEqualTo(2L * Block.SIZE);
    assertThat(seen().resolve("XPDATA.bak")).hasBinaryContent(bytes);
  }

  private CopyOrder toHere(Path source, String target) {
    return order(source, files(), target);
  }

  private static CopyOrder order(Path source, HostFiles to, String target) {
    return CopyOrder.of(new LocalHostFiles("here"), source.toString(), to, target)
        .readingBack()
        .bySegments(1);
  }

  private static FileCopied copy(CopyOrder order, FileCopyProgress progress) throws FileTrouble {
    return new VerifiedCopy(InstantSource.system()).copy(order, progress);
  }
}
