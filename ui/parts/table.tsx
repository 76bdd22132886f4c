/** Rows and columns; the first column names its row. Wide tables scroll inside their cell. */
import type { ComponentChildren } from "preact";

export type Column = { readonly head: string; readonly isNumber?: boolean };

type TableProps = {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly ComponentChildren[])[];
  readonly look?: string;
};

export function Table({ label, columns, rows, look = "" }: TableProps) {
  const lookOf = (at: number) => columns[at]?.isNumber ? "r num" : undefined;
  return (
    <div class={`scroll ${look}`} tabIndex={0} role="group" aria-label={label}>
      <table>
        <thead>
          <tr>
            {columns.map(({ head }, at) => <th key={head} scope="col" class={lookOf(at)}>{head}
            </th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((value, column) =>
                column === 0
                  ? <th key={column} scope="row" class={lookOf(column)}>{value}</th>
                  : <td key={column} class={lookOf(column)}>{value}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
