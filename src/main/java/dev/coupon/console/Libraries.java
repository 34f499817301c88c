package dev.coupon.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.web.servlet.resource.AbstractResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Finds the files of libraries in their jars, whatever their version: the build alone
 * says which one is used.
 */
final class Libraries extends AbstractResourceResolver {

	private final Map<String, Resource> files = Map.of("lib/preact.js",
			file("org.mvnpm", "_static/htm", "preact/standalone.module.js"), "lib/bootstrap.css",
			file("org.webjars.npm", "webjars/bootstrap", "dist/css/bootstrap.min.css"), "lib/uplot.js",
			file("org.webjars.npm", "webjars/uplot", "dist/uPlot.esm.js"), "lib/uplot.css",
			file("org.webjars.npm", "webjars/uplot", "dist/uPlot.min.css"));

	/**
	 * The file of a library.
	 * @param group the Maven group of the library
	 * @param folder the folder of its versions, whose last part is the Maven artifact
	 * @param path the path below the folder of a version
	 */
	private static Resource file(String group, String folder, String path) {
		String artifact = folder.substring(folder.lastIndexOf('/') + 1);
		String about = "META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
		try {
			String version = PropertiesLoaderUtils.loadAllProperties(about).getProperty("version");
			return new ClassPathResource("META-INF/resources/%s/%s/%s".formatted(folder, version, path));
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	protected @Nullable Resource resolveResourceInternal(@Nullable HttpServletRequest request, String path,
			List<? extends Resource> locations, ResourceResolverChain chain) {
		Resource file = files.get(path);
		return file == null ? chain.resolveResource(request, path, locations) : file;
	}

	@Override
	protected @Nullable String resolveUrlPathInternal(String path, List<? extends Resource> locations,
			ResourceResolverChain chain) {
		return chain.resolveUrlPath(path, locations);
	}

}
