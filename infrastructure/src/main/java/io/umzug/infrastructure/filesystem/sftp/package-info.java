/** Files of a host behind SSH. */
@NullMarked
package io.umzug.infrastructure.filesystem.sftp;

import org.jspecify.annotations.NullMarked;
