package io.umzug.infrastructure.filesystem.sftp;

import io.umzug.application.filesystem.BlockReader;
import io.umzug.application.filesystem.BlockWriter;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.SharedFile;
import io.umzug.infrastructure.filesystem.Patience;
import io.umzug.infrastructure.ssh.SshConnection;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshTroubles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.FileMode;
import net.schmizz.sshj.sftp.OpenMode;
import net.schmizz.sshj.sftp.PacketType;
import net.schmizz.sshj.sftp.RemoteResourceInfo;
import net.schmizz.sshj.sftp.RenameFlags;
import net.schmizz.sshj.sftp.Response;
import net.schmizz.sshj.sftp.SFTPClient;
import net.schmizz.sshj.sftp.SFTPException;

/** Files of a host behind SSH; {@code C:\dir} is what OpenSSH for Windows calls {@code /C:/dir}. */
public final class SftpHostFiles implements HostFiles {

  private static final String STATVFS = "statvfs@openssh.com";
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:([\\\\/].*)?");
  private static final FileAttributes OWNER_ALONE =
      new FileAttributes.Builder().withPermissions(0600).build();

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

  private final SshConnection connection;
  private final SFTPClient sftp;

  private SftpHostFiles(SshConnection connection, SFTPClient sftp) {
    this.connection = connection;
    this.sftp = sftp;
  }

  /** Connects; the connection is closed with the files. */
  public static SftpHostFiles open(SshHost host) throws FileTrouble {
    return open(host, LONGEST_ANSWER);
  }

  static SftpHostFiles open(SshHost host, Duration longestAnswer) throws FileTrouble {
    SshConnection connection = SshConnection.open(host, longestAnswer);
    try {
      SFTPClient sftp = connection.client().newSFTPClient();
      sftp.getSFTPEngine().setTimeoutMs(Math.toIntExact(longestAnswer.toMillis()));
      return new SftpHostFiles(connection, sftp);
    } catch (IOException e) {
      connection.close();
      throw SshTroubles.of(host.place(), "", e);
    }
  }

  @Override
  public String place() {
    return connection.host().place();
  }

  @Override
  public Optional<Facts> look(String path) throws FileTrouble {
    try {
      return Optional.ofNullable(sftp.statExistence(posix(path))).map(SftpHostFiles::facts);
    } catch (IOException e) {
      throw trouble(path, e);
    }
  }

  static Facts facts(FileAttributes attributes) {
    boolean folder = attributes.getType() == FileMode.Type.DIRECTORY;
    return new Facts(
        folder, folder ? 0 : attributes.getSize(), Instant.ofEpochSecond(attributes.getMtime()));
  }

  @Override
  public List<Entry> list(String folder) throws FileTrouble {
    try {
      List<Entry> entries = new ArrayList<>();
      for (RemoteResourceInfo found : sftp.ls(posix(folder))) {
        attributes(found).ifPresent(known -> entries.add(new Entry(found.getName(), facts(known))));
      }
      entries.sort(Comparator.comparing(Entry::name));
      return entries;
    } catch (IOException e) {
      FileTrouble trouble = trouble(folder, e);
      throw trouble.kind() == Kind.NOT_FOUND
          ? new FileTrouble(Kind.FOLDER_NOT_FOUND, place(), folder, trouble.original(), e)
          : trouble;
    }
  }

  /** Of what a link leads to; empty where it leads nowhere. */
  private Optional<FileAttributes> attributes(RemoteResourceInfo found) throws IOException {
    FileAttributes own = found.getAttributes();
    return own.getType() == FileMode.Type.SYMLINK
        ? Optional.ofNullable(sftp.statExistence(found.getPath()))
        : Optional.of(own);
  }

  @Override
  public BlockReader read(String path, long offset) throws FileTrouble {
    try {
      return new SftpReader(this, path, open(path, EnumSet.of(OpenMode.READ)), offset);
    } catch (IOException e) {
      throw trouble(path, e);
    }
  }

  @Override
  public BlockWriter write(String path, long offset) throws FileTrouble {
    try {
      SftpFile file = open(path, EnumSet.of(OpenMode.WRITE, OpenMode.CREAT));
      return SftpWriter.from(this, path, file, offset);
    } catch (IOException e) {
      throw withinFolder(path, trouble(path, e));
    }
  }

  @Override
  public BlockWriter create(String path) throws FileTrouble {
    try {
      // Windows means other rights; there the file gets those of its folder.
      FileAttributes attributes = isWindows(path) ? FileAttributes.EMPTY : OWNER_ALONE;
      SftpFile file =
          SftpFile.open(
              sftp.getSFTPEngine(),
              posix(path),
              EnumSet.of(OpenMode.WRITE, OpenMode.CREAT, OpenMode.EXCL),
              attributes);
      return SftpWriter.from(this, path, file, 0);
    } catch (IOException e) {
      throw taken(path, withinFolder(path, trouble(path, e)));
    }
  }

  @Override
  public SharedFile share(String path) throws FileTrouble {
    try {
      return SftpSharedFile.of(this, path, open(path, EnumSet.of(OpenMode.READ)));
    } catch (FileTrouble e) {
      throw e;
    } catch (IOException e) {
      throw trouble(path, e);
    }
  }

  @Override
  public String real(String path) throws FileTrouble {
    try {
      String real = sftp.canonicalize(posix(path));
      return isWindows(path) && real.startsWith("/") ? real.substring(1).replace('/', '\\') : real;
    } catch (IOException e) {
      FileTrouble trouble = trouble(path, e);
      if (trouble.kind() == Kind.NOT_FOUND || trouble.kind() == Kind.FOLDER_NOT_FOUND) {
        return path;
      }
      throw trouble;
    }
  }

  @Override
  public List<String> giveRights(String from, String to) throws FileTrouble {
    if (isWindows(to)) {
      return List.of(
          "SFTP cannot carry the rights of a Windows file: %s has those of its folder. Where the"
                  .formatted(to)
              + " file before had others, set them (icacls).");
    }
    return new SftpRights(this, sftp).give(from, to);
  }

  private SftpFile open(String path, Set<OpenMode> modes) throws IOException {
    return SftpFile.open(sftp.getSFTPEngine(), posix(path), modes);
  }

  /** What is not there where something is to be written is its folder. */
  private FileTrouble withinFolder(String path, FileTrouble trouble) {
    return trouble.kind() == Kind.NOT_FOUND
        ? new FileTrouble(Kind.FOLDER_NOT_FOUND, place(), path, trouble.original(), trouble)
        : trouble;
  }

  @Override
  public void rename(String from, String to) throws FileTrouble {
    rename(from, to, EnumSet.noneOf(RenameFlags.class));
  }

  @Override
  public void replace(String from, String to) throws FileTrouble {
    try {
      rename(from, to, EnumSet.of(RenameFlags.OVERWRITE));
    } catch (FileTrouble trouble) {
      // OpenSSH for Windows deletes the target first: then its name is free, or will soon be.
      if (look(to).isPresent() || look(from).isEmpty()) {
        throw trouble;
      }
      Patience.with(() -> rename(from, to), _ -> true);
    }
  }

  /** A name that is taken is to a server of OpenSSH just a failure. */
  private FileTrouble taken(String path, FileTrouble trouble) throws FileTrouble {
    boolean taken = trouble.kind() == Kind.UNEXPECTED && look(path).isPresent();
    return taken
        ? new FileTrouble(Kind.EXISTS, place(), path, trouble.original(), trouble)
        : trouble;
  }

  private void rename(String from, String to, Set<RenameFlags> flags) throws FileTrouble {
    try {
      sftp.rename(posix(from), posix(to), flags);
    } catch (IOException e) {
      FileTrouble trouble = trouble(to, e);
      throw flags.isEmpty() ? taken(to, trouble) : trouble;
    }
  }

  @Override
  public void delete(String path) throws FileTrouble {
    try {
      if (sftp.statExistence(posix(path)) != null) {
        sftp.rm(posix(path));
      }
    } catch (IOException e) {
      throw trouble(path, e);
    }
  }

  @Override
  public void createFolder(String path) throws FileTrouble {
    try {
      sftp.mkdirs(posix(path));
    } catch (IOException e) {
      throw trouble(path, e);
    }
  }

  /** Where the server does not tell it, as if there were enough: a full disk shows later, then. */
  @Override
  public long freeBytes(String folder) throws FileTrouble {
    if (!sftp.getSFTPEngine().supportsServerExtension("statvfs", "openssh.com")) {
      return Long.MAX_VALUE;
    }
    try {
      Response answer =
          Answers.of(
              sftp.getSFTPEngine(),
              sftp.getSFTPEngine()
                  .newExtendedRequest(STATVFS)
                  .putString(posix(folder), StandardCharsets.UTF_8));
      answer.ensurePacketTypeIs(PacketType.EXTENDED_REPLY);
      answer.readUInt64();
      long fragment = answer.readUInt64();
      answer.readUInt64();
      answer.readUInt64();
      return fragment * answer.readUInt64();
    } catch (SFTPException e) {
      throw withinFolder(folder, trouble(folder, e));
    } catch (IOException e) {
      throw trouble(folder, e);
    }
  }

  @Override
  public String child(String folder, String name) {
    String separator = isWindows(folder) ? "\\" : "/";
    return folder.endsWith(separator) ? folder + name : folder + separator + name;
  }

  @Override
  public String parent(String path) {
    int end = Math.max(path.lastIndexOf('/'), isWindows(path) ? path.lastIndexOf('\\') : -1);
    String folder = end <= 0 ? "/" : path.substring(0, end);
    // C: alone is no folder.
    return folder.endsWith(":") && isWindows(path) ? folder + "\\" : folder;
  }

  @Override
  public String name(String path) {
    int end = Math.max(path.lastIndexOf('/'), isWindows(path) ? path.lastIndexOf('\\') : -1);
    return path.substring(end + 1);
  }

  private static boolean isWindows(String path) {
    return DRIVE.matcher(path).matches();
  }

  static String posix(String path) {
    return isWindows(path) ? "/" + path.replace('\\', '/') : path;
  }

  @Override
  public void close() {
    connection.close();
  }

  FileTrouble trouble(String path, IOException e) {
    return SshTroubles.of(place(), path, e);
  }

  /** A write that just fails, as a server of OpenSSH says it of a full disk. */
  FileTrouble whileWriting(String path, IOException e, int bytes) throws FileTrouble {
    FileTrouble trouble = trouble(path, e);
    boolean full = trouble.kind() == Kind.UNEXPECTED && freeBytes(parent(path)) < bytes;
    return full ? new FileTrouble(Kind.FULL, place(), path, trouble.original(), e) : trouble;
  }
}
