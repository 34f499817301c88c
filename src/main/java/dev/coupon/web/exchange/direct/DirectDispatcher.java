package dev.coupon.web.exchange.direct;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExecutionChain;

/**
 * Spring's dispatcher, which leaves out for {@link Direct} methods what they don't use:
 * the language of the request, what views read, flash attributes, results that come
 * later, and parsing the path once more. Interceptors run and exceptions become problems
 * as for all other methods.
 */
final class DirectDispatcher extends DispatcherServlet {

	private static final long serialVersionUID = 1;

	/** The request's attribute with the handler that was found. */
	private static final String HANDLER = DirectDispatcher.class.getName() + ".HANDLER";

	private final transient DirectMapping mapping;

	DirectDispatcher(DirectMapping mapping) {
		this.mapping = mapping;
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response)
			throws ServletException, IOException {
		HandlerExecutionChain direct = request.getDispatcherType() == DispatcherType.REQUEST
				? mapping.findDirect(request) : null;
		if (direct == null) {
			super.service(request, response);
			return;
		}
		request.setAttribute(HANDLER, direct);
		ServletRequestAttributes attributes = new ServletRequestAttributes(request, response);
		RequestContextHolder.setRequestAttributes(attributes);
		try {
			doDispatch(request, response);
		}
		catch (ServletException | IOException e) {
			throw e;
		}
		catch (Exception e) {
			throw new ServletException(e);
		}
		finally {
			RequestContextHolder.resetRequestAttributes();
			attributes.requestCompleted();
			request.removeAttribute(HANDLER);
		}
	}

	@Override
	protected @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) throws Exception {
		return request.getAttribute(HANDLER) instanceof HandlerExecutionChain direct ? direct
				: super.getHandler(request);
	}

}
