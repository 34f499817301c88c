package dev.coupon.store.valkey.node;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads any answer: a text, a number, nothing, or a list of answers. */
final class AnswerOutput extends CommandOutput<String, String, @Nullable Object> {

	/** The lists that are not complete, the innermost first. */
	private final Deque<List<@Nullable Object>> open = new ArrayDeque<>();

	AnswerOutput() {
		super(StringCodec.UTF8, null);
	}

	private void add(@Nullable Object answer) {
		List<@Nullable Object> list = open.peek();
		if (list == null) {
			output = answer;
		}
		else {
			list.add(answer);
		}
	}

	@Override
	public void set(@Nullable ByteBuffer bytes) {
		add(bytes == null ? null : codec.decodeValue(bytes));
	}

	@Override
	public void setSingle(@Nullable ByteBuffer bytes) {
		set(bytes);
	}

	@Override
	public void set(long integer) {
		add(integer);
	}

	@Override
	public void set(boolean value) {
		add(value ? 1L : 0L);
	}

	@Override
	public void set(double number) {
		add(Double.toString(number));
	}

	@Override
	public void multi(int count) {
		if (count < 0) {
			add(null);
			return;
		}
		List<@Nullable Object> list = new ArrayList<>(count);
		add(list);
		open.push(list);
	}

	@Override
	public void complete(int depth) {
		while (open.size() > depth) {
			open.pop();
		}
	}

}
