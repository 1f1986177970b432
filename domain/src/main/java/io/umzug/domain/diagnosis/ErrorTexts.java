package io.umzug.domain.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises SQL Server's errors by their words, English and German, where a log gives no numbers.
 * The words are those that every release has in common; none has an umlaut, which a wrong code page
 * would spoil.
 */
final class ErrorTexts {

  /**
   * @param number of the error, or {@link #UNANSWERED}
   * @param words that all stand in its text, without white space and in small letters
   */
  private record Signature(int number, List<String> words) {
    boolean matches(String squeezed) {
      return words.stream().allMatch(squeezed::contains);
    }
  }

  /** The server said nothing: what the client says instead has no number of SQL Server's. */
  static final int UNANSWERED = 0;

  private static final Pattern NUMBERED = Pattern.compile("\\b(?:Msg|Meldung)\\s+(\\d{1,5})\\b");

  /** The special ones first: 4060 says that the login failed, too. */
  private static final List<Signature> SIGNATURES =
      List.of(
          error(3201, "cannot open backup device"),
          error(3201, "sicherungsmedium", "ffnet werden"),
          error(3202, "write on \"", "failed:"),
          error(3202, "fehler beim schreiben"),
          error(3203, "read on \"", "failed:"),
          error(3203, "fehler beim lesen"),
          error(3271, "a nonrecoverable i/o error occurred on file"),
          error(3271, "nicht behebbarer e/a-fehler"),
          error(3101, "exclusive access could not be obtained"),
          error(3101, "exklusive", "zugriff", "verwendet wird"),
          error(3102, "restore cannot process database", "in use by this session"),
          error(3102, "restore", "von dieser sitzung verwendet"),
          error(924, "is already open and can only have one user at a time"),
          error(924, "datenbank", "nur einen benutzer"),
          error(5061, "alter database failed because a lock could not be placed"),
          error(5061, "alter database", "sperre"),
          error(3154, "holds a backup of a database other than the existing"),
          error(3154, "sicherungssatz", "sicherung einer anderen datenbank"),
          error(3169, "the database was backed up on a server running version"),
          error(3169, "die datenbank wurde auf einem server", "version"),
          error(3241, "the media family on device", "incorrectly formed"),
          error(3241, "medienfamilie", "nicht verarbeiten"),
          error(3242, "microsoft tape format"),
          error(3254, "the volume on device", "is empty"),
          error(3254, "das volume auf medium", "leer"),
          error(3183, "restore detected an error on page"),
          error(3189, "damage to the backup set was detected"),
          error(3189, "digung des sicherungssatzes"),
          error(3266, "the backup data at the end of", "incorrectly formatted"),
          error(3257, "insufficient free space on disk volume"),
          error(3257, "freier speicherplatz", "um die datenbank zu erstellen"),
          error(1827, "would exceed your licensed limit"),
          error(1827, "create database", "alter database", "lizenz"),
          error(1105, "could not allocate space for object"),
          error(1105, "speicherplatz", "dateigruppe"),
          error(5120, "unable to open the physical file"),
          error(5120, "physische datei"),
          error(5123, "create file encountered operating system error"),
          error(5123, "create file", "betriebssystemfehler"),
          error(5133, "directory lookup for the file"),
          error(5133, "verzeichnissuche"),
          error(3634, "the operating system returned the error", "while attempting"),
          error(3634, "das betriebssystem hat", "fehler"),
          error(927, "is in the middle of a restore"),
          error(927, "datenbank", "gerade wiederhergestellt"),
          error(4060, "cannot open database", "requested by the login"),
          error(4060, "anmeldung angeforderte", "datenbank"),
          error(911, "make sure that the name is entered correctly"),
          error(911, "datenbank", "ob der name richtig eingegeben"),
          error(911, "datenbank", "dass der name richtig eingegeben"),
          error(18452, "is from an untrusted domain"),
          error(18452, "anmeldung", "nicht vertrauensw"),
          error(18470, "login failed", "account is disabled"),
          error(18470, "anmeldung", "konto ist deaktiviert"),
          error(18486, "login failed", "account is currently locked out"),
          error(18486, "anmeldung", "konto ist gesperrt"),
          error(18487, "login failed", "password of the account has expired"),
          error(18487, "anmeldung", "kennwort", "abgelaufen"),
          error(18488, "login failed", "password of the account must be changed"),
          error(18456, "login failed for user"),
          error(18456, "fehler bei der anmeldung"),
          error(3110, "does not have permission to restore database"),
          error(3110, "benutzer", "berechtigung", "restore"),
          error(916, "is not able to access the database", "security context"),
          error(916, "im aktuellen sicherheitskontext"),
          error(262, "permission denied in database"),
          error(262, "database-berechtigung", "verweigert"),
          error(297, "user does not have permission to perform this action"),
          error(297, "berechtigung", "dieser aktion"),
          error(15401, "windows nt user or group", "not found"),
          error(15401, "windows nt-benutzer", "nicht gefunden"),
          error(15407, "is not a valid windows nt name"),
          error(15407, "windows nt-name"),
          error(15404, "could not obtain information about windows nt"),
          error(5591, "filestream feature is disabled"),
          error(5591, "filestream", "deaktiviert"),
          error(596, "session is in the kill state"),
          error(3204, "the backup or restore was aborted"),
          error(3204, "sicherung oder wiederherstellung wurde abgebrochen"),
          error(6005, "shutdown is in progress"),
          error(UNANSWERED, "a network-related or instance-specific error"),
          error(UNANSWERED, "netzwerkbezogener oder instanzspezifischer fehler"),
          error(UNANSWERED, "a transport-level error has occurred"),
          error(UNANSWERED, "fehler auf", "bertragungsebene"),
          error(UNANSWERED, "timeout expired"),
          error(UNANSWERED, "timeout ist abgelaufen"));

  private ErrorTexts() {}

  /** The number of the error whose words stand in the text; empty where none is known. */
  static OptionalInt number(String text) {
    Matcher numbered = NUMBERED.matcher(text);
    while (numbered.find()) {
      int number = Integer.parseInt(numbered.group(1));
      // 3013 tells only that the statement before it failed.
      if (number != 3013) {
        return OptionalInt.of(number);
      }
    }
    String squeezed = squeezed(text);
    return SIGNATURES.stream()
        .filter(signature -> signature.matches(squeezed))
        .mapToInt(Signature::number)
        .findFirst();
  }

  /** Wherever lines were broken, also within a word: without any white space. */
  static String squeezed(String text) {
    StringBuilder squeezed = new StringBuilder(text.length());
    text.chars()
        .filter(c -> !Character.isWhitespace(c) && c != 0xA0)
        .forEach(c -> squeezed.append((char) c));
    return squeezed.toString().toLowerCase(Locale.ROOT);
  }

  private static Signature error(int number, String... words) {
    return new Signature(number, Arrays.stream(words).map(ErrorTexts::squeezed).toList());
  }
}
