package dev.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents of the project: their links, and the translation of the README. */
class DocumentTests {

	private static final Path README = Path.of("README.md");

	private static final Path KOREAN = Path.of("README.ko.md");

	private static final Set<String> BUILT = Set.of("target", "node_modules", ".git");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```");

	private static final Pattern HEADING = Pattern.compile("(?m)^(#+) (.*)$");

	private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\|.*\\|$");

	private static final Pattern CODE = Pattern.compile("`[^`\n]+`");

	static List<Path> documents() throws IOException {
		List<Path> found = new ArrayList<>();
		Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
				return BUILT.contains(folder.getFileName().toString()) ? FileVisitResult.SKIP_SUBTREE
						: FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
				if (file.toString().endsWith(".md")) {
					found.add(file);
				}
				return FileVisitResult.CONTINUE;
			}
		});
		return found;
	}

	@ParameterizedTest
	@MethodSource("documents")
	void leadsToFilesAndHeadingsThatThereAre(Path document) {
		assertThat(links(text(document))).allSatisfy(link -> {
			String[] parts = link.split("#", 2);
			Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
			assertThat(target).as(link).exists();
			if (parts.length == 2 && target.toString().endsWith(".md")) {
				assertThat(anchors(text(target))).as(link).contains(parts[1]);
			}
		});
	}

	@Test
	void theKoreanReadmeHasTheSameCommandsAndAnswers() {
		assertThat(all(BLOCK, text(KOREAN))).isEqualTo(all(BLOCK, text(README)));
	}

	@Test
	void theKoreanReadmeHasTheSameTables() {
		assertThat(rows(text(KOREAN))).isEqualTo(rows(text(README)));
	}

	@Test
	void theKoreanReadmeHasTheSameHeadings() {
		assertThat(levels(text(KOREAN))).isEqualTo(levels(text(README)));
	}

	@Test
	void theKoreanReadmeLeadsToTheSamePlaces() {
		assertThat(files(text(KOREAN))).isEqualTo(files(text(README)));
	}

	/** The number of cells of each row, and all that is code in it. */
	private static List<String> rows(String text) {
		return all(TABLE_ROW, text).stream().map(row -> row.split("\\|").length + " " + all(CODE, row)).toList();
	}

	private static List<String> levels(String text) {
		return HEADING.matcher(BLOCK.matcher(text).replaceAll("")).results().map(heading -> heading.group(1)).toList();
	}

	/** The files that a text links to, in order, but for the other language. */
	private static List<String> files(String text) {
		return links(text).stream()
			.filter(link -> !link.startsWith("#") && !link.startsWith("README"))
			.collect(Collectors.toList());
	}

	private static List<String> links(String text) {
		return LINK.matcher(BLOCK.matcher(text).replaceAll(""))
			.results()
			.map(link -> link.group(1))
			.filter(link -> !link.contains(":"))
			.toList();
	}

	/** The names that links give to the headings of a text. */
	private static List<String> anchors(String text) {
		return HEADING.matcher(BLOCK.matcher(text).replaceAll(""))
			.results()
			.map(heading -> heading.group(2).toLowerCase(Locale.ROOT))
			.map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
			.toList();
	}

	private static List<String> all(Pattern pattern, String text) {
		try (Stream<MatchResult> found = pattern.matcher(text).results()) {
			return found.map(MatchResult::group).toList();
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

}
