/** Hosts behind SSH: their files by SFTP. */
@NullMarked
package io.umzug.infrastructure.filesystem.ssh;

import org.jspecify.annotations.NullMarked;
