package io.umzug.application.filesystem;

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
import java.util.Map;

/** What this machine's operating system means, as far as Java passes it on. */
public final class LocalTroubles {

  /** Linux's words and Windows', in its language: for most troubles Java hands on nothing else. */
  private static final Map<Kind, List<String>> WORDS =
      Map.of(
          Kind.FULL,
          List.of(
              "no space left",
              "disk quota exceeded",
              "not enough space on the disk",
              "nicht genügend speicherplatz",
              "nicht genug speicherplatz"),
          Kind.LOCKED,
          List.of(
              "used by another process", "von einem anderen prozess verwendet", "text file busy"),
          Kind.ACCESS_DENIED,
          List.of("permission denied", "operation not permitted", "read-only file system"));

  private LocalTroubles() {}

  public static Kind kind(Path path, IOException e) {
    return switch (e) {
      case FileTrouble known -> known.kind();
      case NoSuchFileException _ -> missing(path);
      case AccessDeniedException _ -> Kind.ACCESS_DENIED;
      case FileAlreadyExistsException _, DirectoryNotEmptyException _ -> Kind.EXISTS;
      default -> byWords(original(e).toLowerCase(Locale.ROOT));
    };
  }

  private static Kind missing(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    return folder == null || Files.isDirectory(folder) ? Kind.NOT_FOUND : Kind.FOLDER_NOT_FOUND;
  }

  private static Kind byWords(String said) {
    return WORDS.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(said::contains))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(Kind.UNEXPECTED);
  }

  /** The system's own words. */
  public static String original(IOException e) {
    return e instanceof FileSystemException system && system.getReason() != null
        ? system.getReason()
        : e.toString();
  }
}
