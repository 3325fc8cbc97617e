/** The live page in a process of its own or beside the demo, and what its viewers decide. */
@NullMarked
package io.flywheel.local.page;

import org.jspecify.annotations.NullMarked;
