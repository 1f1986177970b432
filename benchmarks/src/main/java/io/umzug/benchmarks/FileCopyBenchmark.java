package io.umzug.benchmarks;

import io.umzug.application.filesystem.CopyOrder;
import io.umzug.application.filesystem.FileCopyProgress;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.HostFiles;
import io.umzug.application.filesystem.VerifiedCopy;
import io.umzug.infrastructure.filesystem.LocalHostFiles;
import io.umzug.infrastructure.filesystem.sftp.SftpHostFiles;
import io.umzug.infrastructure.filesystem.smb.SmbHostFiles;
import io.umzug.infrastructure.filesystem.smb.SmbShare;
import io.umzug.infrastructure.ssh.SshHost;
import io.umzug.rehearsal.host.OpenSshServer;
import io.umzug.rehearsal.host.SambaServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A large file from one folder of this machine to another, directly, and by way of a real server:
 * with Umzug's hash and durability, beside what the system's own programs take.
 */
public final class FileCopyBenchmark {

  private static final int PIECE = 8 * 1024 * 1024;
  private static final int PIECES_OF_GIGABYTE = 128;

  private final Path folder;
  private final Path source;
  private final Path target;
  private final long bytes;

  private FileCopyBenchmark(Path folder, long bytes) throws IOException {
    this.folder = folder;
    this.bytes = bytes;
    this.source = Files.createDirectory(folder.resolve("from")).resolve("XPDATA.bak");
    this.target = Files.createDirectory(folder.resolve("to")).resolve("XPDATA.bak");
  }

  /** Folder, local, smb or sftp, gigabytes, and how often each way is measured. */
  public static void main(String[] arguments) throws Exception {
    int pieces = Integer.parseInt(arguments[2]) * PIECES_OF_GIGABYTE;
    FileCopyBenchmark benchmark =
        new FileCopyBenchmark(Path.of(arguments[0]), (long) pieces * PIECE);
    benchmark.fill(pieces);
    int times = Integer.parseInt(arguments[3]);
    switch (arguments[1]) {
      case "local" -> {
        benchmark.compare(times, benchmark.local(), true);
        benchmark.compare(times, benchmark.local(), false);
      }
      case "smb" -> benchmark.bySmb(times);
      case "sftp" -> benchmark.bySftp(times);
      default -> throw new IllegalArgumentException("local, smb or sftp, not " + arguments[1]);
    }
  }

  private void fill(int pieces) throws IOException {
    byte[] piece = new byte[PIECE];
    Random random = new Random(1);
    try (OutputStream out = Files.newOutputStream(source)) {
      for (int i = 0; i < pieces; i++) {
        random.nextBytes(piece);
        out.write(piece);
      }
    }
  }

  /**
   * @param cached whether the system may have the source in its cache, as after a backup that just
   *     went through it
   */
  private void compare(int times, List<Measured> ways, boolean cached) throws Exception {
    for (int i = -1; i < times; i++) {
      for (Measured way : ways) {
        Files.deleteIfExists(target);
        run("sync");
        if (!cached) {
          run("dd", "if=" + source, "iflag=nocache", "count=0");
        }
        if (i < 0) {
          way.warmUp();
        } else {
          way.run();
        }
        if (Files.size(target) != bytes) {
          throw new IllegalStateException("The copy has %d bytes".formatted(Files.size(target)));
        }
      }
    }
    System.out.println(cached ? "The source is in the cache:" : "The source is on disk only:");
    System.out.println("| way | seconds (median) | MB/s | all runs |\n|---|---|---|---|");
    ways.forEach(way -> System.out.println(way.shortLine(bytes)));
  }

  private List<Measured> local() {
    HostFiles here = new LocalHostFiles("here");
    return List.of(
        new Measured("verified copy", () -> copy(here, source.toString(), here, target.toString())),
        new Measured(
            "verified copy, read back",
            () ->
                copy(CopyOrder.of(here, source.toString(), here, target.toString()).readingBack())),
        new Measured("cp, sync", this::cp),
        new Measured(
            "cp, sync, sha256sum",
            () -> {
              cp();
              run("sha256sum", target.toString());
            }));
  }

  private void cp() throws IOException, InterruptedException {
    run("cp", source.toString(), target.toString());
    run("sync", target.toString());
  }

  private void bySmb(int times) throws Exception {
    Path own = Files.createDirectory(folder.resolve("samba"));
    run("chmod", "-R", "a+rwX", folder.toString());
    try (SambaServer samba =
            SambaServer.start(own, Map.of("from", source.getParent(), "to", target.getParent()));
        HostFiles from = SmbHostFiles.open(share(samba, "from"));
        HostFiles to = SmbHostFiles.open(share(samba, "to"))) {
      compare(times, remote(from, "XPDATA.bak", to, "XPDATA.bak", smbclient(samba)), true);
    }
  }

  private static SmbShare share(SambaServer samba, String name) {
    return new SmbShare(
        "localhost", samba.port(), name, "", SambaServer.USER, () -> SambaServer.PASSWORD);
  }

  private List<Measured> smbclient(SambaServer samba) {
    return List.of(
        new Measured("smbclient get", () -> smbclient(samba, "from", "get XPDATA.bak " + target)),
        new Measured(
            "smbclient put", () -> smbclient(samba, "to", "put " + source + " XPDATA.bak")));
  }

  private static void smbclient(SambaServer samba, String share, String command)
      throws IOException, InterruptedException {
    run(
        "smbclient",
        "//localhost/" + share,
        "-p",
        Integer.toString(samba.port()),
        "-U",
        SambaServer.USER + "%" + SambaServer.PASSWORD,
        "-c",
        command);
  }

  private void bySftp(int times) throws Exception {
    Path own = Files.createDirectory(folder.resolve("sshd"));
    try (OpenSshServer sshd = OpenSshServer.start(own, System.getProperty("user.name"));
        HostFiles there =
            SftpHostFiles.open(
                new SshHost(
                    "localhost",
                    sshd.port(),
                    sshd.user(),
                    new SshHost.Secret.Key(sshd.key(), null),
                    sshd.fingerprint()))) {
      compare(times, remote(there, source.toString(), there, target.toString(), sftp(sshd)), true);
    }
  }

  private List<Measured> sftp(OpenSshServer sshd) {
    return List.of(
        new Measured("sftp get", () -> sftp(sshd, "get " + source + " " + target)),
        new Measured("sftp put", () -> sftp(sshd, "put " + source + " " + target)));
  }

  private void sftp(OpenSshServer sshd, String command) throws IOException, InterruptedException {
    Path batch = Files.writeString(folder.resolve("batch"), command + "\n");
    run(
        "sftp",
        "-q",
        "-b",
        batch.toString(),
        "-i",
        sshd.key().toString(),
        "-P",
        Integer.toString(sshd.port()),
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=/dev/null",
        sshd.user() + "@localhost");
  }

  /** Both ways; the native client's copies are made durable, too. */
  private List<Measured> remote(
      HostFiles from,
      String remoteSource,
      HostFiles to,
      String remoteTarget,
      List<Measured> client) {
    HostFiles here = new LocalHostFiles("here");
    List<Measured> ways = new ArrayList<>();
    ways.add(
        new Measured(
            "verified copy from there", () -> copy(from, remoteSource, here, target.toString())));
    ways.add(client.getFirst().and(() -> run("sync", target.toString())));
    ways.add(
        new Measured(
            "verified copy to there", () -> copy(here, source.toString(), to, remoteTarget)));
    ways.add(client.getLast().and(() -> run("sync", target.toString())));
    return ways;
  }

  private static void copy(HostFiles from, String source, HostFiles to, String target)
      throws FileTrouble {
    copy(CopyOrder.of(from, source, to, target));
  }

  private static void copy(CopyOrder order) throws FileTrouble {
    new VerifiedCopy(InstantSource.system()).copy(order, FileCopyProgress.NONE);
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(
          "%s ended with %d".formatted(String.join(" ", command), process.exitValue()));
    }
  }
}
