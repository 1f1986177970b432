/** Driven ports: scripts, looked at without a server (M6) and run against one (M4, M5). */
@NullMarked
package io.umzug.application.script;

import org.jspecify.annotations.NullMarked;
