// Nothing leaves the machine: no program in the package has the means to reach another machine, or to start other programs.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';

const imported = /(?:\bfrom|\bimport|\b(?:require|import|getBuiltinModule)\s*\()\s*["'`](?:node:)?([\w/]+)["'`]/g;
const networkModules = [
  ...['net', 'tls', 'dgram', 'dns', 'dns/promises', 'http', 'https', 'http2', '_http_client', '_tls_wrap'],
  ...['inspector', 'inspector/promises', 'cluster', 'repl', 'quic', 'wasi'],
];

/** Globals of browsers and Node that open connections, and ways around imports. A cache has a method `fetch` of its own. */
const forbidden: readonly RegExp[] = [
  /(?<![.\w#])fetch\((?!\)|[^;]*?\)\s*\{)/g,
  /\b(?:globalThis|window|self|global|top|parent)\s*(?:\?\.|\.)\s*fetch\b/g,
  /\b(?:globalThis|global)\s*(?:\?\.)?\[/g,
  /[[{,=(]\s*fetch\s*[\]},;)]/g,
  /\b(?:sendBeacon|RTC\w*Connection|RTCDataChannel|WebTransport|EventSource|XMLHttpRequest|WebSocket\w*)\b/g,
  /\bgetBuiltinModule\b/g,
  /\bprocess\s*\.\s*(?:binding|_linkedBinding|dlopen|mainModule)\b/g,
  /\bimportScripts\b/g,
  // Modules by computed names.
  /\b(?:import|require)\s*\(\s*(?!["'`)\s])[^)]*\)(?!\s*\{)/g,
  /\b(?:import|require)\s*\(\s*`[^`]*\$\{/g,
];

/** Uses of the module `child_process` other than `fork`, in a program that imports it. */
const otherChildProcess = [
  /\b\w*child_process\w*\s*(?:\.(?!fork\b)\w+|\[)/g,
  /\b(?:execFile|execFileSync|execSync|spawnSync|spawn)\s*\(/g,
  /\{(?!\s*fork\b)[^{}]*\}\s*from\s*["'](?:node:)?child_process["']/g,
];

/** What a program contains that it must not. `mayFork`: it is the extension, which starts its own processes. */
function violations(code: string, mayFork = false): string[] {
  const modules = [...code.matchAll(imported)].map(([, name]) => name!);
  const rejected = mayFork ? networkModules : [...networkModules, 'child_process'];
  return [
    ...modules.filter((name) => rejected.includes(name)),
    ...[...forbidden, ...(code.includes('child_process') ? otherChildProcess : [])].flatMap(
      (pattern) => code.match(pattern) ?? [],
    ),
  ];
}

describe('the bundles', () => {
  const bundles = globSync('dist/*.{cjs,mjs,js}');

  it('exist', () => assert.ok(bundles.length >= 5, bundles.join()));

  for (const bundle of bundles) {
    it(`${bundle} imports nothing that reaches a network`, () => {
      assert.deepEqual(violations(readFileSync(bundle, 'utf8'), bundle.endsWith('extension.cjs')), []);
    });
  }
});

describe('the check of the bundles', () => {
  const networked = [
    ...['import{connect}from"node:net"', 'require("tls")', 'import("node:https")', 'await import(`node:dns`)'],
    ...['import "node:dgram"', 'process.getBuiltinModule("node:http")', 'process["getBuiltinModule"]("net")'],
    ...['fetch("https://a.b")', 'globalThis.fetch(a)', 'window?.fetch(a)', 'globalThis["fe"+"tch"](a)'],
    ...['const{fetch}=globalThis', 'let f=fetch;', 'call(fetch)', 'navigator.sendBeacon(a)', 'new EventSource(a)'],
    ...['new RTCPeerConnection', 'new WebTransport(a)', 'new WebSocket(a)', 'new XMLHttpRequest'],
    ...['import(name)', 'require(a+b)', 'import(`node:${name}`)', 'process.binding("tcp_wrap")'],
    ...['import{fork}from"node:child_process"', 'require("child_process")'],
  ];
  for (const code of networked) {
    it(`finds ${code}`, () => assert.notDeepEqual(violations(code), []));
  }

  const programs = [
    ...['var p=require("node:child_process");execFile("a")', '(0,import_node_child_process.spawn)("a")'],
    ...['import{spawn as s}from"node:child_process"', 'import_child_process["ex"+"ec"]("a")'],
  ];
  for (const code of programs) {
    it(`finds ${code} in the extension, which may fork`, () => assert.notDeepEqual(violations(code, true), []));
  }

  it('accepts a fork of the extension, and a method `fetch` of a cache', () => {
    const code =
      '(0,import_node_child_process.fork)(file);class A{fetch(e,t={}){return 1}};a.fetch="fetch";b=import("vscode")';
    assert.deepEqual(violations(code, true), []);
  });
});
