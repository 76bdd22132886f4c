/**
 * Bundles the page into `dist/`. The name of every file carries the hash of all of them, so
 * browsers may keep them for ever and a page knows whether the server has become another.
 */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { Fault } from "#model/fault.ts";

const UI = new URL("./", import.meta.url);
const DIST = new URL("../dist/", UI);
/** Says for which sources `dist/` was made. */
const STAMP = new URL("stamp.json", DIST);
const STYLES = ["tokens.css", "frame.css", "parts.css", "now.css"];

export type Built = {
  /** Directory of the bundled files. */
  readonly dir: string;
  /** Names this build; part of the names of its files. */
  readonly build: string;
};

/**
 * Bundles the page, or does nothing when the sources are those of the last time. Needs the packages
 * of `deno.json` in Deno's cache or a network. Files appear whole or not at all. Throws the fault
 * `web-page-missing` with what the bundler said.
 */
export async function buildUi(): Promise<Built> {
  const dir = fileURLToPath(DIST);
  const sources = hashOf(await sourcesOf(UI));
  const known = await stampOf(sources);
  if (known !== null) return { dir, build: known };
  await Deno.mkdir(DIST, { recursive: true });
  const script = await bundleScript();
  const style = squeeze((await Promise.all(STYLES.map(read))).join("\n"));
  const [icons, frame, mark] = await Promise.all(["icons.svg", "index.html", "mark.svg"].map(read));
  const build = hashOf([script, style, icons!, frame!, mark!]);
  const page = frame!.replaceAll("{{build}}", build).replace("<!-- icons -->", () => icons!.trim());
  const files: [string, string][] = [
    [`app-${build}.js`, script],
    [`app-${build}.css`, style],
    [`mark-${build}.svg`, mark!],
    ["index.html", page],
    ["stamp.json", JSON.stringify({ sources, build })],
  ];
  for (const [name, content] of files) await put(name, content);
  await removeOthers(files.map(([name]) => name));
  return { dir, build };
}

function read(name: string): Promise<string> {
  return Deno.readTextFile(new URL(name, UI));
}

function hashOf(contents: readonly string[]): string {
  const hash = createHash("sha256");
  for (const content of contents) hash.update(content).update("\0");
  return hash.digest("hex").slice(0, 12);
}

/** Names and contents of all files below a folder, in a fixed order; the lock pins the packages. */
async function sourcesOf(folder: URL): Promise<string[]> {
  const found: string[] = [await Deno.readTextFile(new URL("../deno.json", UI))];
  const entries = await Array.fromAsync(Deno.readDir(folder));
  for (const { name, isDirectory } of entries.sort((a, b) => a.name < b.name ? -1 : 1)) {
    const path = new URL(isDirectory ? `${name}/` : name, folder);
    if (isDirectory) found.push(...await sourcesOf(path));
    else found.push(path.pathname, await Deno.readTextFile(path));
  }
  return found;
}

/** The build already made from these sources; `null` when there is none or a file of it is gone. */
async function stampOf(sources: string): Promise<string | null> {
  try {
    const stamp: { sources: string; build: string } = JSON.parse(await Deno.readTextFile(STAMP));
    if (stamp.sources !== sources) return null;
    for (const name of [`app-${stamp.build}.js`, `app-${stamp.build}.css`, "index.html"]) {
      await Deno.stat(new URL(name, DIST));
    }
    return stamp.build;
  } catch {
    return null;
  }
}

async function bundleScript(): Promise<string> {
  const entry = fileURLToPath(new URL("main.tsx", UI));
  const bundled = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--quiet", "--platform", "browser", "--minify", entry],
    cwd: new URL("../", UI),
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (bundled.success) return new TextDecoder().decode(bundled.stdout);
  throw new Fault("web-page-missing", { what: new TextDecoder().decode(bundled.stderr).trim() });
}

/** Comments and needless white space out of a style sheet. */
function squeeze(style: string): string {
  return style
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([{};,]) ?/g, "$1")
    .replaceAll(";}", "}")
    .trim();
}

/** Writes beside the place and moves into it. */
async function put(name: string, content: string): Promise<void> {
  const temporary = new URL(`.${name}.${crypto.randomUUID()}`, DIST);
  await Deno.writeTextFile(temporary, content);
  await Deno.rename(temporary, new URL(name, DIST));
}

/** Earlier builds go; what another process is just writing stays. */
async function removeOthers(kept: readonly string[]): Promise<void> {
  for await (const { name } of Deno.readDir(DIST)) {
    if (name.startsWith(".") || kept.includes(name)) continue;
    await Deno.remove(new URL(name, DIST), { recursive: true }).catch(() => {});
  }
}

if (import.meta.main) {
  const { dir, build } = await buildUi();
  Deno.stdout.writeSync(new TextEncoder().encode(`${dir}: build ${build}\n`));
}
