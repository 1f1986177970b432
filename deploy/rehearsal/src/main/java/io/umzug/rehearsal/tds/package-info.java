/** The wire: [MS-TDS] 7.4 and 8.0 sessions, without any knowledge of SQL. */
@NullMarked
package io.umzug.rehearsal.tds;

import org.jspecify.annotations.NullMarked;
