package io.umzug.infrastructure.filesystem;

import io.umzug.application.filesystem.HostPath;
import io.umzug.application.filesystem.HostPlaces;
import io.umzug.infrastructure.filesystem.ConfiguredPlaces.Way;
import io.umzug.infrastructure.filesystem.smb.SmbShare;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.infrastructure.ssh.SshHosts;
import io.umzug.rehearsal.host.HostServer;
import io.umzug.rehearsal.host.OpenSshServer;
import io.umzug.rehearsal.host.SambaServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * A folder of another machine, behind a real server, for the estate {@link Local#ESTATE}.
 *
 * @param places with the one way that leads to it
 * @param seen the folder as this machine sees it
 * @param root the same as its machine writes it
 */
public record TestHost(HostServer server, HostPlaces places, Path seen, HostPath root)
    implements AutoCloseable {

  public static final String MACHINE = "NEWXP";
  private static final String SHARE = "XPhone";

  public static TestHost samba(Path own) throws IOException {
    Path seen = folder(own);
    SambaServer samba =
        SambaServer.start(Files.createDirectory(own.resolve("samba")), Map.of(SHARE, seen));
    SmbShare share =
        new SmbShare(
            "localhost", samba.port(), SHARE, "", SambaServer.USER, () -> SambaServer.PASSWORD);
    return new TestHost(
        samba,
        new ConfiguredPlaces(Map.of(Local.ESTATE.name(), List.of(new Way.Account(share)))),
        seen,
        new HostPath(MACHINE, share.unc()));
  }

  /** As somebody who is not root, where that can be. */
  public static TestHost openSsh(Path own) throws IOException {
    String me = System.getProperty("user.name");
    Path seen = folder(own);
    OpenSshServer sshd =
        OpenSshServer.start(
            Files.createDirectory(own.resolve("sshd")), me.equals("root") ? "daemon" : me);
    SshHost host =
        new SshHost(
            "localhost",
            sshd.port(),
            sshd.user(),
            new SshHost.Secret.Key(sshd.key(), null),
            sshd.fingerprint());
    return new TestHost(
        sshd,
        new ConfiguredPlaces(
            Map.of(), new SshHosts(Map.of(Local.ESTATE.name(), Map.of(MACHINE, host)))),
        seen,
        new HostPath(MACHINE, seen.toString()));
  }

  private static Path folder(Path own) throws IOException {
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path seen = Files.createDirectory(own.resolve("seen"));
    Files.setPosixFilePermissions(seen, PosixFilePermissions.fromString("rwxrwxrwx"));
    return seen;
  }

  /** Something in the folder, as its machine writes it. */
  public HostPath at(String name) {
    String separator = root.path().startsWith("\\\\") ? "\\" : "/";
    return root.at(root.path() + separator + name.replace("/", separator));
  }

  @Override
  public void close() {
    server.close();
  }
}
