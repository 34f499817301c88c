package dev.coupon.start.warmup;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Accepts any certificate of a server. This is for requests of the service to itself
 * only, because its certificate is made for other names than that of this machine.
 */
final class AnyCertificate implements X509TrustManager {

	private final SSLSocketFactory sockets;

	AnyCertificate() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { this }, null);
			this.sockets = context.getSocketFactory();
		}
		catch (GeneralSecurityException e) {
			throw new IllegalStateException(e);
		}
	}

	void acceptFor(HttpsURLConnection request) {
		request.setSSLSocketFactory(sockets);
		request.setHostnameVerifier((host, session) -> true);
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) {
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return new X509Certificate[0];
	}

}
