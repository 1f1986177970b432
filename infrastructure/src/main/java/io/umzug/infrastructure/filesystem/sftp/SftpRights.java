package io.umzug.infrastructure.filesystem.sftp;

import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.SFTPClient;

/** Owner, group and mode of one file of a POSIX host given to another. */
final class SftpRights {

  private final SftpHostFiles files;
  private final SFTPClient sftp;

  SftpRights(SftpHostFiles files, SFTPClient sftp) {
    this.files = files;
    this.sftp = sftp;
  }

  /** The mode last: a change of the owner may take some of it away. */
  List<String> give(String from, String to) throws FileTrouble {
    List<String> remarks = new ArrayList<>();
    try {
      FileAttributes wanted = sftp.stat(from);
      FileAttributes given = sftp.stat(to);
      if (given.getGID() != wanted.getGID()) {
        own(to, given.getUID(), wanted.getGID(), "group", remarks);
      }
      if (given.getUID() != wanted.getUID()) {
        own(to, wanted.getUID(), sftp.stat(to).getGID(), "owner", remarks);
      }
      sftp.chmod(to, wanted.getMode().getPermissionsMask());
    } catch (IOException e) {
      throw files.trouble(to, e);
    }
    return remarks;
  }

  private void own(String to, int user, int group, String what, List<String> remarks)
      throws IOException {
    try {
      sftp.setattr(to, new FileAttributes.Builder().withUIDGID(user, group).build());
    } catch (IOException e) {
      FileTrouble trouble = files.trouble(to, e);
      if (trouble.kind() != Kind.ACCESS_DENIED && trouble.kind() != Kind.UNEXPECTED) {
        throw e;
      }
      remarks.add(
          "The %s of the file before (user %d, group %d) could not be given to the new one (%s)."
              .formatted(what, user, group, trouble.original()));
    }
  }
}
