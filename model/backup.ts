/** Copies of the database. */
import { z } from "zod";

export const Backup = z.object({
  /** File name inside the backup directory. */
  name: z.string(),
  /** When it was made, ms UTC. */
  atMs: z.int(),
  bytes: z.int(),
});
export type Backup = z.infer<typeof Backup>;
