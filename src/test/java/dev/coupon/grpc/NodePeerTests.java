package dev.coupon.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A client of Node.js, which is skipped unless {@code npm install} was run in its folder.
 */
@GrpcTest
class NodePeerTests {

	private static final Path FOLDER = Path.of("src/test/grpc-js");

	private final GrpcClient client;

	@Autowired
	NodePeerTests(GrpcClient client) {
		this.client = client;
	}

	@Test
	void understandsTheService() throws Exception {
		assumeThat(FOLDER.resolve("node_modules/@grpc/grpc-js")).as("run npm install in " + FOLDER).exists();
		Process peer = new ProcessBuilder("node", "peer.js", "localhost:" + client.port()).directory(FOLDER.toFile())
			.redirectErrorStream(true)
			.start();

		String output = new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

		assertThat(peer.waitFor()).as(output).isZero();
		assertThat(output.lines()).hasSize(6).allMatch(line -> line.startsWith("ok: "));
	}

}
