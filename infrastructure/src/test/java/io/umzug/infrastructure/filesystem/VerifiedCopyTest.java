package io.umzug.infrastructure.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.umzug.application.filesystem.Block;
import io.umzug.application.filesystem.CopyOrder;
import io.umzug.application.filesystem.FileCopied;
import io.umzug.application.filesystem.FileCopyProgress;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.VerifiedCopy;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a copy does with what it finds, on this machine's own files. */
class VerifiedCopyTest {

  private final HostFiles files = new LocalHostFiles("here");
  private final byte[] bytes = new byte[2 * Block.SIZE + 7];
  @TempDir Path folder;
  private Path source = Path.of("");
  private Path target = Path.of("");
  private Path part = Path.of("");

  @BeforeEach
  void write() throws IOException {
    new Random(3).nextBytes(bytes);
    source = Files.write(folder.resolve("XPDATA.bak"), bytes);
    target = folder.resolve("copy.bak");
    part = folder.resolve("copy.bak.umzug-part");
  }

  private FileCopied copy(FileCopyProgress progress) throws FileTrouble {
    return new VerifiedCopy(InstantSource.system())
        .copy(
            CopyOrder.of(files, source.toString(), files, target.toString()).bySegments(1),
            progress);
  }

  private void killedAtTheEnd() {
    assertThatThrownBy(
            () ->
                copy(
                    (reached, total) -> {
                      if (reached == total) {
                        throw new IllegalStateException("killed");
                      }
                    }))
        .hasMessage("killed");
  }

  private static void isTrouble(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FileTrouble.class, trouble -> assertThat(trouble.kind()).isEqualTo(kind));
  }

  @Test
  void a_part_that_was_damaged_meanwhile_is_written_again_from_there() throws Exception {
    killedAtTheEnd();
    try (RandomAccessFile damaged = new RandomAccessFile(part.toFile(), "rw")) {
      damaged.seek(Block.SIZE + 1000L);
      damaged.write(~bytes[Block.SIZE + 1000]);
    }
    assertThat(copy(FileCopyProgress.NONE).resumedAt()).isEqualTo(Block.SIZE);
    assertThat(target).hasBinaryContent(bytes);
    assertThat(part).doesNotExist();
  }

  @Test
  void a_part_of_another_content_counts_for_nothing() throws Exception {
    killedAtTheEnd();
    bytes[5] = (byte) ~bytes[5];
    byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 1);
    Files.write(source, longer);
    assertThat(copy(FileCopyProgress.NONE).resumedAt()).isZero();
    assertThat(target).hasBinaryContent(longer);
  }

  @Test
  void what_umzug_has_not_written_stays() throws Exception {
    Files.writeString(target, "mine");
    isTrouble(Kind.EXISTS, () -> copy(FileCopyProgress.NONE));
    Files.write(target, new byte[bytes.length]);
    isTrouble(Kind.EXISTS, () -> copy(FileCopyProgress.NONE));
    assertThat(target).hasBinaryContent(new byte[bytes.length]);
  }

  @Test
  void what_takes_the_name_meanwhile_stays() throws Exception {
    isTrouble(
        Kind.EXISTS,
        () ->
            copy(
                (reached, total) -> {
                  if (reached == total) {
                    write("mine", target);
                  }
                }));
    assertThat(target).hasContent("mine");
  }

  @Test
  void a_source_that_changes_while_it_is_read_gives_no_copy() {
    isTrouble(
        Kind.CHANGED,
        () ->
            copy(
                (reached, total) -> {
                  if (reached == total) {
                    write("more", source);
                  }
                }));
    assertThat(target).doesNotExist();
  }

  private static void write(String text, Path file) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
