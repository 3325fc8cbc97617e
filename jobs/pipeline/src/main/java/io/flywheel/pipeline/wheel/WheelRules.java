package io.flywheel.pipeline.wheel;

import io.flywheel.pipeline.control.AcceptedSource;
import io.flywheel.pipeline.customer.CatalogueSource;
import java.io.Serializable;

/** What the wheel stop works by, each read by every subtask when it opens: the latest catalogue, and what was decided since the job was started. */
public record WheelRules(CatalogueSource catalogue, AcceptedSource decided) implements Serializable {}
