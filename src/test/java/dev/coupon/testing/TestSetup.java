package dev.coupon.testing;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coupon.domain.port.CampaignRepository;
import dev.coupon.domain.webhook.Subscriptions;
import dev.coupon.store.OpenStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/** What HTTP tests put in place of the real thing. */
@TestConfiguration(proxyBeanMethods = false)
public class TestSetup {

	@Bean
	@Primary
	SettableClock settableClock() {
		return new SettableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
	}

	@Bean
	@Primary
	Ticker settableTicker(SettableClock clock) {
		return clock.ticker();
	}

	@Bean
	StoreFailure storeFailure() {
		return new StoreFailure();
	}

	@Bean
	@Lazy
	Api client(Environment environment) {
		return new Api(environment.getRequiredProperty("local.server.port", Integer.class));
	}

	@Bean
	static BeanPostProcessor failingStore(ObjectProvider<StoreFailure> failure) {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return bean instanceof OpenStore store
						? new FailingStore(store, failing(CampaignRepository.class, store.repository(), failure),
								failing(Subscriptions.class, store.subscriptions(), failure))
						: bean;
			}
		};
	}

	private record FailingStore(OpenStore store, CampaignRepository repository,
			Subscriptions subscriptions) implements OpenStore {

		@Override
		public void check() {
			store.check();
		}

		@Override
		public Set<String> damaged() {
			return store.damaged();
		}

		@Override
		public void giveUp() {
			store.giveUp();
		}

		@Override
		public void close() {
			store.close();
		}

	}

	private static <T> T failing(Class<T> port, T store, ObjectProvider<StoreFailure> failure) {
		return port.cast(Proxy.newProxyInstance(TestSetup.class.getClassLoader(), new Class<?>[] { port },
				(proxy, method, args) -> {
					failure.getObject().throwIfAny();
					try {
						return method.invoke(store, args);
					}
					catch (InvocationTargetException e) {
						throw e.getCause();
					}
				}));
	}

	/** Makes the store fail for as long as a test wants. */
	public static final class StoreFailure {

		private final AtomicReference<Supplier<@Nullable RuntimeException>> failure = new AtomicReference<>(() -> null);

		/**
		 * Throws the failure, but not to the threads that read events by themselves: they
		 * would use up what is meant for a request.
		 */
		void throwIfAny() {
			String thread = Thread.currentThread().getName();
			if (thread.startsWith("feed-") || thread.startsWith("webhook")) {
				return;
			}
			RuntimeException present = failure.get().get();
			if (present != null) {
				throw present;
			}
		}

		/** Does something while the store fails, except when there is no exception. */
		public <T> T during(Supplier<@Nullable RuntimeException> newFailure, Supplier<T> action) {
			failure.set(newFailure);
			try {
				return action.get();
			}
			finally {
				failure.set(() -> null);
			}
		}

	}

}
