/** Whole databases as T-SQL scripts (M1 to M6). */
@NullMarked
package io.umzug.application.script;

import org.jspecify.annotations.NullMarked;
