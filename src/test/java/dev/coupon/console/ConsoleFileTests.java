package dev.coupon.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.Api;
import dev.coupon.testing.Api.Answer;
import dev.coupon.testing.SecuredTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The files of the console over HTTP, of a service with keys, for callers without one.
 */
@SecuredTest
class ConsoleFileTests {

	private final Api api;

	@Autowired
	ConsoleFileTests(Api api) {
		this.api = api;
	}

	@ParameterizedTest
	@CsvSource({ "'', text/html", "index.html, text/html", "console.css, text/css", "console.js, text/javascript",
			"core/api.js, text/javascript", "screens/screens.js, text/javascript", "icon.svg, image/svg+xml",
			"lib/preact.js, text/javascript", "lib/bootstrap.css, text/css", "lib/uplot.js, text/javascript",
			"lib/uplot.css, text/css" })
	void servesEachFileToEverybodyWithItsType(String file, String type) {
		Answer answer = api.get("/console/" + file);

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.mediaType()).isEqualTo(type);
		assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
		assertThat(answer.header("Content-Security-Policy").orElseThrow()).startsWith("default-src 'self';")
			.contains("frame-ancestors 'none'")
			.doesNotContain("unsafe-eval")
			.doesNotContain("script-src");
		assertThat(answer.header("Cache-Control")).contains("no-cache");
	}

	@Test
	void answersThatAFileHasNotChanged() {
		String tag = api.get("/console/console.js").header("ETag").orElseThrow();

		Answer again = api.request("GET", "/console/console.js").header("If-None-Match", tag).send();
		assertThat(again.status()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
		assertThat(again.header("ETag")).contains(tag);
		assertThat(api.request("GET", "/console/core/api.js").header("If-None-Match", tag).send().status())
			.isEqualTo(200);
	}

	@Test
	void compressesForThoseWhoUnderstandIt() {
		HttpResponse<byte[]> answer = get("lib/bootstrap.css");

		assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
		assertThat(text(answer)).isEqualTo(api.get("/console/lib/bootstrap.css").body());
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing.js", "core/", "core", "lib/", "lib/preact.js.map",
			"screens/../../application.yml", "..%2fapplication.yml", "%2e%2e/application.yml",
			"core/%2e%2e/%2e%2e/application.yml", "../application.yml" })
	void hasNoOtherFilesAndNoLists(String path) {
		Answer answer = api.get("/console/" + path);

		assertThat(answer.status()).isBetween(400, 404);
		assertThat(answer.body()).doesNotContain("spring:").doesNotContain("api.js").doesNotContain("bootstrap");
		assertThat(answer.mediaType()).isEqualTo("application/problem+json");
	}

	@Test
	void leadsToThePageFromThePathWithoutASlash() {
		Answer answer = api.get("/console");

		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location").orElseThrow()).endsWith("/console/");
	}

	@Test
	void answersHeadWithoutTheContent() {
		Answer head = api.request("HEAD", "/console/console.js").send();

		assertThat(head.status()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		assertThat(head.header("ETag")).isEqualTo(api.get("/console/console.js").header("ETag"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH" })
	void takesNothing(String method) {
		assertThat(api.request(method, "/console/console.js").send().status()).isBetween(401, 405);
	}

	private HttpResponse<byte[]> get(String file) {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client
				.send(HttpRequest.newBuilder(URI.create("http://localhost:%d/console/%s".formatted(api.port(), file)))
					.header("Accept-Encoding", "gzip")
					.build(), BodyHandlers.ofByteArray());
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	private static String text(HttpResponse<byte[]> answer) {
		boolean zipped = answer.headers().firstValue("Content-Encoding").isPresent();
		try (GZIPInputStream content = zipped ? new GZIPInputStream(new ByteArrayInputStream(answer.body())) : null) {
			return new String(content == null ? answer.body() : content.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

}
