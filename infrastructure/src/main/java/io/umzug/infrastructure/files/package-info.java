/** Files of the XPhone server, replaced so that no crash leaves half of one. */
@NullMarked
package io.umzug.infrastructure.files;

import org.jspecify.annotations.NullMarked;
