// Builds the look: components of NL Design System, our theme, our layout and htmx, into three small files.
//
//   theme.css     design tokens only; an organisation brings its own look by replacing this one file
//   gedragen.css  component CSS from npm plus our own layout
//   gedragen.js   htmx and a few lines of our own
//
// `npm run build` writes them to the static folder of the pages, which is never committed.

import { transform, build } from "esbuild";
import postcss from "postcss";
import { createRequire } from "node:module";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const front = dirname(fileURLToPath(import.meta.url));
const target = join(front, "../src/gedragen/pages/static/gedragen");
const require = createRequire(import.meta.url);

const theme = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css";
const components = [
  "@nl-design-system-candidate/heading-css/heading.css",
  "@nl-design-system-candidate/paragraph-css/paragraph.css",
  "@nl-design-system-candidate/link-css/link.css",
  "@nl-design-system-candidate/button-css/button.css",
  "@nl-design-system-candidate/skip-link-css/skip-link.css",
  "@nl-design-system-candidate/data-badge-css/data-badge.css",
  "@utrecht/alert-css/dist/index.css",
  "@utrecht/unordered-list-css/dist/index.css",
  "@utrecht/ordered-list-css/dist/index.css",
  "@utrecht/data-list-css/dist/index.css",
  "@utrecht/table-css/dist/index.css",
  "@utrecht/form-field-css/dist/index.css",
  "@utrecht/form-field-description-css/dist/index.css",
  "@utrecht/form-field-error-message-css/dist/index.css",
  "@utrecht/form-fieldset-css/dist/index.css",
  "@utrecht/form-label-css/dist/index.css",
  "@utrecht/textbox-css/dist/index.css",
  "@utrecht/textarea-css/dist/index.css",
  "@utrecht/select-css/dist/index.css",
  "@utrecht/radio-button-css/dist/index.css",
  "@utrecht/checkbox-css/dist/index.css",
];

// Variants no page of ours uses: class names that only draw a state in a handbook, and shapes we do without.
const unused = new RegExp(
  [
    // Before anything is sent, an empty required field is no mistake: only the server says what is invalid.
    ":invalid\\b",
    "--(hover|focus|focus-visible|active|checked|disabled|read-only|pressed|busy|indeterminate|selected)\\b",
    "\\.nl-button--(positive|negative|icon-only)\\b",
    "\\.nl-data-badge--",
    "\\.nl-skip-link--visible\\b(?!-)",
    "\\.nl-heading--level-[56]\\b",
    "\\.utrecht-(un)?ordered-list--(level-\\d|center|arabic|html-content)",
    "\\.utrecht-(textbox|textarea|select)--(data|number|spacing|numeric|center|url|multiline)",
    "\\.utrecht-table.*(sticky|busy|truncate|__header-cell-button|__figcaption|--oneline|--fixed|row-hover|row-focus)",
    "\\.utrecht-form-field--(checkbox|radio)\\b",
    "\\.utrecht-form-fieldset--section\\b",
    "\\.utrecht-form-field-description--(valid|warning)\\b",
    "\\.utrecht-data-list--rows\\b",
  ].join("|"),
);

// Plain HTML looks like the component: `<p>` is drawn as `.nl-paragraph`, at no specificity, so any class wins.
const plain = {
  ".utrecht-unordered-list": "ul:not([class])",
  ".utrecht-unordered-list__item": "ul:not([class]) > li",
  ".utrecht-ordered-list": "ol:not([class])",
  ".utrecht-ordered-list__item": "ol:not([class]) > li",
  ".utrecht-table": "table",
  ".utrecht-table__caption": "caption",
  ".utrecht-table__header-cell": "thead th",
  ".utrecht-table__cell": "td, tbody th",
  ".nl-paragraph": "p",
  ".nl-heading--level-1": "h1",
  ".nl-heading--level-2": "h2",
  ".nl-heading--level-3": "h3",
  ".nl-heading--level-4": "h4",
  ".nl-link:any-link": "a:any-link",
  ".nl-link:any-link:hover": "a:any-link:hover",
  ".nl-link:any-link:active": "a:any-link:active",
};

const credit =
  "/* EUPL-1.2. With components and tokens of NL Design System: (c) NL Design System community, Frameless B.V., Gemeente Utrecht. */";

const read = (file) => readFile(file, "utf8");
const own = async (folder) =>
  (await Promise.all((await readdir(join(front, folder))).sort().map((file) => read(join(front, folder, file))))).join("\n");

function prune(root) {
  root.walkRules((rule) => {
    const kept = rule.selectors.filter((selector) => !unused.test(selector));
    if (kept.length === 0) rule.remove();
    else rule.selectors = kept.flatMap((s) => (plain[s] ? [s, `:where(${plain[s]})`] : [s]));
  });
  root.walkAtRules((rule) => rule.nodes?.length === 0 && rule.remove());
  return root;
}

function tokensOf(css) {
  const tokens = new Map();
  postcss.parse(css).walkDecls(/^--/, (token) => tokens.set(token.prop, token.value));
  return tokens;
}

const namesIn = (text) => text.match(/--[\w-]+/g) ?? [];

// A token stays when a rule uses it, or when a token that stays uses it.
function reachable(tokens, css) {
  const kept = new Set();
  const queue = namesIn(css);
  while (queue.length > 0) {
    const name = queue.pop();
    if (kept.has(name) || !tokens.has(name)) continue;
    kept.add(name);
    queue.push(...namesIn(tokens.get(name)));
  }
  return [...tokens].filter(([name]) => kept.has(name));
}

async function saveStyle(name, text) {
  const { code } = await transform(text, { loader: "css", minify: true, legalComments: "none", target: "es2020", banner: credit });
  await writeFile(join(target, name), code);
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });

const npm = (await Promise.all(components.map((file) => read(require.resolve(file))))).join("\n");
const look = prune(postcss.parse(npm)).toString() + (await own("css"));
const tokens = new Map([...tokensOf(await read(require.resolve(theme))), ...tokensOf(await read(join(front, "tokens.css")))]);
const used = reachable(tokens, look);

await saveStyle("theme.css", `.gedragen-theme{${used.map(([name, value]) => `${name}:${value}`).join(";")}}`);
await saveStyle("gedragen.css", look);
await build({
  entryPoints: [join(front, "js/gedragen.js")],
  outfile: join(target, "gedragen.js"),
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  legalComments: "none",
  banner: { js: "/* EUPL-1.2. With htmx (0BSD). */" },
});
await cp(join(front, "static"), target, { recursive: true });

let total = 0;
for (const name of ["theme.css", "gedragen.css", "gedragen.js"]) {
  const bytes = gzipSync(await readFile(join(target, name)), { level: 9 }).length;
  total += bytes;
  console.log(`${name.padEnd(13)} ${(bytes / 1000).toFixed(1)} kB gzip`);
}
console.log(`${used.length} of ${tokens.size} tokens kept; ${(total / 1000).toFixed(1)} kB in all`);
