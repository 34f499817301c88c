package dev.coupon.web.call;

import dev.coupon.caller.Caller;
import dev.coupon.web.module.AccessRule;

/** Decides who may make calls that arrive elsewhere than at the web server. */
@FunctionalInterface
public interface CallAccess {

	/**
	 * The caller of a call, who may make it.
	 * @param rule the rule for the calls of this kind
	 * @throws RefusedCallException if the caller may not make it
	 */
	Caller admit(ArrivedCall call, AccessRule rule);

}
