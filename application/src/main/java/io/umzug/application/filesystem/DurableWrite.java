package io.umzug.application.filesystem;

import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostFiles.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A file that is first complete, on disk and read back under a name of its own, and then, in one
 * step, under its true name. Not moved, it vanishes on close.
 */
public final class DurableWrite implements AutoCloseable {

  private static final String INFIX = ".umzug-new-";

  /** Who may do what with the file. */
  public sealed interface Rights {

    /** Nobody but the account that writes it. */
    Rights OWNER = new OfOwner();

    /** Whoever may do it with a new file in that folder. */
    Rights FOLDER = new OfFolder();

    /** As with another file of the same host. */
    static Rights like(String file) {
      return new Like(file);
    }

    /** See {@link #OWNER}. */
    record OfOwner() implements Rights {}

    /** See {@link #FOLDER}. */
    record OfFolder() implements Rights {}

    /** See {@link #like}. */
    record Like(String file) implements Rights {}
  }

  /** What is written. */
  @FunctionalInterface
  public interface Content {

    /** Fills the block, which is empty, as far as the content reaches. */
    void read(ByteBuffer block) throws IOException;
  }

  private final HostFiles files;
  private final String temporary;
  private FileContents contents = new FileContents(0, "");
  private List<String> remarks = List.of();
  private boolean moved;

  private DurableWrite(HostFiles files, String temporary) {
    this.files = files;
    this.temporary = temporary;
  }

  /** Writes the bytes beside {@code path}, whose name they are to get. */
  public static DurableWrite of(HostFiles files, String path, Rights rights, byte[] bytes)
      throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    return of(files, path, rights, bytes.length, block -> put(rest, block));
  }

  private static void put(ByteBuffer rest, ByteBuffer block) {
    int length = Math.min(rest.remaining(), block.remaining());
    block.put(rest.slice(rest.position(), length));
    rest.position(rest.position() + length);
  }

  /** Copies a file, whoever else has it open. */
  public static DurableWrite copy(
      HostFiles from, String source, HostFiles to, String path, Rights rights) throws IOException {
    try (SharedContent content = new SharedContent(from, source)) {
      return of(to, path, rights, content.bytes(), content);
    }
  }

  /**
   * Writes the content beside {@code path}, whose name it is to get.
   *
   * @param bytes about so many, for memory
   */
  public static DurableWrite of(
      HostFiles files, String path, Rights rights, long bytes, Content content) throws IOException {
    // A name used once: two runs at a time then never write into each other's file.
    DurableWrite write = new DurableWrite(files, path + INFIX + UUID.randomUUID());
    try {
      write.write(rights, bytes, content);
      return write;
    } catch (IOException | RuntimeException e) {
      try (write) {
        throw e;
      }
    }
  }

  private void write(Rights rights, long bytes, Content content) throws IOException {
    // Connections may hold passwords: nobody else may read the file before its rights are set.
    try (BlockWriter writer =
        rights instanceof Rights.OfFolder ? files.write(temporary, 0) : files.create(temporary)) {
      contents = FileContents.of(bytes, content, writer::write);
      writer.flush();
    }
    if (rights instanceof Rights.Like like) {
      remarks = List.copyOf(files.giveRights(like.file(), temporary));
    }
    FileContents found = FileContents.of(files, temporary);
    if (!found.equals(contents)) {
      throw new FileTrouble(
          Kind.DAMAGED,
          files.place(),
          temporary,
          "written %s, read %s".formatted(contents, found),
          null);
    }
  }

  /** What was written, and reads the same. */
  public FileContents contents() {
    return contents;
  }

  /** Sentences for the operator on what of the owner and rights could not be taken over. */
  public List<String> remarks() {
    return remarks;
  }

  /** Gives it its true name, in place of whatever bore that. */
  public void moveTo(String target) throws FileTrouble {
    boolean replaces = files.look(target).isPresent();
    try {
      files.replace(temporary, target);
      moved = true;
    } catch (FileTrouble trouble) {
      if (!replaces || files.look(target).isPresent()) {
        throw trouble;
      }
      // A host that deletes before it renames: this is all that is left.
      moved = true;
      throw new FileTrouble(
          trouble.kind(),
          trouble.place(),
          target,
          "%s; it is gone, and its new content lies in %s".formatted(trouble.original(), temporary),
          trouble);
    }
  }

  /** Gives it its true name; {@link Kind#EXISTS} where that is taken. */
  public void becomes(String target) throws FileTrouble {
    files.rename(temporary, target);
    moved = true;
  }

  /** What a run that was killed has left beside the path; a missing folder holds nothing. */
  public static void removeLeftovers(HostFiles files, String path) throws FileTrouble {
    String start = files.name(path) + INFIX;
    remove(files, files.parent(path), name -> name.startsWith(start));
  }

  /** The same of all paths in a folder of Umzug's own. */
  public static void removeLeftoversIn(HostFiles files, String folder) throws FileTrouble {
    remove(files, folder, name -> name.contains(INFIX));
  }

  private static void remove(HostFiles files, String folder, Predicate<String> leftover)
      throws FileTrouble {
    for (Entry entry : files.look(folder).isEmpty() ? List.<Entry>of() : files.list(folder)) {
      if (leftover.test(entry.name())) {
        files.delete(files.child(folder, entry.name()));
      }
    }
  }

  @Override
  public void close() throws FileTrouble {
    if (!moved) {
      files.delete(temporary);
    }
  }
}
