/** The languages of the page. A new one is a file of type `Text` and a row here. */
import { en, type Text } from "./en.ts";

export const TEXTS = { en } as const satisfies Record<string, Text>;

/** The words the page is shown in. */
export const text: Text = TEXTS.en;
