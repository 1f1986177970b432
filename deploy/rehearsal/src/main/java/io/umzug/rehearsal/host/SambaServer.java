package io.umzug.rehearsal.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Samba with a few shares, and an account that is nobody's on this machine. */
public final class SambaServer extends HostServer {

  public static final String USER = "xphone";
  public static final String PASSWORD = "Umzug-2230!";

  /** Owns what the account writes. */
  private static final String UNIX_USER = "daemon";

  private SambaServer(ServerProcess process, int port) {
    super(process, port);
  }

  /** Whether it can be started here: installed, and this account is root. */
  public static boolean isAvailable() {
    return ServerProcess.program("smbd").isPresent()
        && ServerProcess.program("pdbedit").isPresent()
        && "root".equals(System.getProperty("user.name"));
  }

  /**
   * Starts it.
   *
   * @param folder for its own files
   * @param shares by name, the folder
   */
  public static SambaServer start(Path folder, Map<String, Path> shares) throws IOException {
    int port = ServerProcess.freePort();
    Path configuration = folder.resolve("smb.conf");
    for (String own : List.of("private", "lock", "state", "cache", "pid", "ncalrpc")) {
      Files.createDirectories(folder.resolve(own));
    }
    Files.writeString(folder.resolve("users"), UNIX_USER + " = " + USER + "\n");
    StringBuilder text = new StringBuilder(settings(folder, port));
    shares.forEach(
        (name, path) -> text.append("[%s]\n  path = %s\n  read only = no\n".formatted(name, path)));
    Files.writeString(configuration, text);
    ServerProcess.run(
        PASSWORD + "\n" + PASSWORD + "\n",
        program("pdbedit"),
        "-s",
        configuration.toString(),
        "-a",
        "-t",
        "-u",
        UNIX_USER);
    ServerProcess process =
        ServerProcess.start(
            List.of(program("smbd"), "-F", "--no-process-group", "-s", configuration.toString()),
            folder.resolve("smbd.out"),
            port);
    return new SambaServer(process, port);
  }

  private static String program(String name) {
    return ServerProcess.program(name).map(Path::toString).orElseThrow();
  }

  private static String settings(Path folder, int port) {
    return """
        [global]
          smb ports = %2$d
          interfaces = 127.0.0.1/8
          bind interfaces only = yes
          disable netbios = yes
          server role = standalone server
          passdb backend = tdbsam:%1$s/passdb.tdb
          username map = %1$s/users
          private dir = %1$s/private
          lock directory = %1$s/lock
          state directory = %1$s/state
          cache directory = %1$s/cache
          pid directory = %1$s/pid
          ncalrpc dir = %1$s/ncalrpc
          log file = %1$s/log
          map to guest = never
          load printers = no
          strict sync = yes
        """
        .formatted(folder, port);
  }
}
