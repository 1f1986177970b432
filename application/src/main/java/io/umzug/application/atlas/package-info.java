/** What the service needs to know and do about the file atlas.xml of an XPhone server. */
@NullMarked
package io.umzug.application.atlas;

import org.jspecify.annotations.NullMarked;
