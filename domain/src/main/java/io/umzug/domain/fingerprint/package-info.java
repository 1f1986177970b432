/** What a database holds, in a few numbers: fingerprints of tables, and how two are compared. */
@NullMarked
package io.umzug.domain.fingerprint;

import org.jspecify.annotations.NullMarked;
