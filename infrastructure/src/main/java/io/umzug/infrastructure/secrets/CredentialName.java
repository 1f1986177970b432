package io.umzug.infrastructure.secrets;

import java.util.Locale;
import java.util.regex.Pattern;

/** By what a secret is named: a file's name and, folded, a variable's. */
public final class CredentialName {

  /** Neither a path, nor hidden, nor one that Windows would change. */
  public static final String FORM = "[A-Za-z0-9]+([._-][A-Za-z0-9]+)*";

  private static final Pattern PATTERN = Pattern.compile(FORM);
  private static final String VARIABLE = "UMZUG_SECRET_";

  private CredentialName() {}

  public static boolean isOne(String name) {
    return PATTERN.matcher(name).matches();
  }

  /**
   * The name itself.
   *
   * @throws IllegalArgumentException with a sentence for the person who wrote it
   */
  public static String require(String name) {
    if (!isOne(name)) {
      throw new IllegalArgumentException(
          "'%s' is no name of a credential: letters and digits, with single dots, hyphens or underscores between them."
              .formatted(name));
    }
    return name;
  }

  /** The environment variable in which its secret is looked for. */
  public static String variable(String name) {
    return VARIABLE + name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
