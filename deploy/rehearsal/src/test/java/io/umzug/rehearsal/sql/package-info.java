/** The engine driven through its sessions, on real files. */
@NullMarked
package io.umzug.rehearsal.sql;

import org.jspecify.annotations.NullMarked;
