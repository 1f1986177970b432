package io.umzug.infrastructure.secrets;

import io.umzug.infrastructure.datafolder.OwnerOnlyFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.KeyStore.SecretKeyEntry;
import java.security.SecureRandom;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets in an encrypted file: PKCS #12, a secret key for each, which the JDK's {@code keytool}
 * lists, too. Names that differ in nothing but capitals are the same here.
 */
public final class SecretStore implements Secrets.Source {

  /** In the data folder. */
  public static final String FILE = "secrets.p12";

  private static final String TYPE = "PKCS12";
  private static final String ENCRYPTION = "PBEWithHmacSHA256AndAES_256";

  /** PKCS #12 knows keys of known algorithms only; nothing is encrypted by these. */
  private static final String KIND = "AES";

  private static final String MAC_ALGORITHM = "keystore.pkcs12.macAlgorithm";
  private static final String MAC_ITERATIONS = "keystore.pkcs12.macIterationCount";
  private static final int ITERATIONS = 100_000;
  private static final int SALT = 20;

  private final Path file;
  private final Map<String, String> environment;
  private final int iterations;

  SecretStore(Path file, Map<String, String> environment, int iterations) {
    this.file = file;
    this.environment = environment;
    this.iterations = iterations;
  }

  public static SecretStore of(Path data, Map<String, String> environment) {
    return new SecretStore(data.resolve(FILE), environment, ITERATIONS);
  }

  public Path file() {
    return file;
  }

  @Override
  public String place(String name) {
    return Files.exists(file) ? "the store " + file : "the store (there is no %s)".formatted(file);
  }

  @Override
  public Optional<String> look(String name) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    char[] passphrase = passphrase();
    try {
      Key key = read(passphrase).getKey(CredentialName.require(name), passphrase);
      return Optional.ofNullable(key)
          .map(found -> new String(found.getEncoded(), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IOException("The store %s does not give '%s': %s".formatted(file, name, e), e);
    } finally {
      Arrays.fill(passphrase, ' ');
    }
  }

  /** In their order; none where there is no store. */
  public List<String> names() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    char[] passphrase = passphrase();
    try {
      return Collections.list(read(passphrase).aliases()).stream().sorted().toList();
    } catch (GeneralSecurityException e) {
      throw new IOException("The store %s cannot be read: %s".formatted(file, e), e);
    } finally {
      Arrays.fill(passphrase, ' ');
    }
  }

  /** Puts it in, or in the place of the one of that name; makes the store where there is none. */
  public void set(String name, String secret) throws IOException {
    var unused =
        change(
            (store, passphrase) -> {
              byte[] salt = new byte[SALT];
              new SecureRandom().nextBytes(salt);
              store.setEntry(
                  CredentialName.require(name),
                  new SecretKeyEntry(
                      new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), KIND)),
                  new PasswordProtection(
                      passphrase, ENCRYPTION, new PBEParameterSpec(salt, iterations)));
              return true;
            });
  }

  /** Whether there was one. */
  public boolean remove(String name) throws IOException {
    return Files.exists(file)
        && change(
            (store, _) -> {
              boolean there = store.containsAlias(CredentialName.require(name));
              if (there) {
                store.deleteEntry(name);
              }
              return there;
            });
  }

  private interface Change {
    boolean in(KeyStore store, char[] passphrase) throws GeneralSecurityException;
  }

  /** One at a time, so that of two changes none is lost. */
  private boolean change(Change change) throws IOException {
    OwnerOnlyFile.createFolder(file.toAbsolutePath().resolveSibling(".").normalize());
    char[] passphrase = passphrase();
    try (FileChannel lock =
            FileChannel.open(
                file.resolveSibling(FILE + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock _ = lock.lock()) {
      KeyStore store = read(passphrase);
      boolean changed = change.in(store, passphrase);
      if (changed) {
        OwnerOnlyFile.write(file, written(store, passphrase));
      }
      return changed;
    } catch (GeneralSecurityException e) {
      throw new IOException("The store %s cannot be changed: %s".formatted(file, e), e);
    } finally {
      Arrays.fill(passphrase, ' ');
    }
  }

  private char[] passphrase() throws IOException {
    return Passphrase.of(environment)
        .orElseThrow(
            () ->
                new IOException(
                    "The store %s is opened by a passphrase: set the variable %s, or name a file that holds it by %s."
                        .formatted(file, Passphrase.VARIABLE, Passphrase.FILE_VARIABLE)));
  }

  private KeyStore read(char[] passphrase) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(TYPE);
    if (!Files.exists(file)) {
      store.load(null, passphrase);
      return store;
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      store.load(bytes, passphrase);
      return store;
    } catch (IOException e) {
      throw new IOException(
          e.getCause() instanceof UnrecoverableKeyException
              ? "The store %s does not open: the passphrase is another, or the file was changed by somebody who did not know it."
                  .formatted(file)
              : "The store %s cannot be read: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  /** The JDK takes these two from properties of the process only. */
  private byte[] written(KeyStore store, char[] passphrase)
      throws IOException, GeneralSecurityException {
    System.setProperty(MAC_ALGORITHM, "HmacPBESHA256");
    System.setProperty(MAC_ITERATIONS, String.valueOf(iterations));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, passphrase);
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
