@org.jspecify.annotations.NullMarked
package io.flywheel.local.notifications;
