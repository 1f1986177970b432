package io.umzug.infrastructure.ssh;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What reads the commands that a host is sent.
 *
 * @param language by whose rules words are quoted
 * @param codePage of what its programs say, where that is not UTF-8
 */
public record SshShell(Language language, Charset codePage) {

  /** The shells that a command can be written for. */
  public enum Language {
    /** What OpenSSH on Windows starts unless its DefaultShell says otherwise. */
    CMD,
    /** POSIX. */
    SH
  }

  /** The OEM code page of German and most other western Windows. */
  private static final Charset OEM = Charset.forName("IBM850");

  public static final SshShell CMD = new SshShell(Language.CMD, OEM);
  public static final SshShell SH = new SshShell(Language.SH, StandardCharsets.UTF_8);
}
