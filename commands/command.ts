/** What a command of the command line is (chapter 00 §5). */

/** The terminal as commands see it. */
export type CommandIo = {
  /** A line of result, to standard output. */
  out(line: string): void;
  /** A line for a person, to standard error. */
  err(line: string): void;
  /** Standard input to its end. */
  stdin(): Promise<Uint8Array>;
  /** Aborted by Ctrl-C and by the system's request to stop. */
  readonly signal: AbortSignal;
};

export type Command = {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Usage, options and examples: what `meterd <command> --help` prints. */
  readonly usage: string;
  /** Answers with the exit code: 0 done, 1 the work failed, 2 wrong usage. */
  run(args: readonly string[], io: CommandIo): Promise<number>;
};
