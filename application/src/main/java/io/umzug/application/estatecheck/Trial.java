package io.umzug.application.estatecheck;

import java.util.List;

/**
 * Something to be tried about an entry; it changes nothing anywhere.
 *
 * @param what such as {@code login}
 */
public record Trial(Entry entry, String what, Attempt attempt) {

  /** What it throws becomes an answer, too. */
  @FunctionalInterface
  public interface Attempt {
    /** One answer for each thing that was looked at; none where nothing is to be looked at. */
    List<Answer> make() throws Exception;
  }
}
