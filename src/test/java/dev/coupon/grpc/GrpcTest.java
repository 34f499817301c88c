package dev.coupon.grpc;

import dev.coupon.testing.HttpTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test of the whole service on real ports, with a client of gRPC. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@HttpTest
@TestPropertySource(properties = { "spring.grpc.server.enabled=true", "spring.grpc.server.port=0" })
@Import({ GrpcClient.class, LateArrival.class })
@interface GrpcTest {

}
