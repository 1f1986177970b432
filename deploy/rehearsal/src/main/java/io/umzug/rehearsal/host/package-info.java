/** Real servers of a host, from Debian's packages, on high ports of the loopback interface. */
@NullMarked
package io.umzug.rehearsal.host;

import org.jspecify.annotations.NullMarked;
