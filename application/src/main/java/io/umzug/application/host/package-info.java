/** Driven ports: files, the Windows service and web pages of an XPhone host. */
@NullMarked
package io.umzug.application.host;

import org.jspecify.annotations.NullMarked;
