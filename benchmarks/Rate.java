import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests at a constant rate, however slow the answers are, and prints how long they took.
 *
 * <pre>java benchmarks/Rate.java URL RATE SECONDS [CONNECTIONS]</pre>
 *
 * Posts to the URL RATE times a second. Each request has its own moment, and its latency is counted from that moment:
 * when the service stands still, the requests that had to wait for it count as slow, too. The first five seconds are
 * not counted, since the client is still being compiled then. Prints one line of JSON; times are in milliseconds.
 */
final class Rate {

    private static final int WARM_UP_SECONDS = 5;

    private final URI url;

    private final long interval;

    private final long[] latencies;

    private final AtomicInteger next = new AtomicInteger();

    private final AtomicInteger failed = new AtomicInteger();

    private Rate(URI url, int rate, int seconds) {
        this.url = url;
        this.interval = 1_000_000_000L / rate;
        this.latencies = new long[rate * (WARM_UP_SECONDS + seconds)];
    }

    public static void main(String[] args) throws InterruptedException {
        int rate = Integer.parseInt(args[1]);
        int connections = args.length > 3 ? Integer.parseInt(args[3]) : 32;
        Rate run = new Rate(URI.create(args[0]), rate, Integer.parseInt(args[2]));
        run.send(connections);
        run.print(rate * WARM_UP_SECONDS);
    }

    private void send(int connections) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime() + 100_000_000;
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.ofPlatform().start(() -> sendInTurn(start)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Takes the next request that nobody has taken, waits for its moment and sends it, until none is left. */
    private void sendInTurn(long start) {
        byte[] request = ("POST " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] answer = new byte[16_384];
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setTcpNoDelay(true);
            int i;
            while ((i = next.getAndIncrement()) < latencies.length) {
                long due = start + i * interval;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                if (!answered(socket.getOutputStream(), socket.getInputStream(), request, answer)) {
                    failed.incrementAndGet();
                }
                latencies[i] = System.nanoTime() - due;
            }
        } catch (IOException e) {
            System.err.println(e);
            failed.incrementAndGet();
        }
    }

    /** Whether the answer is 2xx. It is read to its end, which its length tells. */
    private static boolean answered(OutputStream out, InputStream in, byte[] request, byte[] answer)
            throws IOException {
        out.write(request);
        int length = 0;
        int end = -1;
        while (end < 0 || length < end) {
            int read = in.read(answer, length, answer.length - length);
            if (read < 0) {
                throw new IOException("The server closed the connection");
            }
            length += read;
            end = end < 0 ? end(new String(answer, 0, length, StandardCharsets.ISO_8859_1)) : end;
        }
        return answer[9] == '2';
    }

    /** The length of the whole answer, or -1 if its headers have not all arrived. */
    private static int end(String answer) {
        int body = answer.indexOf("\r\n\r\n") + 4;
        if (body < 4) {
            return -1;
        }
        int header = answer.indexOf("Content-Length: ") + "Content-Length: ".length();
        return body + Integer.parseInt(answer, header, answer.indexOf("\r\n", header), 10);
    }

    private void print(int from) {
        long[] counted = Arrays.copyOfRange(latencies, from, latencies.length);
        Arrays.sort(counted);
        System.out.printf("{\"requests\": %d, \"failed\": %d, \"p50\": %.2f, \"p99\": %.2f, \"max\": %.2f}%n",
                counted.length, failed.get(), millis(counted[counted.length / 2]),
                millis(counted[(int) (counted.length * 0.99)]), millis(counted[counted.length - 1]));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

}
