package dev.coupon.web.coupon.batch.row;

import dev.coupon.service.draft.InvalidRequestException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a batch, each as soon as it has arrived. */
@FunctionalInterface
public interface RowSource {

	/**
	 * The next row; null at the end.
	 * @throws InvalidRequestException if no row can be read, because the columns are
	 * wrong
	 */
	@Nullable Row next() throws IOException;

}
