/** The files of the repository as the tidy test sees them. */

export const ROOT = new URL("../../", import.meta.url).pathname;

export type SourceFile = {
  /** Path from the root: `codec/framing/hdlc.ts`. */
  readonly path: string;
  readonly text: string;
  /** Imported specifiers, type imports included. */
  readonly imports: readonly string[];
};

/** `import … from "x"`, `export … from "x"`, `import "x"` and `import("x")`. */
const IMPORTS =
  /^(?:import|export)\b[^;"'=]*?\bfrom\s*["']([^"']+)["']|(?:^import\s*|\bimport\(\s*)["']([^"']+)["']/gm;

const SKIPPED = new Set([".git", "node_modules", "dist", "coverage", "meterd-data"]);

/** All files below a folder with one of the endings, by path. */
export function filesBelow(folder: string, endings: readonly string[]): string[] {
  const found: string[] = [];
  for (const entry of Deno.readDirSync(`${ROOT}${folder}`)) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory && !SKIPPED.has(entry.name)) found.push(...filesBelow(path, endings));
    if (entry.isFile && endings.some((ending) => entry.name.endsWith(ending))) found.push(path);
  }
  return found.sort();
}

/** Every TypeScript file with its imports. */
export function sourceFiles(): SourceFile[] {
  return filesBelow("", [".ts", ".tsx"]).map((path) => {
    const text = Deno.readTextFileSync(`${ROOT}${path}`);
    const code = text.replaceAll(/^\s*(\*|\/\*\*?|\/\/).*$/gm, "");
    const imports = [...code.matchAll(IMPORTS)].map((match) => match[1] ?? match[2]!);
    return { path, text, imports };
  });
}

/** The path that a specifier names, or `null` for a package. */
export function resolved(from: string, specifier: string): string | null {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (!specifier.startsWith(".")) return null;
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

/** Whether there is a file or folder. */
export function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
