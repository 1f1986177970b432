package io.umzug.domain.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the batches so far have set in their session, by USE and SET: a session that takes over from
 * a broken one gets the same.
 */
public final class SessionState {

  private final Map<String, String> options = new LinkedHashMap<>();
  private @Nullable String use;
  private @Nullable String identityInsert;
  private @Nullable String identityInsertIn;

  public void after(List<SessionSetting> settings) {
    for (SessionSetting setting : settings) {
      if (setting.isDatabase()) {
        use = setting.statement();
      } else if (setting.isIdentityInsert()) {
        boolean on = setting.statement().toUpperCase(Locale.ROOT).endsWith("ON");
        identityInsert = on ? setting.statement() : null;
        identityInsertIn = use;
      } else {
        options.put(setting.key(), setting.statement());
      }
    }
  }

  /** The statements that bring a new session there, in their order. */
  public List<String> statements() {
    List<String> statements = new ArrayList<>(options.values());
    if (identityInsert != null) {
      if (identityInsertIn != null) {
        statements.add(identityInsertIn);
      }
      statements.add(identityInsert);
    }
    if (use != null) {
      statements.add(use);
    }
    return statements;
  }
}
