package io.umzug.domain.diagnosis;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Windows account as somebody spells it: {@code DOMAIN\\user}, {@code .\\user}, {@code
 * LocalSystem}, {@code user@domain.example}.
 */
public record WindowsAccount(String spelling) {

  /** Whether two spellings mean one account. */
  public enum Sameness {
    SAME,
    DIFFERENT,
    /** Only the domain could tell. */
    UNKNOWN
  }

  private static final int LONGEST_SHORT_NAME = 15;
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
  private static final String SYSTEM = "localsystem";
  private static final String LOCAL_SERVICE = "localservice";
  private static final String NETWORK_SERVICE = "networkservice";

  /** What stands behind the backslash, or alone; Windows translates some. */
  private static final Map<String, String> OF_THE_MACHINE =
      Map.of(
          "localsystem", SYSTEM,
          "system", SYSTEM,
          "localservice", LOCAL_SERVICE,
          "local service", LOCAL_SERVICE,
          "lokaler dienst", LOCAL_SERVICE,
          "networkservice", NETWORK_SERVICE,
          "network service", NETWORK_SERVICE,
          "netzwerkdienst", NETWORK_SERVICE);

  /** The service control manager names none for a service that runs as the machine itself. */
  public WindowsAccount {
    spelling = spelling.isBlank() ? "LocalSystem" : spelling.strip();
  }

  /**
   * Compares.
   *
   * @param machine whose {@code .} it is
   */
  public Sameness compare(WindowsAccount other, String machine) {
    Optional<String> mine = builtIn();
    Optional<String> others = other.builtIn();
    if (mine.isPresent() && others.isPresent()) {
      return mine.equals(others) ? Sameness.SAME : Sameness.DIFFERENT;
    }
    if (mine.isPresent() || others.isPresent()) {
      return mine.isPresent()
          ? builtInAndNamed(mine.get(), other, machine)
          : builtInAndNamed(others.orElseThrow(), this, machine);
    }
    return named(other, machine);
  }

  private Optional<String> builtIn() {
    String folded = spelling.toLowerCase(Locale.ROOT);
    int backslash = folded.indexOf('\\');
    String realm = backslash < 0 ? "" : folded.substring(0, backslash);
    boolean theMachines =
        realm.isEmpty()
            || realm.equals(".")
            || realm.startsWith("nt authority")
            || realm.startsWith("nt-autorit");
    return theMachines
        ? Optional.ofNullable(OF_THE_MACHINE.get(folded.substring(backslash + 1)))
        : Optional.empty();
  }

  /** B3: over the network LocalSystem and NetworkService appear as the machine's own account. */
  private static Sameness builtInAndNamed(String builtIn, WindowsAccount named, String machine) {
    if (builtIn.equals(LOCAL_SERVICE)) {
      return Sameness.DIFFERENT;
    }
    if (named.user().equals(shortName(machine) + "$")) {
      return Sameness.SAME;
    }
    // Whose account it is cannot be told of an address.
    return named.user().endsWith("$") && ADDRESS.matcher(machine).matches()
        ? Sameness.UNKNOWN
        : Sameness.DIFFERENT;
  }

  /** Accounts are called by the first part of a DNS name, of 15 characters at most. */
  private static String shortName(String machine) {
    String first = machine.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
    return first.substring(0, Math.min(first.length(), LONGEST_SHORT_NAME));
  }

  private Sameness named(WindowsAccount other, String machine) {
    if (spelling.equalsIgnoreCase(other.spelling)) {
      return Sameness.SAME;
    }
    if (isPrincipalName() || other.isPrincipalName()) {
      // The name before the @ need not be the account's in DOMAIN\\user.
      return Sameness.UNKNOWN;
    }
    if (!user().equals(other.user())) {
      return Sameness.DIFFERENT;
    }
    String mine = realm(machine);
    String others = other.realm(machine);
    if (mine.equals(others)) {
      return Sameness.SAME;
    }
    // A bare name has no realm, and a domain goes by its short name and by its DNS name.
    return mine.isEmpty() || others.isEmpty() || mine.contains(".") || others.contains(".")
        ? Sameness.UNKNOWN
        : Sameness.DIFFERENT;
  }

  private boolean isPrincipalName() {
    return spelling.contains("@") && !spelling.contains("\\");
  }

  private String user() {
    return spelling.substring(spelling.indexOf('\\') + 1).toLowerCase(Locale.ROOT);
  }

  private String realm(String machine) {
    int backslash = spelling.indexOf('\\');
    String realm = backslash < 0 ? "" : spelling.substring(0, backslash).toLowerCase(Locale.ROOT);
    return realm.equals(".") ? shortName(machine) : realm;
  }

  @Override
  public String toString() {
    return spelling;
  }
}
