package dev.coupon.security.key.command;

import dev.coupon.caller.Role;
import dev.coupon.security.key.KeySettings;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The command {@code new-key NAME [ROLE ...]}: makes an API key and prints it, with the
 * settings by which the service knows it.
 */
public final class NewKeyCommand {

	/** The command's name. */
	public static final String NAME = "new-key";

	/** The exit code for wrong arguments. */
	private static final int MISUSED = 2;

	private static final String USAGE = "Usage: new-key NAME [ROLE ...]. ";

	private static final String ROLES = ": roles of keys are "
			+ Role.OF_KEYS.stream().map(Role::name).collect(Collectors.joining(", ")) + ".";

	private final RandomGenerator random;

	private final PrintStream out;

	private final PrintStream err;

	/**
	 * @param out the stream for the key
	 * @param err the stream for faults of the arguments
	 */
	public NewKeyCommand(RandomGenerator random, PrintStream out, PrintStream err) {
		this.random = random;
		this.out = out;
		this.err = err;
	}

	/**
	 * Runs the command.
	 * @param args the name of the key, then its roles; {@link Role#ISSUE} if there are
	 * none
	 * @return the exit code: 0, or 2 if the arguments are wrong
	 */
	public int run(List<String> args) {
		if (args.isEmpty() || !args.getFirst().matches(KeySettings.NAME)) {
			return misused("The " + KeySettings.NAME_RULE + ".");
		}
		Set<Role> roles = EnumSet.noneOf(Role.class);
		for (String role : args.subList(1, args.size())) {
			try {
				roles.add(Role.valueOf(role.toUpperCase(Locale.ROOT)));
			}
			catch (IllegalArgumentException e) {
				return misused("There is no role " + role + ROLES);
			}
		}
		if (roles.contains(Role.USER)) {
			return misused("The role USER is for tokens only, because a key names no user" + ROLES);
		}
		out.println(NewApiKey.draw(random).instructions(args.getFirst(), roles.isEmpty() ? Set.of(Role.ISSUE) : roles));
		return 0;
	}

	private int misused(String fault) {
		err.println(USAGE + fault);
		return MISUSED;
	}

}
