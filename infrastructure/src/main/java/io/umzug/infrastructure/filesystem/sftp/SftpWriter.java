package io.umzug.infrastructure.filesystem.sftp;

import io.umzug.application.filesystem.BlockWriter;
import io.umzug.application.filesystem.FileTrouble;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes a file by SFTP, many requests ahead of their answers. */
final class SftpWriter implements BlockWriter {

  private static final int REQUESTS = 32;

  /** A server of OpenSSH drops the connection at more than 256 KiB with their head. */
  private static final int PIECE = 252 * 1024;

  private final SftpHostFiles files;
  private final String path;
  private final SftpFile file;
  private final OutputStream ahead;
  private final byte[] piece = new byte[PIECE];

  /** Cuts what lies behind the offset. */
  static SftpWriter from(SftpHostFiles files, String path, SftpFile file, long offset)
      throws IOException {
    try {
      file.setLength(offset);
      return new SftpWriter(files, path, file, offset);
    } catch (IOException e) {
      try (file) {
        throw e;
      }
    }
  }

  private SftpWriter(SftpHostFiles files, String path, SftpFile file, long offset) {
    this.files = files;
    this.path = path;
    this.file = file;
    this.ahead = file.new RemoteFileOutputStream(offset, REQUESTS);
  }

  @Override
  public void write(ByteBuffer block) throws FileTrouble {
    try {
      while (block.hasRemaining()) {
        int length = Math.min(PIECE, block.remaining());
        block.get(piece, 0, length);
        ahead.write(piece, 0, length);
      }
    } catch (IOException e) {
      throw files.whileWriting(path, e, PIECE);
    }
  }

  @Override
  public void flush() throws FileTrouble {
    try {
      ahead.flush();
      file.force();
    } catch (IOException e) {
      throw files.whileWriting(path, e, PIECE);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException _) {
      // Gone already, with its connection.
    }
  }
}
