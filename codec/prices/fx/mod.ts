/** The sources of exchange rates, in the order in which they are asked (chapter 20 §3). */
import { ecb } from "./ecb.ts";
import { norgesBank } from "./norges_bank.ts";
import type { FxSource } from "./source.ts";

export const FX_SOURCES: readonly FxSource[] = [norgesBank, ecb];
