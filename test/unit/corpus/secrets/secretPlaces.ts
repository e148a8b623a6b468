// Places where people leave secrets, in many languages and formats.
import type { Place } from './plantedSecrets.ts';

export interface TokenPlace extends Place {
  /** A secret of several lines fits. */
  readonly multi?: boolean;
}

const escaped = (s: string): string => s.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
/** A secret in two parts, with code between. */
const halved = (s: string, between: string, share = 0.5): string => {
  const at = Math.max(1, Math.floor(s.length * share));
  return `${escaped(s.slice(0, at))}${between}${escaped(s.slice(at))}`;
};
/** Places where a secret stands for itself. */
export const anyPlaces: Readonly<Record<string, TokenPlace>> = {
  'ts template': {
    path: 'a.ts',
    text: (s) => `import x from 'y';\nconst value = \`${s}\`;\nexport default value;\n`,
    multi: true,
  },
  'js single': { path: 'a.js', text: (s) => `call('${escaped(s)}', 3);\n`, multi: true },
  'py dq': { path: 'a.py', text: (s) => `x = foo("${escaped(s)}", timeout=3)\n`, multi: true },
  go: { path: 'a.go', text: (s) => `var v = []string{"a", "${escaped(s)}"}\n`, multi: true },
  java: { path: 'A.java', text: (s) => `  send("${escaped(s)}");\n`, multi: true },
  rb: { path: 'a.rb', text: (s) => `Foo.new('${escaped(s)}').run\n`, multi: true },
  rust: { path: 'a.rs', text: (s) => `    let v = "${escaped(s)}".to_string();\n`, multi: true },
  php: { path: 'a.php', text: (s) => `<?php $x = '${escaped(s)}';\n`, multi: true },
  cs: { path: 'a.cs', text: (s) => `var x = @"${s}";\n`, multi: true },
  swift: { path: 'a.swift', text: (s) => `let v: String = "${escaped(s)}"\n`, multi: true },
  'comment py': { path: 'a.py', text: (s) => `def f():\n    # was: ${s}\n    return 1\n` },
  'comment js': { path: 'a.ts', text: (s) => `f(); // ${s}\n` },
  'comment block': { path: 'a.c', text: (s) => `/*\n * ${s.replaceAll('\n', '\n * ')}\n */\nint a;\n`, multi: true },
  'comment html': { path: 'a.html', text: (s) => `<p>hi</p><!-- ${s} --><p>x</p>\n` },
  'md para': { path: 'a.md', text: (s) => `Remember this:\n\n${s}\n\nand go on.\n`, multi: true },
  'md inline': { path: 'a.md', text: (s) => `We used \`${s}\` for it.\n` },
  'md table': { path: 'a.md', text: (s) => `| name | value |\n|---|---|\n| x | ${s} |\n| y | z |\n` },
  'md fence': { path: 'a.md', text: (s) => `\`\`\`sh\nrun ${s}\n\`\`\`\n` },
  'md list': { path: 'n.txt', text: (s) => `- one\n- ${s}\n- two\n` },
  'yaml v': { path: 'a.yaml', text: (s) => `a:\n  value: "${escaped(s)}"\n  b: 1\n`, multi: true },
  'yaml bare': { path: 'a.yaml', text: (s) => `a:\n  value: ${s}\n  b: 1\n` },
  'yaml block': {
    path: 'a.yml',
    text: (s) => `data:\n  file: |\n    ${s.replaceAll('\n', '\n    ')}\n  b: 1\n`,
    multi: true,
  },
  'yaml list': { path: 'a.yml', text: (s) => `args:\n  - --x\n  - ${s}\n` },
  json: { path: 'a.json', text: (s) => JSON.stringify({ a: 1, value: s, b: [1, 2] }, undefined, 2), multi: true },
  'json min': { path: 'a.json', text: (s) => JSON.stringify({ a: 1, list: [s, 'x'], b: 'y' }), multi: true },
  toml: { path: 'a.toml', text: (s) => `[a]\nvalue = "${escaped(s)}"\nn = 1\n`, multi: true },
  props: { path: 'a.properties', text: (s) => `a.b=1\nsome.value=${s}\n` },
  ini: { path: 'a.ini', text: (s) => `[x]\nvalue = ${s}\n` },
  env: { path: 'conf.txt', text: (s) => `A=1\nVALUE=${s}\nB=2\n` },
  'shell export': { path: 'a.sh', text: (s) => `export VALUE=${s}\necho hi\n` },
  'shell arg': { path: 'a.sh', text: (s) => `tool run --value ${s} -v\n` },
  'curl header': { path: 'a.sh', text: (s) => `curl -H "X-Custom: ${s}" https://example.org/api\n` },
  'url query': { path: 'a.md', text: (s) => `See https://example.org/api?x=1&v=${encodeURIComponent(s)}&y=2 now\n` },
  xml: { path: 'a.xml', text: (s) => `<a><value>${s}</value></a>\n`, multi: true },
  'xml attr': { path: 'a.xml', text: (s) => `<add key="x" value="${s}" />\n` },
  csv: { path: 'a.csv', text: (s) => `name,value\nbob,${s}\nal,3\n` },
  tsv: { path: 'a.tsv', text: (s) => `name\tvalue\nbob\t${s}\nal\t3\n` },
  docker: { path: 'Dockerfile', text: (s) => `FROM x\nENV VALUE=${s}\nRUN y\n` },
  tf: { path: 'a.tf', text: (s) => `variable "x" {\n  default = "${escaped(s)}"\n}\n`, multi: true },
  crlf: {
    path: 'a.ts',
    text: (s) => `const a = 1;\r\nconst value = "${s.replaceAll('\n', '\\r\\n')}";\r\nf();\r\n`,
    multi: true,
  },
  tabs: { path: 'a.go', text: (s) => `\t\tvalue:\t"${escaped(s)}",\t// x\n`, multi: true },
  bom: { path: 'a.txt', text: (s) => `\ufeff${s}\nrest of it\n`, multi: true },
  minified: {
    path: 'a.js',
    text: (s) => `var a=1,b="${escaped(s)}",c=function(){return a};` + 'x(1);'.repeat(20),
    multi: true,
  },
  disable: {
    path: 'a.js',
    text: (s) =>
      `// secretlint-disable\n/* eslint-disable */ send("${escaped(s)}"); // secretlint-disable-line gitleaks:allow\n`,
    multi: true,
  },
  'py fstring': { path: 'a.py', text: (s) => `print(f"{user} {x}:${escaped(s)}")\n` },
  sql: { path: 'a.sql', text: (s) => `INSERT INTO t VALUES (1, '${s}', 'a');\n` },
  log: { path: 'a.md', text: (s) => `2024-01-02 10:00:00 INFO sent ${s} to host\n` },
  chat: { path: 'a.md', text: (s) => `Bob: use this one: ${s}, it works!\n` },
  'quote md': { path: 'a.md', text: (s) => `> ${s.replaceAll('\n', '\n> ')}\n\nok\n`, multi: true },
  diff: { path: 'a.diff', text: (s) => `-old\n+${s.replaceAll('\n', '\n+')}\n context\n`, multi: true },
  jsx: { path: 'a.tsx', text: (s) => `<Foo value="${s}" />\n` },
  latex: { path: 'a.tex', text: (s) => `\\texttt{${s}}\n` },
  'concat js': { path: 'a.js', text: (s) => `const x = '${halved(s, `' + '`)}';\n` },
  'concat js nl': { path: 'a.ts', text: (s) => `const x =\n  "${halved(s, `" +\n  "`, 0.4)}";\n` },
  'concat py': { path: 'a.py', text: (s) => `x = ("${halved(s, `"\n     "`)}")\n` },
  'concat php': { path: 'a.php', text: (s) => `$x = "${halved(s, `" . "`)}";\n` },
  'shell cont': { path: 'a.sh', text: (s) => `tool \\\n  ${s} \\\n  --v\n` },
  angle: { path: 'a.md', text: (s) => `<${s}>\n` },
  parens: { path: 'a.md', text: (s) => `it (${s}) is\n` },
  bracket: { path: 'a.md', text: (s) => `[${s}]\n` },
  eol: { path: 'a.txt', text: (s) => `abc ${s}` },
};
