package io.umzug.application.sqlserver;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A password as the first line of a file, whatever editor of Windows has written it. */
public final class PasswordLine {

  private static final String MARK = "\uFEFF";
  private static final String NO_CHARACTER = "\uFFFD";

  private PasswordLine() {}

  /**
   * @throws IOException where there is none; its reason is a sentence
   */
  public static String in(Path file) throws IOException {
    String line = text(file).lines().findFirst().orElse("");
    if (line.isEmpty()) {
      throw new FileSystemException(file.toString(), null, "its first line is empty");
    }
    return line;
  }

  /**
   * The whole text, which may be empty.
   *
   * @throws IOException where it cannot be read; its reason is a sentence
   */
  public static String text(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "this is a folder");
    }
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, encoding(bytes));
    if (text.contains(NO_CHARACTER)) {
      throw new FileSystemException(file.toString(), null, "it is no UTF-8: save it as such");
    }
    return text.startsWith(MARK) ? text.substring(1) : text;
  }

  /** Windows PowerShell writes UTF-16, with a byte order mark. */
  private static String encoding(byte[] bytes) {
    if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
      return "UTF-16LE";
    }
    if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
      return "UTF-16BE";
    }
    return "UTF-8";
  }
}
