/** T-SQL scripts as sqlcmd reads them (M5, M6): batches, and where an interrupted one goes on. */
@NullMarked
package io.umzug.domain.script;

import org.jspecify.annotations.NullMarked;
