package io.umzug.infrastructure.filesystem.smb;

import com.hierynomus.msdtyp.AccessMask;
import com.hierynomus.msfscc.fileinformation.FileAllInformation;
import com.hierynomus.msfscc.fileinformation.FileIdBothDirectoryInformation;
import com.hierynomus.mssmb2.SMB2CreateDisposition;
import com.hierynomus.mssmb2.SMB2CreateOptions;
import com.hierynomus.mssmb2.SMB2ShareAccess;
import com.hierynomus.smbj.SMBClient;
import com.hierynomus.smbj.SmbConfig;
import com.hierynomus.smbj.auth.AuthenticationContext;
import com.hierynomus.smbj.connection.Connection;
import com.hierynomus.smbj.share.DiskEntry;
import com.hierynomus.smbj.share.DiskShare;
import com.hierynomus.smbj.share.File;
import io.umzug.application.filesystem.BlockReader;
import io.umzug.application.filesystem.BlockWriter;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.SharedFile;
import io.umzug.infrastructure.filesystem.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Files on a share, by paths from the share on; {@code /} is taken for {@code \}, too. */
public final class SmbHostFiles implements HostFiles {

  /** What a server does within it does not depend on any file's length. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

  private static final long FOLDER = 0x10;
  private static final int PACKET = 1024 * 1024;

  private final SmbShare share;
  private final SMBClient client;
  private final DiskShare disk;

  private SmbHostFiles(SmbShare share, SMBClient client, DiskShare disk) {
    this.share = share;
    this.client = client;
    this.disk = disk;
  }

  /** Connects. */
  public static SmbHostFiles open(SmbShare share) throws FileTrouble {
    return open(share, LONGEST_ANSWER);
  }

  static SmbHostFiles open(SmbShare share, Duration longestAnswer) throws FileTrouble {
    SMBClient client =
        new SMBClient(
            SmbConfig.builder()
                .withSecurityProvider(new FastSigning())
                .withBufferSize(PACKET)
                .withTimeout(longestAnswer.toMillis(), TimeUnit.MILLISECONDS)
                .build());
    try {
      Connection connection = client.connect(share.host(), share.port());
      AuthenticationContext account =
          new AuthenticationContext(
              share.user(), share.password().get().toCharArray(), share.domain());
      DiskShare disk = (DiskShare) connection.authenticate(account).connectShare(share.share());
      return new SmbHostFiles(share, client, disk);
    } catch (IOException e) {
      client.close();
      throw new FileTrouble(Kind.UNREACHABLE, share.unc(), "", SmbTroubles.original(e), e);
    } catch (UncheckedIOException e) {
      client.close();
      throw new FileTrouble(Kind.NO_SECRET, share.unc(), "", String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      client.close();
      throw SmbTroubles.of(share.unc(), "", true, e);
    }
  }

  @Override
  public String place() {
    return share.unc();
  }

  @Override
  public Optional<Facts> look(String path) throws FileTrouble {
    try {
      return Optional.of(facts(disk.getFileInformation(windows(path))));
    } catch (RuntimeException e) {
      FileTrouble trouble = trouble(path, e);
      if (trouble.kind() == Kind.NOT_FOUND || trouble.kind() == Kind.FOLDER_NOT_FOUND) {
        return Optional.empty();
      }
      throw trouble;
    }
  }

  static Facts facts(FileAllInformation all) {
    boolean folder = all.getStandardInformation().isDirectory();
    return new Facts(
        folder,
        folder ? 0 : all.getStandardInformation().getEndOfFile(),
        all.getBasicInformation().getLastWriteTime().toInstant());
  }

  @Override
  public List<Entry> list(String folder) throws FileTrouble {
    try {
      return disk.list(windows(folder)).stream()
          .filter(each -> !Set.of(".", "..").contains(each.getFileName()))
          .map(SmbHostFiles::entry)
          .sorted(Comparator.comparing(Entry::name))
          .toList();
    } catch (RuntimeException e) {
      FileTrouble trouble = trouble(folder, e);
      throw trouble.kind() == Kind.NOT_FOUND
          ? new FileTrouble(Kind.FOLDER_NOT_FOUND, place(), folder, trouble.original(), e)
          : trouble;
    }
  }

  private static Entry entry(FileIdBothDirectoryInformation found) {
    boolean folder = (found.getFileAttributes() & FOLDER) != 0;
    Instant modified = found.getLastWriteTime().toInstant();
    return new Entry(
        found.getFileName(), new Facts(folder, folder ? 0 : found.getEndOfFile(), modified));
  }

  @Override
  public BlockReader read(String path, long offset) throws FileTrouble {
    try {
      return new SmbReader(
          this,
          path,
          file(
              path,
              EnumSet.of(AccessMask.GENERIC_READ),
              EnumSet.of(SMB2ShareAccess.FILE_SHARE_READ),
              SMB2CreateDisposition.FILE_OPEN),
          offset);
    } catch (RuntimeException e) {
      throw trouble(path, e);
    }
  }

  @Override
  public BlockWriter write(String path, long offset) throws FileTrouble {
    return writer(path, SMB2CreateDisposition.FILE_OPEN_IF, offset);
  }

  @Override
  public BlockWriter create(String path) throws FileTrouble {
    return writer(path, SMB2CreateDisposition.FILE_CREATE, 0);
  }

  private BlockWriter writer(String path, SMB2CreateDisposition disposition, long offset)
      throws FileTrouble {
    try {
      File file =
          file(
              path,
              EnumSet.of(AccessMask.GENERIC_WRITE),
              EnumSet.noneOf(SMB2ShareAccess.class),
              disposition);
      return SmbWriter.from(this, path, file, offset);
    } catch (RuntimeException e) {
      throw trouble(path, e);
    }
  }

  @Override
  public SharedFile share(String path) throws FileTrouble {
    try {
      return SmbSharedFile.of(
          this,
          path,
          file(
              path,
              EnumSet.of(AccessMask.GENERIC_READ),
              EnumSet.allOf(SMB2ShareAccess.class),
              SMB2CreateDisposition.FILE_OPEN));
    } catch (RuntimeException e) {
      FileTrouble trouble = trouble(path, e);
      boolean folder = trouble.kind() == Kind.EXISTS;
      throw folder ? trouble(Kind.NOT_FOUND, path, trouble.original()) : trouble;
    }
  }

  /** smbj follows the links that Windows leaves to its clients; others the server follows. */
  @Override
  public String real(String path) throws FileTrouble {
    try (DiskEntry entry =
        disk.open(
            windows(path),
            EnumSet.of(AccessMask.FILE_READ_ATTRIBUTES),
            null,
            EnumSet.allOf(SMB2ShareAccess.class),
            SMB2CreateDisposition.FILE_OPEN,
            null)) {
      return entry.getPath();
    } catch (RuntimeException e) {
      FileTrouble trouble = trouble(path, e);
      if (trouble.kind() == Kind.NOT_FOUND || trouble.kind() == Kind.FOLDER_NOT_FOUND) {
        return path;
      }
      throw trouble;
    }
  }

  @Override
  public List<String> giveRights(String from, String to) throws FileTrouble {
    return new SmbRights(this, disk).give(windows(from), windows(to));
  }

  private File file(
      String path,
      Set<AccessMask> access,
      Set<SMB2ShareAccess> shared,
      SMB2CreateDisposition disposition) {
    return disk.openFile(
        windows(path),
        access,
        null,
        shared,
        disposition,
        EnumSet.of(SMB2CreateOptions.FILE_NON_DIRECTORY_FILE));
  }

  @Override
  public void rename(String from, String to) throws FileTrouble {
    move(from, to, false);
  }

  @Override
  public void replace(String from, String to) throws FileTrouble {
    Patience.with(
        () -> move(from, to, true),
        // Windows refuses it while anybody has the target open, in the same words as for good.
        trouble ->
            (trouble.kind() == Kind.ACCESS_DENIED || trouble.kind() == Kind.LOCKED)
                && look(to).isPresent());
  }

  private void move(String from, String to, boolean over) throws FileTrouble {
    try (File file =
        file(
            from,
            EnumSet.of(AccessMask.DELETE, AccessMask.SYNCHRONIZE),
            EnumSet.allOf(SMB2ShareAccess.class),
            SMB2CreateDisposition.FILE_OPEN)) {
      file.rename(windows(to), over);
    } catch (RuntimeException e) {
      throw trouble(to, e);
    }
  }

  @Override
  public void delete(String path) throws FileTrouble {
    try {
      if (look(path).isPresent()) {
        disk.rm(windows(path));
      }
    } catch (RuntimeException e) {
      throw trouble(path, e);
    }
  }

  @Override
  public void createFolder(String path) throws FileTrouble {
    if (path.isEmpty() || look(path).isPresent()) {
      return;
    }
    createFolder(parent(path));
    try {
      disk.mkdir(windows(path));
    } catch (RuntimeException e) {
      FileTrouble trouble = trouble(path, e);
      if (trouble.kind() != Kind.EXISTS) {
        throw trouble;
      }
    }
  }

  /** Of the share, with this account's quota. */
  @Override
  public long freeBytes(String folder) throws FileTrouble {
    try {
      return disk.getShareInformation().getCallerFreeSpace();
    } catch (RuntimeException e) {
      throw trouble(folder, e);
    }
  }

  @Override
  public String child(String folder, String name) {
    return folder.isEmpty() ? name : folder + "\\" + name;
  }

  @Override
  public String parent(String path) {
    int end = windows(path).lastIndexOf('\\');
    return end < 0 ? "" : path.substring(0, end);
  }

  @Override
  public String name(String path) {
    return path.substring(windows(path).lastIndexOf('\\') + 1);
  }

  private static String windows(String path) {
    return path.replace('/', '\\');
  }

  @Override
  public void close() {
    client.close();
  }

  private FileTrouble trouble(Kind kind, String path, String original) {
    return new FileTrouble(kind, place(), path, original, null);
  }

  FileTrouble trouble(String path, Throwable e) {
    return SmbTroubles.of(place(), path, disk.isConnected(), e);
  }
}
