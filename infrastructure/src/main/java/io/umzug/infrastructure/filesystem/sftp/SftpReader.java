package io.umzug.infrastructure.filesystem.sftp;

import io.umzug.application.filesystem.BlockReader;
import io.umzug.application.filesystem.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads a file by SFTP, many requests ahead. */
final class SftpReader implements BlockReader {

  private static final int REQUESTS = 64;
  private static final int PIECE = 256 * 1024;

  private final SftpHostFiles files;
  private final String path;
  private final SftpFile file;
  private final InputStream ahead;
  private final byte[] piece = new byte[PIECE];

  SftpReader(SftpHostFiles files, String path, SftpFile file, long offset) {
    this.files = files;
    this.path = path;
    this.file = file;
    this.ahead = file.new ReadAheadRemoteFileInputStream(REQUESTS, offset);
  }

  @Override
  public void read(ByteBuffer block) throws FileTrouble {
    try {
      while (block.hasRemaining()) {
        int read = ahead.read(piece, 0, Math.min(PIECE, block.remaining()));
        if (read < 0) {
          return;
        }
        block.put(piece, 0, read);
      }
    } catch (IOException e) {
      throw files.trouble(path, e);
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
