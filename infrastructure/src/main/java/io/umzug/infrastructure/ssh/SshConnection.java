package io.umzug.infrastructure.ssh;

import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import io.umzug.application.filesystem.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.cipher.Cipher;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/** A connection to a host whose key was compared, of an account that has proved itself. */
public final class SshConnection implements AutoCloseable {

  static {
    // The JDK has all of it, and is twice as fast.
    SecurityUtils.setRegisterBouncyCastle(false);
    SecurityUtils.setSecurityProvider(null);
  }

  public static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
  private static final int SECONDS_BETWEEN_SIGNS_OF_LIFE = 15;

  private final SshHost host;
  private final SSHClient client;

  private SshConnection(SshHost host, SSHClient client) {
    this.host = host;
    this.client = client;
  }

  public static SshConnection open(SshHost host) throws FileTrouble {
    return open(host, LONGEST_ANSWER);
  }

  public static SshConnection open(SshHost host, Duration longestAnswer) throws FileTrouble {
    DefaultConfig config = new DefaultConfig();
    config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
    config.setCipherFactories(fastestFirst(config.getCipherFactories()));
    SSHClient client = new SSHClient(config);
    KnownKey key = new KnownKey(host.hostKey());
    client.addHostKeyVerifier(key);
    client.setConnectTimeout(Math.toIntExact(longestAnswer.toMillis()));
    client.setTimeout(Math.toIntExact(longestAnswer.toMillis()));
    SshConnection connection = new SshConnection(host, client);
    // Its thread is started by connect, and only if there is an interval.
    client.getConnection().getKeepAlive().setKeepAliveInterval(SECONDS_BETWEEN_SIGNS_OF_LIFE);
    try {
      client.connect(host.host(), host.port());
    } catch (IOException e) {
      connection.close();
      throw key.refused.isEmpty()
          ? new FileTrouble(Kind.UNREACHABLE, host.place(), "", SshTroubles.original(e), e)
          : new FileTrouble(
              Kind.HOST_KEY_REFUSED,
              host.place(),
              "",
              "it shows %s, known is %s".formatted(key.refused, host.hostKey()),
              e);
    }
    try {
      connection.login();
      return connection;
    } catch (FileTrouble e) {
      connection.close();
      throw e;
    } catch (UncheckedIOException e) {
      connection.close();
      throw new FileTrouble(Kind.NO_SECRET, host.place(), "", String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      connection.close();
      throw e instanceof UserAuthException
          ? new FileTrouble(Kind.LOGIN_REFUSED, host.place(), "", SshTroubles.original(e), e)
          : SshTroubles.of(host.place(), "", e);
    }
  }

  /** AES-GCM has instructions of its own in processors, and Java uses them. */
  private static List<Factory.Named<Cipher>> fastestFirst(List<Factory.Named<Cipher>> ciphers) {
    return ciphers.stream()
        .sorted(Comparator.comparing(cipher -> !cipher.getName().contains("gcm")))
        .toList();
  }

  private void login() throws IOException {
    switch (host.secret()) {
      case SshHost.Secret.Password password ->
          client.authPassword(host.user(), password.password().get().toCharArray());
      case SshHost.Secret.Key key -> client.authPublickey(host.user(), keys(key));
    }
  }

  /** Read here, or a missing file would look as if the host had gone away. */
  private KeyProvider keys(SshHost.Secret.Key key) throws FileTrouble {
    String file = key.file().toString();
    try {
      KeyProvider keys =
          key.passphrase() == null
              ? client.loadKeys(file)
              : client.loadKeys(
                  file, PasswordUtils.createOneOff(key.passphrase().get().toCharArray()));
      keys.getPrivate();
      return keys;
    } catch (IOException e) {
      throw new FileTrouble(Kind.NO_KEY, host.place(), file, SshTroubles.original(e), e);
    }
  }

  public SshHost host() {
    return host;
  }

  public SSHClient client() {
    return client;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException _) {
      // Gone already.
    }
  }

  /** No key but the one known is taken, and none is ever learned. */
  private static final class KnownKey implements HostKeyVerifier {
    private final String known;
    private String refused = "";

    KnownKey(String known) {
      this.known = known;
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
      String shown = fingerprint(key);
      boolean same = shown.equals(known.strip());
      if (!same) {
        refused = shown;
      }
      return same;
    }

    private static String fingerprint(PublicKey key) {
      byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
      byte[] hash = Sha256.digest().digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
    }

    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
      return List.of();
    }
  }
}
