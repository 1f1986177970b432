package io.umzug.domain.script;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/** In which a script without a byte order mark is written. */
public record CodePage(Charset charset) {

  /**
   * A code page by its number or name, such as 1252, 65001, windows-1252, ibm850; empty where there
   * is none such.
   */
  public static Optional<CodePage> of(String numberOrName) {
    return switch (numberOrName) {
      case "65001" -> Optional.of(new CodePage(UTF_8));
      case "1200" -> Optional.of(new CodePage(UTF_16LE));
      case "1201" -> Optional.of(new CodePage(UTF_16BE));
      case "20127" -> named("US-ASCII");
      case "28591" -> named("ISO-8859-1");
      case "28605" -> named("ISO-8859-15");
      default -> numberOrName.matches("\\d+") ? numbered(numberOrName) : named(numberOrName);
    };
  }

  private static Optional<CodePage> numbered(String number) {
    return named("windows-" + number)
        .or(() -> named("IBM" + number))
        .or(() -> named("cp" + number));
  }

  private static Optional<CodePage> named(String name) {
    try {
      return Optional.of(new CodePage(Charset.forName(name)));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      return Optional.empty();
    }
  }
}
