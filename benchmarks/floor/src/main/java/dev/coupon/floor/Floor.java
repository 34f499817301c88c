package dev.coupon.floor;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/** A servlet that answers each request with the same coupon. */
@SpringBootApplication
public class Floor {

	private static final byte[] COUPON = """
			{"code":"7M2PHXVD0T5QKZRB","campaignId":"flash-sale","sequence":1,\
			"issuedAt":"2026-11-27T09:00:00.123Z","expiresAt":"2099-12-31T23:00:00Z"}"""
		.getBytes(StandardCharsets.UTF_8);

	public static void main(String[] args) {
		SpringApplication.run(Floor.class, args);
	}

	@Bean
	ServletRegistrationBean<HttpServlet> constant() {
		return new ServletRegistrationBean<>(new HttpServlet() {
			@Override
			protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
				response.setContentType("application/json");
				response.setContentLength(COUPON.length);
				response.getOutputStream().write(COUPON);
			}
		}, "/floor");
	}

}
