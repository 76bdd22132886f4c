/**
 * Text as a table of cells: CSV with any usual delimiter, quoted or not (RFC 4180). Files of
 * portals are written by hundreds of programs, so nothing is asked for that can be seen.
 */

/** A row of cells and the line on which it began, counted from 1. */
export type Row = { readonly line: number; readonly cells: readonly string[] };

const DELIMITERS = [";", "\t", ",", "|"];
const QUOTE = '"';
/** Rows looked at to find the delimiter. */
const SAMPLE_LINES = 20;

/** All rows that hold anything; a byte order mark and blank lines are passed over. */
export function tableOf(text: string, delimiter = delimiterOf(text)): Row[] {
  const rows: Row[] = [];
  let cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  let line = 1;
  let startLine = 1;
  const endRow = () => {
    cells.push(cell.trim());
    if (cells.some((content) => content !== "")) rows.push({ line: startLine, cells });
    cells = [];
    cell = "";
  };
  for (let at = text.startsWith("\uFEFF") ? 1 : 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === "\n") line++;
    if (isQuoted) {
      if (char !== QUOTE) cell += char;
      else if (text[at + 1] === QUOTE) cell += text[++at];
      else isQuoted = false;
    } else if (char === QUOTE && cell.trim() === "") {
      isQuoted = true;
      cell = "";
    } else if (char === delimiter) {
      cells.push(cell.trim());
      cell = "";
    } else if (char === "\n") {
      endRow();
      startLine = line;
    } else if (char !== "\r") {
      cell += char;
    }
  }
  endRow();
  return rows;
}

/** The delimiter that cuts the first lines most evenly; `,` when nothing speaks for another. */
export function delimiterOf(text: string): string {
  const lines = text.split(/\r?\n/, SAMPLE_LINES).filter((line) => line.trim() !== "");
  const scores = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const most = Math.max(0, ...counts);
    const alike = counts.filter((count) => count === most).length;
    return most === 0 ? 0 : alike * 100 + most;
  });
  const best = Math.max(...scores);
  return best === 0 ? "," : DELIMITERS[scores.indexOf(best)]!;
}
