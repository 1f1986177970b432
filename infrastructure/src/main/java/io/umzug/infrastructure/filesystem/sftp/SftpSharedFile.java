package io.umzug.infrastructure.filesystem.sftp;

import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostFiles.Facts;
import io.umzug.application.filesystem.SharedFile;
import java.io.IOException;

/** SFTP locks nothing, and does not tell what the file system calls a file. */
final class SftpSharedFile implements SharedFile {

  private final SftpHostFiles files;
  private final String path;
  private final SftpFile file;
  private final Facts facts;

  private SftpSharedFile(SftpHostFiles files, String path, SftpFile file, Facts facts) {
    this.files = files;
    this.path = path;
    this.file = file;
    this.facts = facts;
  }

  static SftpSharedFile of(SftpHostFiles files, String path, SftpFile file) throws IOException {
    try {
      Facts facts = SftpHostFiles.facts(file.fetchAttributes());
      if (facts.folder()) {
        throw new FileTrouble(Kind.NOT_FOUND, files.place(), path, "a folder", null);
      }
      return new SftpSharedFile(files, path, file, facts);
    } catch (IOException e) {
      try (file) {
        throw e;
      }
    }
  }

  @Override
  public Facts facts() {
    return facts;
  }

  @Override
  public String key() {
    return "";
  }

  @Override
  public int read(long offset, byte[] into, int length) throws FileTrouble {
    try {
      int filled = 0;
      int read = 0;
      while (read >= 0 && filled < length) {
        filled += read;
        read = filled < length ? file.read(offset + filled, into, filled, length - filled) : -1;
      }
      return filled;
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
