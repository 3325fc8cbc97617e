package io.flywheel.local.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that goes wrong on purpose in the invented world, so that the watcher sees the product notice it.
 *
 * @param story what happens, in words of the business, for example "checkout breaks"
 */
public record PlantedIncident(Instant at, Duration lasts, String story) {}
