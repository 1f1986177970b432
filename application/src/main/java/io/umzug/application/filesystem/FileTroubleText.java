package io.umzug.application.filesystem;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** Why a file of this machine could not be read or written, in one sentence for every command. */
public final class FileTroubleText {

  private static final long MEGABYTE = 1024L * 1024;

  private FileTroubleText() {}

  /**
   * A sentence that begins with the file, such as {@code x.sql: there is no such file.}
   *
   * @param about which file it is about, where the exception does not name one
   */
  public static String sentence(Path about, IOException told) {
    IOException trouble =
        told instanceof FileTrouble && told.getCause() instanceof IOException cause ? cause : told;
    String named = trouble instanceof FileSystemException known ? known.getFile() : null;
    String file = named == null || named.isEmpty() ? about.toString() : named;
    return "%s: %s".formatted(file, reason(Path.of(file), trouble));
  }

  private static String reason(Path file, IOException trouble) {
    return switch (trouble) {
      case FileAlreadyExistsException _ -> "this is there already, and no folder.";
      case NotDirectoryException _ -> "this is no folder.";
      case DirectoryNotEmptyException _ -> "the folder is not empty.";
      default -> byKind(file, trouble);
    };
  }

  private static String byKind(Path file, IOException trouble) {
    String said = LocalTroubles.original(trouble).toLowerCase(Locale.ROOT);
    return switch (LocalTroubles.kind(file, trouble)) {
      case NOT_FOUND -> "there is no such file.";
      case FOLDER_NOT_FOUND -> "there is no such folder.";
      case ACCESS_DENIED ->
          said.contains("read-only file system")
              ? "this disk cannot be written to. Name a place on another."
              : "access is denied. Run this as somebody who may, or name a place of yours.";
      case FULL -> "the disk is full%s. Make room on it.".formatted(room(file));
      case LOCKED -> "another program has it open. Close it there.";
      default ->
          said.contains("is a directory") ? "this is a folder, not a file." : original(trouble);
    };
  }

  private static String original(IOException trouble) {
    String reason = trouble instanceof FileSystemException known ? known.getReason() : null;
    if (reason != null) {
      return reason.endsWith(".") ? reason : reason + ".";
    }
    String said = trouble.getMessage();
    return "it cannot be read or written: "
        + (said == null || said.isEmpty() ? trouble.toString() : said);
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
