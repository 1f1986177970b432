/**
 * From the bytes of the Backup-Manager's log to runs, root causes and what accompanies them (B6,
 * B7).
 */
@NullMarked
package io.umzug.domain.backuplog;

import org.jspecify.annotations.NullMarked;
