package io.umzug.infrastructure.sqlserver.script;

import io.umzug.domain.script.CodePage;
import io.umzug.domain.script.ScriptDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One file of a script, decoded piece by piece. */
final class OpenFile implements AutoCloseable {

  private static final int PIECE = 64 * 1024;

  /** Whatever its ending is. */
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9])( *\\..*)?");

  private final Path path;
  private final String name;
  private final InputStream in;
  private final MessageDigest digest;
  private final ByteBuffer bytes = ByteBuffer.allocate(PIECE).flip();
  private final CharBuffer characters = CharBuffer.allocate(PIECE).flip();
  private final ScriptDecoder decoder;
  private long size;
  private long lines;
  private boolean ended;
  private char last = '\n';
  private String beginning = "";
  private String ending = "";

  OpenFile(Path path, String name, @Nullable CodePage codePage, MessageDigest digest)
      throws IOException {
    this.path = path;
    this.name = name;
    this.digest = digest;
    requireFile(path);
    in = Files.newInputStream(path);
    try {
      fill();
      byte[] start = Arrays.copyOf(bytes.array(), Math.min(bytes.limit(), ScriptDecoder.START));
      decoder = ScriptDecoder.of(start, codePage);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** A pipe or a device may never come to an end. */
  private static void requireFile(Path path) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new FileSystemException(
          path.toString(), null, "it is no file, but a folder, a pipe or a device");
    }
    if (DEVICE.matcher(path.getFileName().toString()).matches()) {
      throw new FileSystemException(path.toString(), null, "Windows calls a device so");
    }
  }

  private void fill() throws IOException {
    bytes.compact();
    int before = bytes.position();
    int read = in.readNBytes(bytes.array(), before, bytes.remaining());
    digest.update(bytes.array(), before, read);
    size += read;
    ended = bytes.position() + read < bytes.capacity();
    bytes.position(before + read).flip();
  }

  Path path() {
    return path;
  }

  String name() {
    return name;
  }

  String encoding() {
    return decoder.charset().name();
  }

  long size() {
    return size;
  }

  long lines() {
    return last == '\n' ? lines : lines + 1;
  }

  /** In which the decoded characters end, from 1. */
  long line() {
    return lines + 1;
  }

  CharBuffer characters() {
    return characters;
  }

  /** Whether nothing is left, once the characters are used up. */
  boolean isOver() {
    return ended && !bytes.hasRemaining();
  }

  /** Decodes more characters; answers a sentence where the bytes are none. */
  Optional<String> more() throws IOException {
    if (!ended) {
      fill();
    }
    characters.clear();
    Optional<String> trouble = decoder.decode(bytes, characters, ended);
    characters.flip();
    count();
    if (beginning.isEmpty()) {
      beginning = piece(0, Math.min(characters.limit(), ScriptEnd.LONGEST));
    }
    String joined =
        ending + piece(Math.max(0, characters.limit() - ScriptEnd.LONGEST), characters.limit());
    ending = joined.substring(Math.max(0, joined.length() - ScriptEnd.LONGEST));
    // What comes before the trouble is read first: it may hold what explains it.
    return characters.hasRemaining() ? Optional.empty() : trouble;
  }

  private String piece(int from, int to) {
    return characters.subSequence(from, to).toString();
  }

  /** The last line that the first has announced, where it is not there. */
  Optional<String> missingEnd() {
    return ScriptEnd.missing(beginning, ending);
  }

  private void count() {
    for (int i = 0; i < characters.limit(); i++) {
      char c = characters.get(i);
      if (c == '\n' ? last != '\r' : c == '\r') {
        lines++;
      }
      last = c;
    }
    if (last == '\r' && isOver()) {
      last = '\n';
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
