/** The command line: what an operator types, and what the exit codes tell a script. */
@NullMarked
package io.umzug.infrastructure.cli;

import org.jspecify.annotations.NullMarked;
