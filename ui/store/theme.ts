/** Light, dark or as the system says; and the colours of the tokens for what is drawn on canvas. */
import { computed, effect, signal } from "@preact/signals";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = typeof THEMES[number];

const KEY = "meterd.theme";

/** The colours a chart draws with, by role, and its type. */
export type Palette = Readonly<Record<typeof ROLES[number], string>> & {
  /** Size of axis text, CSS px. */
  readonly axisPx: number;
  readonly font: string;
};

const ROLES = [
  "surface",
  "inset",
  "ink",
  "ink-3",
  "grid",
  "axis",
  "line-strong",
  "import",
  "import-text",
  "export",
  "export-fill",
  "export-text",
] as const;

function stored(): Theme {
  const found = localStorage.getItem(KEY);
  return THEMES.find((theme) => theme === found) ?? "auto";
}

export const theme = signal<Theme>("auto");

/** Everything outside the page that changes how it is drawn. */
const QUERIES = {
  dark: "(prefers-color-scheme: dark)",
  contrast: "(prefers-contrast: more)",
  large: "(min-width: 1680px)",
};

const surroundings = signal({ isDark: false, seen: 0 });

const isDark = computed(() =>
  theme.value === "auto" ? surroundings.value.isDark : theme.value === "dark"
);

/** Renewed whenever the theme, the contrast or the size of the type changes. */
export const palette = signal<Palette | null>(null);

export function setTheme(next: Theme): void {
  theme.value = next;
  localStorage.setItem(KEY, next);
}

/** Applies the stored theme and follows the system, for as long as the page lives. */
export function startTheme(): void {
  theme.value = stored();
  const dark = matchMedia(QUERIES.dark);
  const look = () => {
    surroundings.value = { isDark: dark.matches, seen: surroundings.peek().seen + 1 };
  };
  for (const query of Object.values(QUERIES)) matchMedia(query).addEventListener("change", look);
  look();
  effect(() => {
    void surroundings.value;
    document.documentElement.dataset.theme = isDark.value ? "dark" : "light";
    palette.value = readPalette();
  });
}

function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colours = Object.fromEntries(
    ROLES.map((role) => [role, style.getPropertyValue(`--${role}`).trim()]),
  ) as Record<typeof ROLES[number], string>;
  const rootPx = parseFloat(style.fontSize);
  return {
    ...colours,
    axisPx: parseFloat(style.getPropertyValue("--t-axis")) * rootPx,
    font: style.getPropertyValue("--font").trim(),
  };
}
