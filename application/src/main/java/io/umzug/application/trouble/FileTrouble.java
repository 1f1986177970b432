package io.umzug.application.trouble;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a file could not be read or written for, in one place for every command. */
public final class FileTrouble {

  private static final long MEGABYTE = 1024L * 1024;

  private FileTrouble() {}

  /**
   * A sentence that begins with the file, such as {@code x.sql: there is no such file.}
   *
   * @param about which file it is about, where the exception does not name one
   */
  public static String sentence(Path about, IOException trouble) {
    String named = trouble instanceof FileSystemException known ? known.getFile() : null;
    String file = named == null || named.isEmpty() ? about.toString() : named;
    return "%s: %s".formatted(file, reason(Path.of(file), trouble));
  }

  private static String reason(Path file, IOException trouble) {
    return switch (trouble) {
      case NoSuchFileException _ ->
          isWithoutFolder(file) ? "there is no such folder." : "there is no such file.";
      case AccessDeniedException _ ->
          "access is denied. Run this as somebody who may, or name a place of yours.";
      case FileAlreadyExistsException _ -> "this is there already, and no folder.";
      case NotDirectoryException _ -> "this is no folder.";
      case DirectoryNotEmptyException _ -> "the folder is not empty.";
      default -> bySystem(file, trouble);
    };
  }

  /** A file that was to be written. */
  private static boolean isWithoutFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder != null && !Files.isDirectory(folder);
  }

  /** The system's own words, which Java hands on. */
  private static String bySystem(Path file, IOException trouble) {
    String said = trouble.getMessage() == null ? "" : trouble.getMessage();
    Predicate<String> says = said.toLowerCase(Locale.ROOT)::contains;
    if (Stream.of("no space left", "not enough space", "disk quota").anyMatch(says)) {
      return "the disk is full%s. Make room on it.".formatted(room(file));
    }
    if (says.test("read-only file system")) {
      return "this disk cannot be written to. Name a place on another.";
    }
    if (says.test("permission denied")) {
      return "access is denied. Run this as somebody who may, or name a place of yours.";
    }
    if (says.test("is a directory")) {
      return "this is a folder, not a file.";
    }
    if (says.test("used by another process")) {
      return "another program has it open. Close it there.";
    }
    String reason = trouble instanceof FileSystemException known ? known.getReason() : null;
    if (reason != null) {
      return reason.endsWith(".") ? reason : reason + ".";
    }
    return "it cannot be read or written: " + (said.isEmpty() ? trouble.toString() : said);
  }

  private static String room(Path file) {
    try {
      Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
      return ", %d MB are free".formatted(Files.getFileStore(folder).getUsableSpace() / MEGABYTE);
    } catch (IOException _) {
      return "";
    }
  }
}
