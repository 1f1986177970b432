package io.umzug.application.script;

import io.umzug.domain.script.CodePage;
import io.umzug.domain.script.ScriptSettings;
import org.jspecify.annotations.Nullable;

/**
 * How a script is read and run.
 *
 * @param codePage of files without a byte order mark; without it they are UTF-8, or UTF-16 that can
 *     be told by its first bytes
 * @param quotedIdentifier what QUOTED_IDENTIFIER is at the beginning: on as in Management Studio;
 *     sqlcmd has it off
 */
public record ScriptOptions(
    ScriptSettings settings, @Nullable CodePage codePage, boolean quotedIdentifier) {

  public static ScriptOptions usual() {
    return new ScriptOptions(ScriptSettings.usual(), null, true);
  }
}
