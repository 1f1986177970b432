package io.umzug.application.estatecheck;

/** Driven port: whether the credentials that an estate file names have their secrets. */
@FunctionalInterface
public interface Credentials {

  /**
   * Where the secret of a credential is, for people; never the secret.
   *
   * @throws java.io.UncheckedIOException where there is none; its message says where it was looked
   *     for
   */
  String placeOf(String credential);
}
