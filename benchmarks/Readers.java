import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the events of a service by streams and by webhooks, and prints how far they were behind.
 *
 * <pre>java benchmarks/Readers.java FEED STREAMS WEBHOOKS PORT</pre>
 *
 * Opens STREAMS streams of the FEED, and receives webhooks at the paths /1, /2 ... of PORT. Ends when its
 * standard input ends, and prints one line of JSON: for each reader how many events it got, and by how many
 * milliseconds the last event of a piece was older than the moment at which the piece arrived, at most. The first five
 * seconds with events are not counted for the delay, since the readers and the service are still being compiled then.
 */
final class Readers {

    private static final byte[] EVENT = "\"specversion\":".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern TIME = Pattern.compile("\"time\":\"([0-9T:.-]+Z)\"");

    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final String name;

    private long events;

    private long behind;

    private Instant first;

    private Readers(String name) {
        this.name = name;
    }

    public static void main(String[] args) throws IOException {
        List<Readers> readers = new ArrayList<>();
        URI feed = URI.create(args[0]);
        for (int i = 1; i <= Integer.parseInt(args[1]); i++) {
            Readers stream = new Readers("stream " + i);
            readers.add(stream);
            Thread.ofPlatform().daemon().start(() -> stream.follow(feed));
        }
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", Integer.parseInt(args[3])), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        for (int i = 1; i <= Integer.parseInt(args[2]); i++) {
            Readers webhook = new Readers("webhook " + i);
            readers.add(webhook);
            server.createContext("/" + i, webhook::receive);
        }
        server.start();
        System.in.readAllBytes();
        System.out.println("[" + String.join(", ", readers.stream().map(Readers::json).toList()) + "]");
        System.exit(0);
    }

    private void follow(URI feed) {
        byte[] buffer = new byte[1 << 17];
        try (Socket socket = new Socket(feed.getHost(), feed.getPort())) {
            socket.getOutputStream().write(("GET " + feed.getPath() + "?" + feed.getQuery() + " HTTP/1.0\r\nHost: " + feed.getAuthority()
                    + "\r\nAccept: text/event-stream\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            // A tail of the piece before is kept, so that an event which two pieces share is counted once.
            int kept = 0;
            int read;
            while ((read = in.read(buffer, kept, buffer.length - kept)) > 0) {
                int length = kept + read;
                int counted = count(buffer, length);
                kept = length - counted;
                System.arraycopy(buffer, counted, buffer, 0, kept);
            }
            System.err.println(name + " has ended");
        } catch (IOException e) {
            System.err.println(name + ": " + e);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        count(body, body.length);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    /** Counts the events of a piece, and gives where the last of them begins, or what may be a part of one. */
    private synchronized int count(byte[] piece, int length) {
        int last = -1;
        int from = 0;
        for (int at; (at = indexOf(piece, from, length)) >= 0; from = at + EVENT.length) {
            last = at;
            events++;
        }
        if (last < 0) {
            return Math.max(0, length - EVENT.length + 1);
        }
        Matcher time = TIME.matcher(new String(piece, last, Math.min(500, length - last), StandardCharsets.UTF_8));
        Instant now = Instant.now();
        first = first == null ? now : first;
        // The time may be cut in two: then the event after it will do.
        if (first.plus(WARM_UP).isBefore(now) && time.find()) {
            behind = Math.max(behind, Duration.between(Instant.parse(time.group(1)), now).toMillis());
        }
        return last + EVENT.length;
    }

    private static int indexOf(byte[] piece, int from, int length) {
        search: for (int i = from; i <= length - EVENT.length; i++) {
            for (int j = 0; j < EVENT.length; j++) {
                if (piece[i + j] != EVENT[j]) {
                    continue search;
                }
            }
            return i;
        }
        return -1;
    }

    private synchronized String json() {
        return "{\"reader\": \"%s\", \"events\": %d, \"behind\": %d}".formatted(name, events, behind);
    }

}
