/** Cuts a list into the pages in which it is sent. */

const PAGE = 1_000;

/**
 * The places of rows in pages. A page has each user once, and its round, which is part of its key, counts how often its
 * users were listed before: so a row has the same key however the list is cut into pages, ordered or added to.
 * @param isWanted tells whether the row at a place is to be sent
 */
export function pagesOf(rows, isWanted) {
  const rounds = new Map();
  rows.forEach(({ round }, place) => {
    if (isWanted(place)) {
      rounds.set(round, rounds.get(round) ?? []);
      rounds.get(round).push(place);
    }
  });
  return [...rounds].sort(([one], [other]) => one - other)
    .flatMap(([round, places]) => cut(places).map((part) => ({ round, places: part })));
}

function cut(places) {
  return Array.from({ length: Math.ceil(places.length / PAGE) }, (_, index) => places.slice(index * PAGE,
    (index + 1) * PAGE));
}
