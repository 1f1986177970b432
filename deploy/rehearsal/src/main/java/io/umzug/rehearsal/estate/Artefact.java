package io.umzug.rehearsal.estate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the Migrations-Manager of a V4 carries over, in the order of R6. */
public enum Artefact {
  /** Users' personal voicemail announcements and recorded names. */
  ANNOUNCEMENTS,
  AUTO_ATTENDANTS,
  /** "Dynamische Leitungen". */
  DYNAMIC_LINES,
  PBX_PARAMETERS,
  /** By CSV and the text connector (R7). */
  USERS;

  /** The letter in R6, {@code a} to {@code e}. */
  public String letter() {
    return String.valueOf((char) ('a' + ordinal()));
  }

  /** The folder that holds it, such as {@code a-announcements}. */
  String folder() {
    return letter() + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Artefact> lettered(String letter) {
    return Arrays.stream(values())
        .filter(artefact -> artefact.letter().equalsIgnoreCase(letter))
        .findFirst();
  }
}
