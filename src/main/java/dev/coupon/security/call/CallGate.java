package dev.coupon.security.call;

import dev.coupon.caller.Caller;
import dev.coupon.security.RequestCallers;
import dev.coupon.security.SecurityProblems;
import dev.coupon.security.key.Tokens;
import dev.coupon.security.network.TrustedSources;
import dev.coupon.web.call.ArrivedCall;
import dev.coupon.web.call.CallAccess;
import dev.coupon.web.call.RefusedCallException;
import dev.coupon.web.module.AccessRule;
import dev.coupon.web.module.AccessRule.Audience;
import dev.coupon.web.problem.Problem;
import dev.coupon.web.problem.ProblemAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Admits callers by the same keys, tokens, roles and trusted sources as the filters of
 * the web server.
 */
@Component
class CallGate implements CallAccess {

	private final Tokens tokens;

	private final RequestCallers callers;

	private final SecurityProblems refusals;

	private final ObjectProvider<TrustedSources> trusted;

	CallGate(Tokens tokens, RequestCallers callers, SecurityProblems refusals, ObjectProvider<TrustedSources> trusted) {
		this.tokens = tokens;
		this.callers = callers;
		this.refusals = refusals;
		this.trusted = trusted;
	}

	@Override
	public Caller admit(ArrivedCall call, AccessRule rule) {
		if (!tokens.areAccepted()) {
			checkSource(call, rule);
			return callers.of(null, call.address());
		}
		Authentication known = authentication(call);
		Caller caller = callers.of(known, call.address());
		boolean isAdmitted = switch (rule.audience()) {
			case EVERYONE, STRANGERS -> true;
			case KNOWN -> known != null;
			case NOBODY -> caller.hasAny(rule.roles());
		};
		if (!isAdmitted) {
			throw new RefusedCallException(
					known == null ? refusals.answer(call.address(), new InsufficientAuthenticationException("no key"))
							: SecurityProblems.lacking(rule.roles()));
		}
		return caller;
	}

	private void checkSource(ArrivedCall call, AccessRule rule) {
		String fault = rule.audience() == Audience.STRANGERS ? null : trusted.getObject().fault(call);
		if (fault != null) {
			throw new RefusedCallException(ProblemAnswer.of(Problem.FORBIDDEN, fault));
		}
	}

	private @Nullable Authentication authentication(ArrivedCall call) {
		try {
			String token = tokens.resolve(call.headers());
			return token == null ? null : tokens.authenticate(new BearerTokenAuthenticationToken(token));
		}
		catch (AuthenticationException e) {
			throw new RefusedCallException(refusals.answer(call.address(), e));
		}
	}

}
