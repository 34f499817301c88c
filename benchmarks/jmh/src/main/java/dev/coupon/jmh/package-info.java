/**
 * What the store in memory does in a second, without HTTP. From the root of the
 * repository, and for about 7 minutes:
 *
 * <pre>
 * ./mvnw -f benchmarks/jmh package &amp;&amp; java -jar benchmarks/jmh/target/benchmarks.jar
 * </pre>
 */
@NullMarked
package dev.coupon.jmh;

import org.jspecify.annotations.NullMarked;
