/** Text for a terminal of a hundred columns. */

const WIDTH = 100;

/** The words in lines of at most a hundred columns, all indented; blanks in a row stay together. */
export function wrapped(words: string, indent: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words.split(/(?<= )(?! )/)) {
    if (line !== "" && indent + line.length + word.trimEnd().length > WIDTH) {
      lines.push(line);
      line = "";
    }
    line += word;
  }
  return [...lines, line].map((line) => `${" ".repeat(indent)}${line.trimEnd()}`);
}
