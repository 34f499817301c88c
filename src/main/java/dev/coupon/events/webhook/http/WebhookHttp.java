package dev.coupon.events.webhook.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes HTTP clients that do nothing but what they are told: they follow no redirects,
 * repeat nothing, keep no cookies, unpack nothing, and use no proxy.
 */
@Configuration(proxyBeanMethods = false)
class WebhookHttp {

	private static final int MAX_LINE = 8 * 1024;

	private static final int MAX_HEADERS = 100;

	private static final int MAX_EMPTY_LINES = 10;

	/** More than there are subscriptions, so that none waits for a connection. */
	private static final int MAX_CONNECTIONS = 10_000;

	private static final TimeValue LIFETIME = TimeValue.ofMinutes(1);

	@Bean
	Names names() {
		return InetAddress::getAllByName;
	}

	/** A client whose connections are all encrypted, or none of them. */
	static CloseableHttpClient client(Receivers receivers, boolean encrypted, Duration answerTime) {
		Timeout patience = Timeout.of(answerTime.toMillis(), TimeUnit.MILLISECONDS);
		return HttpClients.custom()
			.setConnectionManager(connections(patience, addresses(receivers, encrypted)))
			.setDefaultRequestConfig(RequestConfig.custom()
				.setConnectionRequestTimeout(patience)
				.setResponseTimeout(patience)
				.setRedirectsEnabled(false)
				.setProtocolUpgradeEnabled(false)
				.build())
			.setUserAgent("Coupon-Issuance-Webhooks")
			.disableRedirectHandling()
			.disableAutomaticRetries()
			.disableCookieManagement()
			.disableAuthCaching()
			.disableContentCompression()
			.disableConnectionState()
			.build();
	}

	private static DnsResolver addresses(Receivers receivers, boolean encrypted) {
		return new DnsResolver() {
			@Override
			public InetAddress[] resolve(String host) throws UnknownHostException {
				return receivers.addresses(host, encrypted).toArray(InetAddress[]::new);
			}

			@Override
			public String resolveCanonicalHostname(String host) {
				return host;
			}
		};
	}

	private static PoolingHttpClientConnectionManager connections(Timeout patience, DnsResolver addresses) {
		Http1Config limits = Http1Config.custom()
			.setMaxLineLength(MAX_LINE)
			.setMaxHeaderCount(MAX_HEADERS)
			.setMaxEmptyLineCount(MAX_EMPTY_LINES)
			.build();
		return PoolingHttpClientConnectionManagerBuilder.create()
			.setDnsResolver(addresses)
			.setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(limits).build())
			.setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(patience).build())
			.setDefaultConnectionConfig(ConnectionConfig.custom()
				.setConnectTimeout(patience)
				.setSocketTimeout(patience)
				.setTimeToLive(LIFETIME)
				.setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
				.build())
			.setMaxConnTotal(MAX_CONNECTIONS)
			.setMaxConnPerRoute(MAX_CONNECTIONS)
			.build();
	}

}
