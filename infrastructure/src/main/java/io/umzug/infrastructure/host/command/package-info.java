/** Runs programs on this machine and on machines behind SSH. */
@NullMarked
package io.umzug.infrastructure.host.command;

import org.jspecify.annotations.NullMarked;
