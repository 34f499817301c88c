package dev.coupon;

import java.beans.Introspector;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import org.springframework.util.ReflectionUtils;

/**
 * Makes each room's part of {@link CouponProperties} a bean, so that a room gets its own
 * settings and knows no others.
 */
final class RoomSettings implements BeanRegistrar {

	@Override
	public void register(BeanRegistry registry, Environment environment) {
		Arrays.stream(CouponProperties.class.getRecordComponents())
			.filter(part -> part.getType().getName().startsWith("dev.coupon."))
			.forEach(part -> register(registry, part, part.getType()));
	}

	private static <T> void register(BeanRegistry registry, RecordComponent part, Class<T> type) {
		registry.registerBean(Introspector.decapitalize(type.getSimpleName()), type,
				bean -> bean.supplier(context -> type.cast(Objects.requireNonNull(
						ReflectionUtils.invokeMethod(part.getAccessor(), context.bean(CouponProperties.class))))));
	}

}
