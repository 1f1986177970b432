package io.umzug.infrastructure.filesystem;

import io.umzug.application.filesystem.BlockReader;
import io.umzug.application.filesystem.BlockWriter;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.LocalTroubles;
import io.umzug.application.filesystem.SharedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The files that this machine's operating system knows; on Windows those of UNC paths, too. */
public final class LocalHostFiles implements HostFiles {

  private final String place;

  /**
   * @param place how people call this machine
   */
  public LocalHostFiles(String place) {
    this.place = place;
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public Optional<Facts> look(String path) throws FileTrouble {
    try {
      return Optional.of(facts(path(path)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw trouble(path, e);
    }
  }

  private static Facts facts(Path path) throws IOException {
    return facts(Files.readAttributes(path, BasicFileAttributes.class));
  }

  static Facts facts(BasicFileAttributes attributes) {
    boolean folder = attributes.isDirectory();
    return new Facts(
        folder, folder ? 0 : attributes.size(), attributes.lastModifiedTime().toInstant());
  }

  @Override
  public List<Entry> list(String folder) throws FileTrouble {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(path(folder))) {
      for (Path each : all) {
        try {
          entries.add(new Entry(each.getFileName().toString(), facts(each)));
        } catch (NoSuchFileException _) {
          // Gone since, or a link to nowhere.
        }
      }
    } catch (NoSuchFileException e) {
      throw trouble(Kind.FOLDER_NOT_FOUND, folder, e);
    } catch (IOException e) {
      throw trouble(folder, e);
    }
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  @Override
  public BlockReader read(String path, long offset) throws FileTrouble {
    try {
      return new LocalReader(this, path, path(path), offset);
    } catch (IOException e) {
      throw trouble(path, e);
    }
  }

  @Override
  public BlockWriter write(String path, long offset) throws FileTrouble {
    try {
      return LocalWriter.from(this, path, path(path), offset);
    } catch (IOException e) {
      throw trouble(path, e);
    }
  }

  @Override
  public BlockWriter create(String path) throws FileTrouble {
    try {
      return LocalWriter.create(this, path, path(path));
    } catch (IOException e) {
      throw trouble(path, e);
    }
  }

  @Override
  public SharedFile share(String path) throws FileTrouble {
    try {
      return LocalSharedFile.open(this, path, path(path));
    } catch (IOException e) {
      throw trouble(path, e);
    }
  }

  @Override
  public String real(String path) throws FileTrouble {
    try {
      return path(path).toRealPath().toString();
    } catch (NoSuchFileException _) {
      return path;
    } catch (IOException e) {
      throw trouble(path, e);
    }
  }

  @Override
  public List<String> giveRights(String from, String to) throws FileTrouble {
    try (FileChannel given = FileChannel.open(path(to), StandardOpenOption.WRITE)) {
      List<String> remarks = LocalRights.copy(path(from), path(to));
      given.force(true);
      return remarks;
    } catch (IOException e) {
      throw trouble(to, e);
    }
  }

  @Override
  public void rename(String from, String to) throws FileTrouble {
    try {
      Path source = path(from);
      Path target = path(to);
      if (isPosix(source)) {
        link(source, target);
      } else {
        // Windows refuses a name that is taken.
        Files.move(source, target);
      }
      force(target);
    } catch (IOException e) {
      throw trouble(to, e);
    }
  }

  /** POSIX would rename over whatever is there; a link is refused where the name is taken. */
  private static void link(Path source, Path target) throws IOException {
    try {
      Files.createLink(target, source);
      Files.delete(source);
    } catch (UnsupportedOperationException e) {
      throw new FileSystemException(target.toString(), source.toString(), e.getMessage());
    } catch (FileSystemException e) {
      if (!e.getClass().equals(FileSystemException.class) || Files.exists(target)) {
        throw e;
      }
      // A file system without links, such as FAT.
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Override
  public void replace(String from, String to) throws FileTrouble {
    try {
      Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
      force(path(to));
    } catch (IOException e) {
      throw trouble(to, e);
    }
  }

  static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** The new name; Windows opens no folders, there NTFS logs it by itself. */
  private static void force(Path renamed) throws IOException {
    if (isPosix(renamed)) {
      try (FileChannel folder =
          FileChannel.open(renamed.resolveSibling(".").normalize(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }

  @Override
  public void delete(String path) throws FileTrouble {
    try {
      Files.deleteIfExists(path(path));
    } catch (IOException e) {
      throw trouble(path, e);
    }
  }

  @Override
  public void createFolder(String path) throws FileTrouble {
    try {
      Files.createDirectories(path(path));
    } catch (IOException e) {
      throw trouble(path, e);
    }
  }

  @Override
  public long freeBytes(String folder) throws FileTrouble {
    try {
      return Files.getFileStore(path(folder)).getUsableSpace();
    } catch (NoSuchFileException e) {
      throw trouble(Kind.FOLDER_NOT_FOUND, folder, e);
    } catch (IOException e) {
      throw trouble(folder, e);
    }
  }

  @Override
  public String child(String folder, String name) {
    return Path.of(folder).resolve(name).toString();
  }

  @Override
  public String parent(String path) {
    Path parent = Path.of(path).toAbsolutePath().getParent();
    return parent == null ? path : parent.toString();
  }

  @Override
  public String name(String path) {
    Path name = Path.of(path).getFileName();
    return name == null ? "" : name.toString();
  }

  @Override
  public void close() {
    // Nothing is held between calls.
  }

  private static Path path(String text) throws IOException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new FileSystemException(text, null, e.getMessage());
    }
  }

  FileTrouble trouble(String path, IOException e) {
    return trouble(LocalTroubles.kind(Path.of(path), e), path, e);
  }

  private FileTrouble trouble(Kind kind, String path, IOException e) {
    return new FileTrouble(kind, place, path, LocalTroubles.original(e), e);
  }
}
