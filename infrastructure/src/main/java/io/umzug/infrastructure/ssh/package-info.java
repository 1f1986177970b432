/** Connections over SSH: the common ground of files and commands of a host behind it. */
@NullMarked
package io.umzug.infrastructure.ssh;

import org.jspecify.annotations.NullMarked;
