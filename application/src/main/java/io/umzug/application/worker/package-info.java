/** The workers: each looks first at what is already true, then acts, then reports. */
@NullMarked
package io.umzug.application.worker;

import org.jspecify.annotations.NullMarked;
