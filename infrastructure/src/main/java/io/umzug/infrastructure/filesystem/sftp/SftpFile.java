package io.umzug.infrastructure.filesystem.sftp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.OpenMode;
import net.schmizz.sshj.sftp.PacketType;
import net.schmizz.sshj.sftp.RemoteFile;
import net.schmizz.sshj.sftp.Response.StatusCode;
import net.schmizz.sshj.sftp.SFTPEngine;
import net.schmizz.sshj.sftp.SFTPException;

/** An open file; sshj's own does not know fsync. */
final class SftpFile extends RemoteFile {

  private static final String FSYNC = "fsync@openssh.com";

  private SftpFile(SFTPEngine engine, String path, byte[] handle) {
    super(engine, path, handle);
  }

  static SftpFile open(SFTPEngine engine, String path, Set<OpenMode> modes) throws IOException {
    return open(engine, path, modes, FileAttributes.EMPTY);
  }

  /**
   * @param attributes of the file, where it is created by that
   */
  static SftpFile open(
      SFTPEngine engine, String path, Set<OpenMode> modes, FileAttributes attributes)
      throws IOException {
    byte[] handle =
        Answers.of(
                engine,
                engine
                    .newRequest(PacketType.OPEN)
                    .putString(path, StandardCharsets.UTF_8)
                    .putUInt32(OpenMode.toMask(modes))
                    .putFileAttributes(attributes))
            .ensurePacketTypeIs(PacketType.HANDLE)
            .readBytes();
    return new SftpFile(engine, path, handle);
  }

  /** Nothing where the server does not offer it; then a crash of that host may cost what it had. */
  void force() throws IOException {
    if (!requester.supportsServerExtension("fsync", "openssh.com")) {
      return;
    }
    try {
      Answers.of(requester, requester.newExtendedRequest(FSYNC).putString(handle))
          .ensureStatusPacketIsOK();
    } catch (SFTPException e) {
      if (e.getStatusCode() != StatusCode.OP_UNSUPPORTED) {
        throw e;
      }
    }
  }
}
