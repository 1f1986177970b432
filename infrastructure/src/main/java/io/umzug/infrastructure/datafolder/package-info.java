/** What the service keeps in its data folder so that its owner's clients find and may use it. */
@NullMarked
package io.umzug.infrastructure.datafolder;

import org.jspecify.annotations.NullMarked;
