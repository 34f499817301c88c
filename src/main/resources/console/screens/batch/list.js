/** Reads a list of users: CSV whose first line names the columns, or one user on each line. */

const USER = /^user[ _-]?id$/i;

const KEY = /^idempotency[ _-]?key$/i;

/** Matches texts that are rather the name of a column than a user. */
const HEADING = new RegExp('^(?:(?:user|customer|member|client|account)[ _-]?(?:id|name|no|number)?|id|e-?mail|name'
  + '|phone|(?:회원|고객|사용자) ?(?:번호|아이디|id|명)?|아이디|이메일|이름)$', 'i');

const SEPARATORS = [',', ';', '\t'];

/** Matches user ids that the service takes: 1 to 128 characters, no control characters and no halves of characters. */
const TEXT = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

const KEY_TEXT = /^[ -~]{1,255}$/;

/**
 * @returns rows (line, userId, idempotencyKey, and round: the how manieth row this is for its user), faults (line, and
 * the name of what is wrong), repeated (rows whose user is listed before), unused (names of columns), and heading (the
 * first line if it seems to name a column, though none that is known)
 */
export function readList(text) {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => line.trim() !== '');
  const head = first < 0 ? null : headOf(lines[first]);
  const list = { rows: [], faults: [], repeated: 0, unused: head?.unused ?? [],
    heading: headingOf(lines[first], head) };
  const rounds = new Map();
  for (let index = head ? first + 1 : Math.max(first, 0); index < lines.length; index += 1) {
    if (lines[index].trim() !== '') {
      add(list, rounds, index + 1, rowOf(lines[index], head));
    }
  }
  return list;
}

function headingOf(line, head) {
  return !head && HEADING.test(line?.trim() ?? '') ? line.trim() : null;
}

/** The rows without those whose user is listed before, unless they have a key of their own. */
export function withoutRepeated(list) {
  return { ...list, rows: list.rows.filter((row) => row.round === 1), repeated: 0 };
}

function add(list, rounds, line, row) {
  if (row.fault) {
    list.faults.push({ line, fault: row.fault });
    return;
  }
  const round = row.idempotencyKey ? 1 : (rounds.get(row.userId) ?? 0) + 1;
  if (!row.idempotencyKey) {
    rounds.set(row.userId, round);
  }
  list.repeated += round > 1 ? 1 : 0;
  list.rows.push({ line, ...row, round });
}

/** The columns, if the line names that of the users or of the keys. */
function headOf(line) {
  for (const separator of SEPARATORS) {
    const names = cellsOf(line, separator)?.map((name) => name.trim()) ?? [];
    const userId = names.findIndex((name) => USER.test(name));
    const key = names.findIndex((name) => KEY.test(name));
    if (userId >= 0 || key >= 0) {
      return { separator, count: names.length, userId, key,
        unused: names.filter((name, index) => index !== userId && index !== key) };
    }
  }
  return null;
}

function rowOf(line, head) {
  const cells = head ? cellsOf(line, head.separator) : onlyCell(line);
  if (!cells) {
    return { fault: 'quote' };
  }
  if (cells.length > (head?.count ?? 1)) {
    return { fault: head ? 'columns' : 'no-names' };
  }
  const userId = (head ? cells[head.userId] : cells[0]) || undefined;
  const idempotencyKey = (head && cells[head.key]) || undefined;
  return { userId, idempotencyKey, fault: faultOf(userId, idempotencyKey) };
}

function faultOf(userId, key) {
  if (userId === undefined && key === undefined) {
    return 'no-user';
  }
  if (userId !== undefined && !TEXT.test(userId)) {
    return 'user';
  }
  return key !== undefined && !KEY_TEXT.test(key) ? 'key' : undefined;
}

/** Reads a list without names of columns: a line is one user. If it seems to have several columns, they need names. */
function onlyCell(line) {
  if (line.trimStart().startsWith('"')) {
    return cellsOf(line.trim(), ',');
  }
  return SEPARATORS.some((separator) => line.trim().includes(separator)) ? ['', ''] : [line.trim()];
}

/** The cells of a line as in RFC 4180, without blanks around those without quotes; null if a quote isn't closed. */
function cellsOf(line, separator) {
  const cells = [];
  let rest = line;
  for (;;) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*/.exec(rest);
    const end = quoted ? quoted[0].length : (rest + separator).indexOf(separator);
    if ((!quoted && rest.slice(0, end).includes('"')) || (end < rest.length && rest[end] !== separator)) {
      return null;
    }
    cells.push(quoted ? quoted[1].replaceAll('""', '"') : rest.slice(0, end).trim());
    if (end >= rest.length) {
      return cells;
    }
    rest = rest.slice(end + 1);
  }
}
