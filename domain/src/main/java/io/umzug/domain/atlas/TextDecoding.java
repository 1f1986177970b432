package io.umzug.domain.atlas;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.umzug.domain.atlas.AtlasRefusal.Reason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out a file's encoding from its byte order mark and XML declaration, and decodes it. */
final class TextDecoding {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Set<Charset> ONE_BYTE_START =
      Set.of(UTF_8, ISO_8859_1, WINDOWS_1252, US_ASCII);
  private static final int DECLARATION_LIMIT = 512;

  private static final Pattern VERSION =
      Pattern.compile("\\A<\\?xml\\s+version\\s*=\\s*[\"']([^\"']*)[\"']");
  private static final Pattern ENCODING =
      Pattern.compile("\\A<\\?xml\\s[^>?]*?\\sencoding\\s*=\\s*[\"']([^\"']*)[\"']");

  private TextDecoding() {}

  static SourceText decode(byte[] bytes) {
    SourceText source = decodeByMarkOrDeclaration(bytes);
    Matcher version = VERSION.matcher(source.text());
    if (version.find() && !version.group(1).equals("1.0")) {
      throw source.refusal(
          Reason.NOT_WELL_FORMED,
          version.start(1),
          "The file is declared as XML %s; only XML 1.0 is understood."
              .formatted(version.group(1)));
    }
    return source;
  }

  private static SourceText decodeByMarkOrDeclaration(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return decodeUnicode(bytes, 3, UTF_8);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return decodeUnicode(bytes, 2, UTF_16BE);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return decodeUnicode(bytes, 2, UTF_16LE);
    }
    if (startsWith(bytes, 0x00, '<')) {
      return decodeUnicode(bytes, 0, UTF_16BE);
    }
    if (startsWith(bytes, '<', 0x00)) {
      return decodeUnicode(bytes, 0, UTF_16LE);
    }
    return decodeAsDeclared(bytes);
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static SourceText decodeUnicode(byte[] bytes, int mark, Charset charset) {
    SourceText source = decode(bytes, mark, charset);
    Matcher declaration = ENCODING.matcher(source.text());
    if (declaration.find()) {
      Charset declared = charset(declaration.group(1));
      boolean agrees =
          charset.equals(declared) || (!charset.equals(UTF_8) && UTF_16.equals(declared));
      if (!agrees) {
        throw source.refusal(
            Reason.ENCODING_CONTRADICTS_BYTES,
            declaration.start(1),
            "The file is declared as %s, but its first bytes say %s. Save it anew in one encoding."
                .formatted(declaration.group(1), charset.name()));
      }
    }
    return source;
  }

  private static SourceText decodeAsDeclared(byte[] bytes) {
    String start = new String(bytes, 0, Math.min(bytes.length, DECLARATION_LIMIT), ISO_8859_1);
    Matcher declaration = ENCODING.matcher(start);
    if (!declaration.find()) {
      return decode(bytes, 0, UTF_8);
    }
    Charset declared = charset(declaration.group(1));
    if (declared == null) {
      throw SourceText.refusal(
          start,
          Reason.ENCODING_NOT_SUPPORTED,
          declaration.start(1),
          ("The file is declared as %s; understood are UTF-8, UTF-16, Windows-1252, ISO-8859-1 and"
                  + " US-ASCII.")
              .formatted(declaration.group(1)));
    }
    if (!ONE_BYTE_START.contains(declared)) {
      throw SourceText.refusal(
          start,
          Reason.ENCODING_CONTRADICTS_BYTES,
          declaration.start(1),
          "The file is declared as %s, but its bytes are not. Save it anew in one encoding."
              .formatted(declaration.group(1)));
    }
    return decode(bytes, 0, declared);
  }

  private static @Nullable Charset charset(String name) {
    try {
      Charset charset = Charset.forName(name);
      boolean known =
          ONE_BYTE_START.contains(charset) || Set.of(UTF_16, UTF_16LE, UTF_16BE).contains(charset);
      return known ? charset : null;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  private static SourceText decode(byte[] bytes, int mark, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, mark, bytes.length - mark);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      throw SourceText.refusal(
          text,
          Reason.ENCODING_CONTRADICTS_BYTES,
          text.length(),
          ("Byte 0x%02X at offset %d is not %s, the encoding that the file declares or, without a"
                  + " declaration, must have. Correct the declaration or save the file anew.")
              .formatted(bytes[in.position()], in.position(), charset.name()));
    }
    return new SourceText(bytes, mark, charset, text);
  }
}
