/** Driven ports: databases as scripts (M1, M2), looked at (M6), and run (M4, M5). */
@NullMarked
package io.umzug.application.script;

import org.jspecify.annotations.NullMarked;
