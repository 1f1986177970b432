/** What has to be done, in which order, for whom: plans A to D and the table of R24. */
@NullMarked
package io.umzug.domain.plan;

import org.jspecify.annotations.NullMarked;
