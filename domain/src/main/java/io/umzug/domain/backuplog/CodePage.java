package io.umzug.domain.backuplog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/**
 * Guesses the code page of a file line by line, by what decodes and by known words, and decodes
 * every byte to some character: a wrong guess spoils a letter and loses none.
 */
final class CodePage {

  /** Bytes 0x80 to 0x9F; the five without a character become control characters, as in HTML. */
  private static final String WINDOWS_1252 =
      "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

  /** Bytes 0x80 to 0xFF. */
  private static final String CP850 =
      "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ"
          + "áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
          + "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀"
          + "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0";

  private static final String UMLAUTS = "äöüÄÖÜß";

  /** From SQL Server's, Windows' and the Backup-Manager's German texts. */
  private static final List<String> KNOWN_WORDS =
      List.of(
          "verfügbar",
          "für",
          "geöffnet",
          "ungültig",
          "genügend",
          "Datenträger",
          "während",
          "verfügt",
          "überprüfen",
          "können",
          "zurück",
          "ausgeführt",
          "Größe",
          "möglich",
          "beschädig");

  private static final int WORTH_OF_A_WORD = 4;

  /** How much more the file's lines so far speak for Windows-1252 than for CP850. */
  private long forWindows;

  /** The text of a line in an encoding whose first half is ASCII. */
  String decode(byte[] bytes, int length) {
    int first = firstBeyondAscii(bytes, length);
    if (first == length) {
      return new String(bytes, 0, length, ISO_8859_1);
    }
    return looksLikeUtf8(bytes, first, length) ? utf8(bytes, length) : oneByte(bytes, length);
  }

  private static int firstBeyondAscii(byte[] bytes, int length) {
    int i = 0;
    while (i < length && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  /** A line may begin or end within a character; at least every other one must be whole. */
  private static boolean looksLikeUtf8(byte[] bytes, int from, int length) {
    int whole = 0;
    int stray = 0;
    for (int i = from; i < length; i++) {
      if (bytes[i] < 0) {
        int size = sequence(bytes, i, length);
        if (size == 0) {
          stray++;
        } else {
          whole++;
          i += size - 1;
        }
      }
    }
    return whole > 0 && whole >= stray;
  }

  private static String utf8(byte[] bytes, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      int size = bytes[i] < 0 ? sequence(bytes, i, length) : 0;
      if (size == 0) {
        text.append(windows1252(bytes[i]));
      } else {
        int codePoint = bytes[i] & (0x7F >> size);
        for (int k = 1; k < size; k++) {
          codePoint = codePoint << 6 | bytes[i + k] & 0x3F;
        }
        text.appendCodePoint(codePoint);
        i += size - 1;
      }
    }
    return text.toString();
  }

  /** The bytes of the UTF-8 character that begins here; 0 where none does. */
  private static int sequence(byte[] bytes, int at, int length) {
    int lead = bytes[at] & 0xFF;
    int size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (size == 0 || at + size > length) {
      return 0;
    }
    for (int k = 1; k < size; k++) {
      if ((bytes[at + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[at + 1] & 0xFF;
    boolean tooLongOrNone =
        (lead == 0xE0 && second < 0xA0)
            || (lead == 0xED && second > 0x9F)
            || (lead == 0xF0 && second < 0x90)
            || (lead == 0xF4 && second > 0x8F);
    return tooLongOrNone ? 0 : size;
  }

  private String oneByte(byte[] bytes, int length) {
    String windows = windows1252(bytes, length);
    String console = cp850(bytes, length);
    long lead = worth(windows) - worth(console);
    forWindows += lead;
    return (lead == 0 ? forWindows : lead) < 0 ? console : windows;
  }

  private static long worth(String text) {
    long worth = 0;
    for (int i = 1; i < text.length(); i++) {
      // After a letter: at the begin of a word, CP850's ä is a quotation mark in Windows-1252.
      if (UMLAUTS.indexOf(text.charAt(i)) >= 0 && isAsciiLetter(text.charAt(i - 1))) {
        worth++;
      }
    }
    if (worth > 0) {
      worth += WORTH_OF_A_WORD * KNOWN_WORDS.stream().filter(text::contains).count();
    }
    return worth;
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static String windows1252(byte[] bytes, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(windows1252(bytes[i]));
    }
    return text.toString();
  }

  private static char windows1252(byte b) {
    int value = b & 0xFF;
    return value >= 0x80 && value < 0xA0 ? WINDOWS_1252.charAt(value - 0x80) : (char) value;
  }

  private static String cp850(byte[] bytes, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(bytes[i] < 0 ? CP850.charAt(bytes[i] & 0x7F) : (char) bytes[i]);
    }
    return text.toString();
  }
}
