/** The Backup-Manager's log, watched while a person works with it (B1, B6). */
@NullMarked
package io.umzug.application.backuplog;

import org.jspecify.annotations.NullMarked;
