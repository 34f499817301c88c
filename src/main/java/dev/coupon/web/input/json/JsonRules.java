package dev.coupon.web.input.json;

import com.fasterxml.jackson.annotation.Nulls;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads JSON strictly: no unknown fields, no duplicate fields, no null in a map, and no
 * value converted to another type. What is a whole number goes by its value, not by its
 * notation.
 */
@Configuration(proxyBeanMethods = false)
class JsonRules {

	private static final int BUFFERS = 64;

	private static final int MAX_DEPTH = 10;

	private static final int MAX_STRING = 10_000;

	private static final int MAX_NAME = 1_000;

	private static final int MAX_NUMBER = 100;

	@Bean
	JsonFactoryBuilderCustomizer strictSyntax() {
		return json -> json.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
	}

	/** The limits of JSON input. No valid request needs more. */
	@Bean
	JsonFactoryBuilderCustomizer inputLimits() {
		return json -> json.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(MAX_DEPTH)
			.maxStringLength(MAX_STRING)
			.maxNameLength(MAX_NAME)
			.maxNumberLength(MAX_NUMBER)
			.build());
	}

	/**
	 * A buffer pool of fixed size, because the default pool, a linked deque, takes longer
	 * than parsing does.
	 */
	@Bean
	JsonFactoryBuilderCustomizer buffersFromAPoolOfFixedSize() {
		return json -> json.recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS));
	}

	/**
	 * Reads numbers exactly, because a number that is nearly whole must not become a
	 * whole one on its way through a tree.
	 */
	@Bean
	JsonMapperBuilderCustomizer wholeNumbers() {
		return json -> json.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).addModule(WholeNumbers.module());
	}

	@Bean
	JsonMapperBuilderCustomizer strictTypes() {
		return json -> json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
			.withCoercionConfig(LogicalType.Textual,
					text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
						.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
						.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
	}

}
