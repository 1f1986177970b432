/** The files of hosts: of this machine, on shares by SMB, and over SSH. */
@NullMarked
package io.umzug.infrastructure.filesystem;

import org.jspecify.annotations.NullMarked;
