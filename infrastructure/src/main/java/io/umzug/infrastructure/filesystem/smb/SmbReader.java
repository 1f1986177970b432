package io.umzug.infrastructure.filesystem.smb;

import com.hierynomus.smbj.share.File;
import io.umzug.application.filesystem.Block;
import io.umzug.application.filesystem.BlockReader;
import io.umzug.application.filesystem.FileTrouble;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads a file of a share, by several requests at a time. */
final class SmbReader implements BlockReader {

  private final File file;
  private final Requests requests;
  private final byte[] bytes = new byte[Block.SIZE];
  private long position;

  SmbReader(SmbHostFiles files, String path, File file, long offset) {
    this.file = file;
    this.requests = new Requests(files, path);
    this.position = offset;
  }

  @Override
  public void read(ByteBuffer block) throws FileTrouble {
    long start = position;
    List<Integer> read =
        requests.send(block.remaining(), (at, part) -> fill(start, at, part)).await();
    int total = 0;
    for (int part : read) {
      total += part;
      if (part < Requests.BYTES) {
        break;
      }
    }
    block.put(bytes, 0, total);
    position += total;
  }

  private int fill(long start, int at, int length) {
    int filled = 0;
    while (filled < length) {
      int read = file.read(bytes, start + at + filled, at + filled, length - filled);
      if (read <= 0) {
        break;
      }
      filled += read;
    }
    return filled;
  }

  @Override
  public void close() {
    requests.close();
    Quietly.close(file);
  }
}
