package io.umzug.application.filesystem;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file, folder, share or host cannot be used; the message tells the operator what to do. */
public final class FileTrouble extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is the matter, whichever way the host is reached. */
  public enum Kind {
    UNREACHABLE(
        "The host does not answer.",
        List.of(),
        "Check its name, its port and the firewall between here and there."),
    LOGIN_REFUSED(
        "The host refused the account or its password.",
        List.of("B3"),
        "Check the account's name, and the password that its credential leads to."),
    NO_SECRET(
        "There is no secret for the account, or it cannot be read.",
        List.of(),
        "Keep it under the credential's name: 'umzug secret set', a file or a variable."),
    NO_KEY(
        "The account's private key cannot be read.",
        List.of(),
        "Check key-file in the estate file, that Umzug's account may read it, and that its passphrase"
            + " is the credential's secret."),
    OTHER_SHELL(
        "Another shell reads the commands than the estate file says.",
        List.of(),
        "Write shell: sh for a POSIX shell, or shell: cmd where cmd.exe answers. PowerShell is not"
            + " supported: take OpenSSH's DefaultShell back to cmd.exe."),
    HOST_KEY_REFUSED(
        "The host shows a key that is not the one known for it.",
        List.of(),
        "Compare the fingerprint on the host itself (ssh-keygen -lf). Where it is the same, put it"
            + " into the estate file; where it is not, somebody may be in between: go no further."),
    ACCESS_DENIED(
        "The account may not do this here.",
        List.of("B3", "B7"),
        "Give it full rights, both in the share's permissions and in the folder's security"
            + " settings."),
    SHARE_NOT_FOUND("There is no such share.", List.of("B2"), "Check the share's name."),
    NOT_FOUND("There is no such file.", List.of(), "Check the path."),
    FOLDER_NOT_FOUND(
        "The folder is not there.", List.of("B2"), "Create it, or correct the path to it."),
    EXISTS(
        "Something that Umzug has not written lies there already; it was left as it is.",
        List.of(),
        "See what it is, and move it away or choose another place."),
    LOCKED(
        "Another program has the file open.",
        List.of(),
        "Close the program that uses it; then try again."),
    FULL("The disk is full.", List.of("B2"), "Make room there; then try again."),
    TOO_LITTLE_ROOM(
        "There is too little room; nothing was written.",
        List.of("B2"),
        "Make room there; then try again."),
    CONNECTION_LOST(
        "The connection to the host broke.",
        List.of(),
        "See whether the host is up; then try again: it goes on where it was."),
    TIMED_OUT(
        "The host has stopped answering.",
        List.of(),
        "See whether the host is up; then try again: it goes on where it was."),
    CHANGED(
        "The file was changed while it was read.",
        List.of(),
        "Wait until whoever writes it has done so; then try again."),
    DAMAGED(
        "What was written reads otherwise than it was.",
        List.of(),
        "Do not trust that disk or that network: have it checked; then try again."),
    UNEXPECTED("It failed.", List.of(), "See the original message.");

    private final String sentence;
    private final List<String> rules;
    private final String remedy;

    Kind(String sentence, List<String> rules, String remedy) {
      this.sentence = sentence;
      this.rules = rules;
      this.remedy = remedy;
    }

    public String sentence() {
      return sentence;
    }

    /** Identifiers of the rules it is about, maybe none. */
    public List<String> rules() {
      return rules;
    }

    public String remedy() {
      return remedy;
    }
  }

  private final Kind kind;
  private final String place;
  private final String path;
  private final String original;

  /**
   * @param place of {@link HostFiles#place}
   * @param path on it; empty where it is about none
   * @param original what the system or the host said, unchanged
   */
  public FileTrouble(
      Kind kind, String place, String path, String original, @Nullable Throwable cause) {
    super(
        "%s%s: %s %s%s (%s)"
            .formatted(
                place,
                path.isEmpty() ? "" : ", " + path,
                kind.sentence(),
                kind.remedy(),
                kind.rules().isEmpty() ? "" : " Rules: " + String.join(", ", kind.rules()) + ".",
                original),
        cause);
    this.kind = kind;
    this.place = place;
    this.path = path;
    this.original = original;
  }

  public Kind kind() {
    return kind;
  }

  public String place() {
    return place;
  }

  public String path() {
    return path;
  }

  public String original() {
    return original;
  }
}
