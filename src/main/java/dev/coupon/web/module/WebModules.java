package dev.coupon.web.module;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All web modules of the service. */
@Component
public class WebModules {

	private final List<WebModule> modules;

	private final List<OtherProtocol> protocols;

	private final List<String> pages;

	WebModules(ObjectProvider<WebModule> modules) {
		this.modules = modules.orderedStream().toList();
		this.protocols = this.modules.stream()
			.filter(OtherProtocol.class::isInstance)
			.map(OtherProtocol.class::cast)
			.toList();
		this.pages = this.modules.stream().flatMap(module -> module.pages().stream()).toList();
	}

	/** The access rules of all modules. */
	public List<AccessRule> accessRules() {
		return modules.stream().flatMap(module -> module.accessRules().stream()).toList();
	}

	/** The path patterns of all modules that scripts of pages from elsewhere may call. */
	public List<String> pathsForScripts() {
		return modules.stream().flatMap(module -> module.pathsForScripts().stream()).toList();
	}

	/** The origins elsewhere that scripts of the modules' pages may call. */
	public List<String> originsForPages() {
		return modules.stream().flatMap(module -> module.originsForPages().stream()).toList();
	}

	/** Tells whether the request is for a web page of a module. */
	public boolean isPage(HttpServletRequest request) {
		String path = path(request);
		for (String page : pages) {
			if (path.startsWith(page)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The protocol at the request's path, or on an error page at the path where the error
	 * occurred; empty if it is the REST API.
	 */
	public Optional<OtherProtocol> protocolOf(HttpServletRequest request) {
		String path = path(request);
		for (OtherProtocol protocol : protocols) {
			if (protocol.isSpokenAt(path)) {
				return Optional.of(protocol);
			}
		}
		return Optional.empty();
	}

	private static String path(HttpServletRequest request) {
		String uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed ? failed
				: request.getRequestURI();
		return uri.substring(Math.min(request.getContextPath().length(), uri.length()));
	}

}
