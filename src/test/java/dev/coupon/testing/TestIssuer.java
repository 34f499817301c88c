package dev.coupon.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** An OAuth2 issuer of JWTs, which publishes its key over HTTP. */
public final class TestIssuer {

	public static final TestIssuer ISSUER = new TestIssuer();

	/** Which key of the issuer has signed. */
	public static final String KEY_ID = "k1";

	private static final String NAME = "https://issuer.example";

	private static final String AUDIENCE = "coupons";

	private static final JsonMapper JSON = new JsonMapper();

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	private final KeyPair keys = newKeys();

	private final HttpServer server;

	private final AtomicInteger asked = new AtomicInteger();

	private volatile boolean down;

	private TestIssuer() {
		try {
			server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException e) {
			throw new IllegalStateException(e);
		}
		server.createContext("/keys", exchange -> {
			asked.incrementAndGet();
			byte[] body = keySet().getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(down ? 500 : 200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
	}

	/** How a service is told to trust it. */
	Map<String, Object> settings() {
		String jwt = "spring.security.oauth2.resourceserver.jwt.";
		return Map.of(jwt + "jwk-set-uri", "http://localhost:" + server.getAddress().getPort() + "/keys",
				jwt + "issuer-uri", NAME, jwt + "audiences", AUDIENCE);
	}

	/** Does something while nobody can get the issuer's keys. */
	public void whileDown(Runnable action) {
		down = true;
		try {
			action.run();
		}
		finally {
			down = false;
		}
	}

	/** The number of times that its keys were asked for. */
	public int asked() {
		return asked.get();
	}

	public RSAPublicKey publicKey() {
		return (RSAPublicKey) keys.getPublic();
	}

	private String keySet() {
		return JSON.writeValueAsString(Map.of("keys", new Object[] { Map.of("kty", "RSA", "kid", KEY_ID, "alg", "RS256",
				"n", number(publicKey().getModulus()), "e", number(publicKey().getPublicExponent())) }));
	}

	private static String number(BigInteger number) {
		byte[] bytes = number.toByteArray();
		int sign = bytes[0] == 0 ? 1 : 0;
		return BASE64.encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
	}

	/** What a token for this service says of somebody, without roles. */
	public static Map<String, Object> claims() {
		long now = Instant.now().getEpochSecond();
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("iss", NAME);
		claims.put("aud", AUDIENCE);
		claims.put("sub", "shop-17");
		claims.put("iat", now);
		claims.put("exp", now + 300);
		return claims;
	}

	/** A good token for somebody with these roles, a list or a text. */
	public String token(Object roles) {
		Map<String, Object> claims = claims();
		claims.put("roles", roles);
		return sign(KEY_ID, claims);
	}

	/** A good token for a subject with these roles. */
	public String token(String subject, Object roles) {
		Map<String, Object> claims = claims();
		claims.put("sub", subject);
		claims.put("roles", roles);
		return sign(KEY_ID, claims);
	}

	public String sign(String keyId, Map<String, Object> claims) {
		return sign(keys, keyId, claims);
	}

	public static String sign(KeyPair keys, String keyId, Map<String, Object> claims) {
		String text = text(Map.of("alg", "RS256", "kid", keyId), claims);
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(keys.getPrivate());
			signature.update(text.getBytes(StandardCharsets.US_ASCII));
			return text + "." + BASE64.encodeToString(signature.sign());
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	/** What is signed. */
	public static String text(Map<String, Object> header, Map<String, Object> claims) {
		return BASE64.encodeToString(JSON.writeValueAsBytes(header)) + "."
				+ BASE64.encodeToString(JSON.writeValueAsBytes(claims));
	}

	public static KeyPair newKeys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

}
