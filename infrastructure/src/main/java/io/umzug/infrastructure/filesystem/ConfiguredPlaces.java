package io.umzug.infrastructure.filesystem;

import io.umzug.application.estate.Estate;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.HostPath;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.application.host.ThisMachine;
import io.umzug.infrastructure.filesystem.sftp.SftpHostFiles;
import io.umzug.infrastructure.filesystem.smb.SmbHostFiles;
import io.umzug.infrastructure.filesystem.smb.SmbShare;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshHosts;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ways that each estate's configuration knows: its shares, and its machines behind SSH. Any
 * other path is one of this machine, which on Windows may be a UNC path.
 */
public final class ConfiguredPlaces implements HostPlaces {

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/]");

  /** How people call the machine that Umzug runs on. */

  /** How the paths below a share or folder are reached. */
  public sealed interface Way {

    /** Without a separator at its end. */
    String unc();

    /** This machine sees it under a folder. */
    record Mount(String unc, Path folder) implements Way {}

    /** By SMB, as an account. */
    record Account(SmbShare share) implements Way {
      @Override
      public String unc() {
        return share.unc();
      }
    }
  }

  private final Map<String, List<Way>> ways;
  private final SshHosts hosts;

  /** Without machines behind SSH. */
  public ConfiguredPlaces(Map<String, List<Way>> ways) {
    this(ways, SshHosts.NONE);
  }

  /**
   * @param ways by the estate's name; the first that leads there is taken
   */
  public ConfiguredPlaces(Map<String, List<Way>> ways, SshHosts hosts) {
    this.ways = Map.copyOf(ways);
    this.hosts = hosts;
  }

  @Override
  public Place place(Estate estate, HostPath wanted) throws FileTrouble {
    String path = wanted.path();
    for (Way way : ways.getOrDefault(estate.name(), List.of())) {
      if (isBelow(path, way.unc())) {
        return place(way, path.substring(way.unc().length()));
      }
    }
    Optional<SshHost> host = hosts.of(estate.name(), wanted.machine());
    boolean unc = path.startsWith("\\\\");
    // An SSH session has no credentials to go on to a share with (double hop).
    if (host.isPresent() && !unc) {
      return new Place(host.get(), path, () -> SftpHostFiles.open(host.get()));
    }
    if (unc && !ThisMachine.isWindows()) {
      throw new FileTrouble(
          Kind.SHARE_NOT_FOUND,
          ThisMachine.NAME,
          path,
          "No way to it is configured: add its share to the estate's shares, or to its mounts",
          null);
    }
    if (DRIVE.matcher(path).lookingAt() && !ThisMachine.isWindows()) {
      throw new FileTrouble(
          Kind.FOLDER_NOT_FOUND,
          ThisMachine.NAME,
          path,
          "This is a path of Windows, and the estate's hosts name no way to %s: add it there, or"
                  .formatted(wanted.machine().isEmpty() ? "its machine" : wanted.machine())
              + " give the path as a UNC path",
          null);
    }
    return here(path);
  }

  private static Place here(String path) {
    return new Place(ThisMachine.NAME, path, () -> new LocalHostFiles(ThisMachine.NAME));
  }

  private static boolean isBelow(String path, String unc) {
    String wanted = path.toLowerCase(Locale.ROOT);
    String share = unc.toLowerCase(Locale.ROOT);
    return wanted.equals(share) || wanted.startsWith(share + "\\");
  }

  private static Place place(Way way, String below) {
    String relative = below.replaceFirst("^\\\\+", "");
    return switch (way) {
      case Way.Mount mount -> here(mount.folder().resolve(relative.replace('\\', '/')).toString());
      case Way.Account account ->
          new Place(account, relative, () -> SmbHostFiles.open(account.share()));
    };
  }
}
