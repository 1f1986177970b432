package io.umzug.infrastructure.filesystem;

import io.umzug.application.filesystem.FileTrouble.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What this machine's operating system means, as far as Java passes it on. */
final class LocalTroubles {

  /** Of Linux and of Windows; Java passes only the text on, in Windows' language. */
  private static final List<String> FULL =
      List.of(
          "no space left",
          "disk quota exceeded",
          "not enough space on the disk",
          "nicht genügend speicherplatz",
          "nicht genug speicherplatz");

  private static final List<String> LOCKED =
      List.of("used by another process", "von einem anderen prozess verwendet", "text file busy");

  private static final List<String> DENIED = List.of("operation not permitted", "read-only file");

  private LocalTroubles() {}

  static Kind kind(Path path, IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> missing(path);
      case AccessDeniedException _ -> Kind.ACCESS_DENIED;
      case FileAlreadyExistsException _, DirectoryNotEmptyException _ -> Kind.EXISTS;
      case LocalWriter.InUse _ -> Kind.LOCKED;
      default -> byText(original(e).toLowerCase(Locale.ROOT));
    };
  }

  private static Kind missing(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    return folder == null || Files.isDirectory(folder) ? Kind.NOT_FOUND : Kind.FOLDER_NOT_FOUND;
  }

  private static Kind byText(String text) {
    if (FULL.stream().anyMatch(text::contains)) {
      return Kind.FULL;
    }
    if (LOCKED.stream().anyMatch(text::contains)) {
      return Kind.LOCKED;
    }
    return DENIED.stream().anyMatch(text::contains) ? Kind.ACCESS_DENIED : Kind.UNEXPECTED;
  }

  static String original(IOException e) {
    return e instanceof FileSystemException system && system.getReason() != null
        ? system.getReason()
        : e.toString();
  }
}
