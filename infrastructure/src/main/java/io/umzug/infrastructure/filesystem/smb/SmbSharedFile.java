package io.umzug.infrastructure.filesystem.smb;

import com.hierynomus.msfscc.fileinformation.FileAllInformation;
import com.hierynomus.smbj.share.File;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.HostFiles.Facts;
import io.umzug.application.filesystem.SharedFile;

/** A file of a share whose key is its index, which Windows never changes. */
final class SmbSharedFile implements SharedFile {

  private final SmbHostFiles files;
  private final String path;
  private final File file;
  private final FileAllInformation information;

  private SmbSharedFile(
      SmbHostFiles files, String path, File file, FileAllInformation information) {
    this.files = files;
    this.path = path;
    this.file = file;
    this.information = information;
  }

  static SmbSharedFile of(SmbHostFiles files, String path, File file) {
    try {
      return new SmbSharedFile(files, path, file, file.getFileInformation());
    } catch (RuntimeException e) {
      Quietly.close(file);
      throw e;
    }
  }

  @Override
  public Facts facts() {
    return SmbHostFiles.facts(information);
  }

  @Override
  public String key() {
    long index = information.getInternalInformation().getIndexNumber();
    return index == 0 ? "" : Long.toHexString(index);
  }

  @Override
  public int read(long offset, byte[] into, int length) throws FileTrouble {
    try {
      int filled = 0;
      int read = 0;
      while (read >= 0 && filled < length) {
        filled += read;
        read = filled < length ? file.read(into, offset + filled, filled, length - filled) : -1;
      }
      return filled;
    } catch (RuntimeException e) {
      throw files.trouble(path, e);
    }
  }

  @Override
  public void close() {
    Quietly.close(file);
  }
}
