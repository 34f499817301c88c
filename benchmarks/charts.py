#!/usr/bin/env python3
"""Draws an SVG chart from each CSV file in a folder, next to it and of the same name.

  benchmarks/charts.py docs/performance

The first line of a file is `# title; x label; y label; kind`, the second names the columns. A row of the kinds `line`
and `line-logx` is x and a value for each series, one of `bars` is a label and a value for each. A cell may be empty.
The marks of a logarithmic x axis are the rows' own values, so choose round ones. Needs nothing but Python 3.
"""
import csv, math, pathlib, sys
from html import escape

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 76, 34, 62, 58
# After Okabe and Ito's, which colour-blind readers can tell apart, but dark enough for text; dashes differ as well.
COLOURS = ["#0072B2", "#C25400", "#007F5C", "#A8457E", "#222222", "#8A6D00"]
DASHES = ["", "7 4", "2 3", "9 3 2 3", "5 2", "1 3"]
INK, MUTED, GRID = "#222222", "#5a5a5a", "#e3e3e3"


class Chart:
    """A file's figures, and the SVG elements that show them."""

    def __init__(self, path):
        with open(path, newline="", encoding="utf-8") as file:
            head = [part.strip() for part in file.readline().lstrip("# ").split(";")]
            rows = [row for row in csv.reader(file) if row]
        if len(head) != 4 or head[3] not in ("line", "line-logx", "bars") or len(rows) < 2:
            sys.exit(f"{path}: expected `# title; x label; y label; line|line-logx|bars`, a header and rows")
        self.title, self.x_label, self.y_label, self.kind = head
        self.series = [name.strip() for name in rows[0][1:]]
        self.labels = [row[0].strip() for row in rows[1:]]
        self.values = [[number(row[i + 1]) if i + 1 < len(row) else None for row in rows[1:]]
                       for i in range(len(self.series))]
        self.y_ticks = ticks(max(value for values in self.values for value in values if value is not None))
        self.right = RIGHT
        self.out = []

    def svg(self):
        if self.kind != "bars" and len(self.series) > 1:
            self.right = 40 + 6.6 * max(len(name) for name in self.series)
        self.axes()
        self.bars() if self.kind == "bars" else self.lines()
        size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc"'
                          ' font-family="system-ui, -apple-system, \'Segoe UI\', Helvetica, Arial, sans-serif">',
                          f'<title id="title">{escape(self.title)}</title>',
                          f'<desc id="desc">{escape(self.description())}</desc>',
                          f'<rect width="{WIDTH}" height="{HEIGHT}" rx="6" fill="#ffffff"/>', *self.out, "</svg>", ""])

    def description(self):
        """All figures, for those who hear the chart instead of seeing it."""
        parts = [f"{name}: " + ", ".join(f"{human(value)} at {short(label)}" for label, value
                                         in zip(self.labels, values) if value is not None)
                 for name, values in zip(self.series, self.values)]
        return f"{self.y_label} by {self.x_label}. " + ". ".join(parts) + "."

    def axes(self):
        self.text(LEFT, 28, self.title, size=17, fill=INK, weight=600)
        self.text(LEFT, 48, self.y_label, size=12.5)
        self.text((LEFT + WIDTH - self.right) / 2, HEIGHT - 14, self.x_label, size=12.5, anchor="middle")
        for tick in self.y_ticks:
            y = self.y(tick)
            self.line(LEFT, y, WIDTH - self.right, y, MUTED if tick == 0 else GRID)
            self.text(LEFT - 9, y + 4, human(tick), anchor="end")

    def y(self, value):
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self.y_ticks[-1]

    def lines(self):
        xs = [float(label) for label in self.labels]
        marks = sorted(xs) if self.kind == "line-logx" else ticks(max(xs))
        scale = math.log10 if self.kind == "line-logx" else float
        low, high = scale(min(marks)), scale(max(marks))

        def x(value):
            return LEFT + 14 + (WIDTH - self.right - LEFT - 28) * (scale(value) - low) / ((high - low) or 1)

        for mark in marks:
            self.line(x(mark), HEIGHT - BOTTOM, x(mark), HEIGHT - BOTTOM + 5, MUTED)
            self.text(x(mark), HEIGHT - BOTTOM + 20, human(mark), anchor="middle")
        for i, values in enumerate(self.values):
            points = [(x(a), self.y(b)) for a, b in zip(xs, values) if b is not None]
            path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
            self.out.append(f'<polyline points="{path}" fill="none" stroke="{COLOURS[i % 6]}" stroke-width="2.5" '
                            f'stroke-linejoin="round" stroke-dasharray="{DASHES[i % 6]}"/>')
            self.out += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="4" fill="{COLOURS[i % 6]}" stroke="#fff"/>'
                         for a, b in points]
        if len(self.series) > 1:
            self.line_names(x(max(xs)))

    def line_names(self, x):
        """Each line's name at its end, moved apart where they would touch."""
        ends = [self.y([value for value in values if value is not None][-1]) for values in self.values]
        order = sorted(range(len(ends)), key=ends.__getitem__)
        lowest = float("-inf")
        for i in order:
            lowest = ends[i] = max(ends[i], lowest + 16)
        over = max(0, lowest - (HEIGHT - BOTTOM))
        for i in order:
            self.text(x + 11, ends[i] - over + 4, self.series[i], size=12.5, fill=COLOURS[i % 6], weight=600)

    def bars(self):
        room = (WIDTH - LEFT - self.right) / len(self.labels)
        thick = min(64, room * 0.76 / len(self.series))
        whole = all(value is None or value == int(value) for values in self.values for value in values)
        for j, label in enumerate(self.labels):
            middle = LEFT + room * (j + 0.5)
            for k, part in enumerate(wrap(short(label), room)):
                self.text(middle, HEIGHT - BOTTOM + 18 + 13 * k, part, anchor="middle")
            for i, values in enumerate(self.values):
                if values[j] is not None:
                    x, y = middle + thick * (i - len(self.series) / 2), self.y(values[j])
                    self.rect(x + 1.5, y, thick - 3, HEIGHT - BOTTOM - y, COLOURS[i % 6])
                    self.text(x + thick / 2, y - 5, human(values[j], whole), size=11, fill=INK, anchor="middle")
        if len(self.series) > 1:
            self.legend()

    def legend(self):
        x = WIDTH - self.right
        for i in reversed(range(len(self.series))):
            x -= 6.6 * len(self.series[i])
            self.text(x, 48, self.series[i], size=12.5, fill=INK)
            self.rect(x - 17, 37.5, 12, 12, COLOURS[i % 6])
            x -= 34

    def text(self, x, y, content, size=11.5, fill=MUTED, anchor="start", weight=400):
        self.out.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" text-anchor="{anchor}" '
                        f'font-weight="{weight}">{escape(content)}</text>')

    def line(self, x1, y1, x2, y2, stroke):
        self.out.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}"/>')

    def rect(self, x, y, width, height, fill):
        self.out.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="2" '
                        f'fill="{fill}"/>')


def number(cell):
    return float(cell) if cell.strip() else None


def ticks(highest):
    """Round numbers from 0 to at least the highest value, 4 to 8 of them."""
    if highest <= 0:
        return [0, 1]
    power = 10 ** math.floor(math.log10(highest / 4))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor * 6.5 >= highest)
    return [step * i for i in range(math.ceil(highest / step - 1e-9) + 1)]


def human(value, whole=True):
    """With thousands separated and no digits beyond the third that matters; zeros among them only if not whole."""
    if (whole and value == int(value)) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if whole else f"{value:#.3g}"


def short(label):
    try:
        return human(float(label))
    except ValueError:
        return label


def wrap(label, room):
    """At most two lines, of words that fit side by side."""
    words, lines = label.split(), [""]
    for word in words:
        if lines[-1] and 6 * len(lines[-1] + word) > room and len(lines) < 2:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__.strip())
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.csv")):
        path.with_suffix(".svg").write_text(Chart(path).svg(), encoding="utf-8")
        print(path.with_suffix(".svg"))


if __name__ == "__main__":
    main()
