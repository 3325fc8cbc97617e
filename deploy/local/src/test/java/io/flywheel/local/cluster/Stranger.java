package io.flywheel.local.cluster;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.SecurityOptions;

/** Somebody else on the machine, who knocks at the port that the processes of a cluster speak with each other through. */
public final class Stranger {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Configuration settings;

    public Stranger(ClusterFolder folder) {
        this.settings = GlobalConfiguration.loadConfiguration(folder.conf().toString());
    }

    /** Whether a hand is given to who speaks TLS and has no key. */
    public boolean isLetInWithoutAKey() throws IOException, GeneralSecurityException {
        return isLetIn(false);
    }

    /** Whether it is to who has stolen it: the proof that the other answer is not that of a closed port. */
    public boolean isLetInWithTheKey() throws IOException, GeneralSecurityException {
        return isLetIn(true);
    }

    private boolean isLetIn(boolean withKey) throws IOException, GeneralSecurityException {
        char[] password =
                settings.get(SecurityOptions.SSL_INTERNAL_KEYSTORE_PASSWORD).toCharArray();
        File file = Path.of(settings.get(SecurityOptions.SSL_INTERNAL_KEYSTORE)).toFile();
        KeyStore store = KeyStore.getInstance(file, password);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, password);
        SSLContext context = SSLContext.getInstance("TLSv1.2");
        context.init(withKey ? own.getKeyManagers() : null, trusted.getTrustManagers(), null);
        try (Socket plain = new Socket()) {
            plain.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.get(JobManagerOptions.PORT)),
                    PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            try (SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", plain.getPort(), true)) {
                socket.startHandshake();
                return true;
            }
        } catch (SSLException e) {
            return false;
        }
    }
}
