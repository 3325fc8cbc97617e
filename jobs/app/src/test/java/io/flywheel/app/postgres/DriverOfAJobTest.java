package io.flywheel.app.postgres;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A process of Flink runs one job after the other, each with classes of its own, the driver among them. */
class DriverOfAJobTest {

    private static final String NOBODY = "jdbc:postgresql://127.0.0.1:1/flywheel";

    @Test
    void classesOfAJobThatIsOverAreLetGo() throws Exception {
        WeakReference<ClassLoader> over = aJobThatWantedToConnect();

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            System.gc();
            return over.get() == null;
        });
    }

    private static WeakReference<ClassLoader> aJobThatWantedToConnect() throws Exception {
        try (JobLoader loader = new JobLoader()) {
            Class<?> secret = loader.loadClass(SecretSource.class.getName());
            Object password = secret.getMethod("literal", String.class).invoke(null, "none");
            Constructor<?> access =
                    loader.loadClass(PostgresAccess.class.getName()).getConstructor(String.class, String.class, secret);
            Object database = access.newInstance(NOBODY, "flywheel", password);
            Method connect = database.getClass().getDeclaredMethod("connectPatiently", String.class);
            connect.setAccessible(true);
            try {
                connect.invoke(database, "test");
                throw new IllegalStateException("nobody listens at " + NOBODY);
            } catch (InvocationTargetException refused) {
                return new WeakReference<>(loader);
            }
        }
    }

    /** As Flink's: what comes with the job is looked for there first. */
    private static final class JobLoader extends URLClassLoader {

        JobLoader() {
            super(classPath(), DriverOfAJobTest.class.getClassLoader());
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(JobLoader::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String entry) {
            try {
                return Path.of(entry).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException("no entry of a class path: " + entry, e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean ofTheJob = name.startsWith("org.postgresql.") || name.startsWith("io.flywheel.app.postgres.");
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : ofTheJob ? findClass(name) : super.loadClass(name, resolve);
            }
        }
    }
}
