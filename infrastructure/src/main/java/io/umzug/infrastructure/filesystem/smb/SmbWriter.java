package io.umzug.infrastructure.filesystem.smb;

import com.hierynomus.smbj.share.File;
import io.umzug.application.filesystem.Block;
import io.umzug.application.filesystem.BlockWriter;
import io.umzug.application.filesystem.FileTrouble;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes a file of a share, by several requests at a time, and a block while the one before is
 * still underway. smbj's own asynchronous writes do not pass on why one was refused.
 */
final class SmbWriter implements BlockWriter {

  private final SmbHostFiles files;
  private final String path;
  private final File file;
  private final Requests requests;
  private final Deque<byte[]> free = new ArrayDeque<>();
  private Requests.Batch underway = Requests.Batch.NONE;
  private byte[] written = new byte[Block.SIZE];
  private long position;

  /** Cuts what lies behind the offset. */
  static SmbWriter from(SmbHostFiles files, String path, File file, long offset) {
    try {
      file.setLength(offset);
      return new SmbWriter(files, path, file, offset);
    } catch (RuntimeException e) {
      Quietly.close(file);
      throw e;
    }
  }

  private SmbWriter(SmbHostFiles files, String path, File file, long offset) {
    this.files = files;
    this.path = path;
    this.file = file;
    this.requests = new Requests(files, path);
    this.position = offset;
    free.add(new byte[Block.SIZE]);
  }

  @Override
  public void write(ByteBuffer block) throws FileTrouble {
    byte[] bytes = free.remove();
    int length = block.remaining();
    block.get(bytes, 0, length);
    Requests.Batch before = underway;
    long start = position;
    underway = requests.send(length, (at, part) -> (int) file.write(bytes, start + at, at, part));
    position += length;
    before.await();
    free.add(written);
    written = bytes;
  }

  @Override
  public void flush() throws FileTrouble {
    underway.await();
    try {
      file.flush();
    } catch (RuntimeException e) {
      throw files.trouble(path, e);
    }
  }

  @Override
  public void close() {
    requests.close();
    Quietly.close(file);
  }
}
