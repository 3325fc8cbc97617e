package io.flywheel.app.decode;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Where schemas come from: the registry at a URL, or, without one, the bundle. Travels with the job; opened on each subtask. */
public record SchemaSource(@Nullable String registryUrl) implements Serializable {

    public WriterSchemas open() {
        return registryUrl == null ? new BundledSchemas() : new RegistrySchemas(registryUrl, System::nanoTime);
    }
}
