/**
 * What was seen: backups, row counts, changes, probes; the values that reports and events carry.
 */
@NullMarked
package io.umzug.domain.evidence;

import org.jspecify.annotations.NullMarked;
