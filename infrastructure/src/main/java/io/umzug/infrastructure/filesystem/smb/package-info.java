/** Shares of Windows machines, by SMB. */
@NullMarked
package io.umzug.infrastructure.filesystem.smb;

import org.jspecify.annotations.NullMarked;
