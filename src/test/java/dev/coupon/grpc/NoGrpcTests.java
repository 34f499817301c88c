package dev.coupon.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coupon.testing.HttpTest;
import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** A service on which gRPC is not switched on. */
@HttpTest
class NoGrpcTests {

	private final ApplicationContext service;

	@Autowired
	NoGrpcTests(ApplicationContext service) {
		this.service = service;
	}

	@Test
	void hasNeitherAServerNorServices() {
		for (Class<?> part : List.of(GrpcServerFactory.class, GrpcServerLifecycle.class, BindableService.class,
				ServerInterceptor.class)) {
			assertThat(service.getBeanNamesForType(part)).as(part.getName()).isEmpty();
		}
	}

}
