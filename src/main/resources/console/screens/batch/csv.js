/** The result of an upload as CSV. */

/** Matches cells that a spreadsheet would take for formulas; some separate cells by semicolons. */
const FORMULA = /(^|;)([=+@\uFF1D\uFF0B\uFF0D\uFF20-])/g;

const COLUMNS = ['line', 'userId', 'idempotencyKey', 'status', 'code', 'sequence', 'issuedAt', 'expiresAt', 'problem',
  'detail'];

/**
 * A line for each row, in the order of the list, also for those that were left out.
 * @param faults the lines that were left out, and why in words
 * @param forSpreadsheets true for a byte-order mark, by which spreadsheets know UTF-8, and apostrophes before formulas
 */
export function csvOf(rows, answers, faults, forSpreadsheets) {
  const left = faults.map(({ line, why }) => [line, '', '', '', '', '', '', '', 'left-out', why]);
  const lines = [COLUMNS, ...[...rows.map((row, place) => cellsOf(row, answers[place])), ...left]
    .sort(([one], [other]) => one - other)];
  const text = lines.map((cells) => cells.map((cell) => quoted(cell, forSpreadsheets)).join(',')).join('\r\n');
  return `${forSpreadsheets ? '\uFEFF' : ''}${text}\r\n`;
}

function cellsOf(row, answer) {
  const coupon = answer?.coupon ?? {};
  return [row.line, row.userId, row.idempotencyKey, answer?.status, coupon.code, coupon.sequence, coupon.issuedAt,
    coupon.expiresAt, answer?.code, answer?.detail];
}

function quoted(cell, forSpreadsheets) {
  const text = String(cell ?? '');
  const shown = forSpreadsheets ? text.replace(FORMULA, "$1'$2") : text;
  return /[",\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
