package io.flywheel.pipeline.customer;

import io.flywheel.domain.signal.SignalCatalogue;
import java.io.IOException;
import java.io.Serializable;

/** Where an operator finds the signal catalogue when it opens: the text travels with the job, the catalogue is built on the spot. Where versions of it are decided while the job runs, it is asked again for the latest. */
@FunctionalInterface
public interface CatalogueSource extends Serializable {

    SignalCatalogue load() throws IOException;
}
