package dev.coupon.grpc;

import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerExecutorProvider;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/**
 * Configures the server of Spring Boot: virtual threads for its calls, a limit of calls
 * for each connection, and a stop together with that of the web server.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("spring.grpc.server.enabled")
class GrpcServer {

	@Bean
	GrpcServerExecutorProvider threads() {
		Executor threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("grpc-", 0).factory());
		return () -> threads;
	}

	@Bean
	ServerBuilderCustomizer<NettyServerBuilder> limits(GrpcSettings settings) {
		return server -> server.maxConcurrentCallsPerConnection(settings.maxCallsPerConnection());
	}

	/**
	 * The start and stop of the server, under the name by which Spring Boot makes its
	 * own.
	 */
	@Bean
	GrpcServerLifecycle nettyGrpcServerLifecycle(GrpcServerFactory server, GrpcServerProperties properties,
			ApplicationEventPublisher events) {
		return new StartAndStop(server, properties, events);
	}

	private static final class StartAndStop extends GrpcServerLifecycle {

		StartAndStop(GrpcServerFactory server, GrpcServerProperties properties, ApplicationEventPublisher events) {
			super(server, properties.getShutdown().getGracePeriod(), events);
		}

		/**
		 * Starts the server. The exception has no cause, because the cause names no
		 * setting.
		 */
		@Override
		protected void createAndStartGrpcServer() {
			try {
				super.createAndStartGrpcServer();
			}
			catch (IOException e) {
				throw new IllegalStateException("gRPC can't listen: " + reason(e)
						+ ". Set spring.grpc.server.port, or spring.grpc.server.address, to one that is free");
			}
		}

		private static @Nullable String reason(IOException e) {
			return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
		}

		/**
		 * Stops without holding up the store, which has to answer the calls under way.
		 */
		@Override
		public void stop(Runnable callback) {
			Thread.ofPlatform().daemon().name("grpc-stop").start(() -> super.stop(callback));
		}

		/** Stops together with the web server's requests. */
		@Override
		public int getPhase() {
			return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
		}

	}

}
