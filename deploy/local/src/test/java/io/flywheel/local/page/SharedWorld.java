package io.flywheel.local.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One browser, one database and one served page for all tests that leave them as they found them; ended after the last of them. */
final class SharedWorld implements BeforeAllCallback, ParameterResolver {

    private static final Namespace HERE = Namespace.create(SharedWorld.class);

    /** Here, and not where it is handed out: what aborts tests for want of a browser would be taken for a failure there. */
    @Override
    public void beforeAll(ExtensionContext context) {
        var unused = shared(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Shared.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context);
    }

    private static Shared shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .getOrComputeIfAbsent(Shared.class, unused -> Shared.start(), Shared.class);
    }

    /** What the tests share. */
    record Shared(Chromium browser, InventedWorld world, AskedActions asked) implements AutoCloseable {

        private static Shared start() {
            Chromium browser = Chromium.start();
            try {
                Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "page")), "world");
                AskedActions asked = new AskedActions();
                return new Shared(browser, InventedWorld.with(directory.toAbsolutePath(), asked), asked);
            } catch (IOException e) {
                browser.close();
                throw new UncheckedIOException("no world for the tests of the page", e);
            } catch (SQLException e) {
                browser.close();
                throw new IllegalStateException("no world for the tests of the page", e);
            }
        }

        @Override
        public void close() {
            world.close();
            browser.close();
        }
    }
}
