/** What lies in deploy/ is what it says: rendered, checked and tried as far as a machine without a cluster allows. */
@NullMarked
package io.flywheel.deployment;

import org.jspecify.annotations.NullMarked;
