package io.umzug.application.copy;

import io.umzug.domain.diagnosis.SqlServerError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy that failed on its way. What is whole is kept, and the copy can go on. */
public final class CopyFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String place;
  private final transient List<SqlServerError> errors;

  /**
   * @param place such as a table and a row, or a statement of the schema
   * @param errors as SQL Server sent them; empty where it sent none
   */
  public CopyFailed(
      String place, String sentence, List<SqlServerError> errors, @Nullable Throwable cause) {
    super("%s: %s".formatted(place, sentence), cause);
    this.place = place;
    this.errors = List.copyOf(errors);
  }

  public String place() {
    return place;
  }

  public List<SqlServerError> errors() {
    return errors;
  }
}
