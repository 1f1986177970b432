/** Driven port: the files of a host, wherever it is, and verified copies between hosts. */
@NullMarked
package io.umzug.application.filesystem;

import org.jspecify.annotations.NullMarked;
