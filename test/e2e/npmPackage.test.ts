// The npm package from an empty folder: installed from its archive, without the repository and without a network.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/editor/browser.mjs';
import { projectNode, root } from '../../scripts/build/setup.mjs';
import { makeNpmPackage } from '../../scripts/package/npmPackage.mjs';

describe('the npm package in an empty folder', () => {
  const home = mkdtempSync(join(tmpdir(), 'hidden-state-npm-'));
  const installed = join(home, 'node_modules/hidden-state');

  /** Runs the command in the folder, on the project's Node. */
  function run(...args: readonly string[]) {
    const options = { cwd: home, encoding: 'utf8', env: { ...process.env, NODE_PATH: '' } } as const;
    return spawnSync(projectNode, [join(installed, 'bin/hidden-state.mjs'), ...args], options);
  }

  /** What it prints on standard output. */
  function output(...args: readonly string[]): string {
    const { status, stdout, stderr } = run(...args);
    assert.equal(status, 0, stderr);
    return stdout;
  }

  /** Starts `ui`, and resolves to the address of its page. */
  async function serve(...args: readonly string[]) {
    const program = spawn(projectNode, [join(installed, 'bin/hidden-state.mjs'), 'ui', ...args, '--json'], {
      cwd: home,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(program.stdout, 'data')) as [Buffer];
    return { program, url: (JSON.parse(line.toString()) as { readonly url: string }).url };
  }

  before(async () => {
    const archive = await makeNpmPackage();
    writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
    const options = { cwd: home, shell: process.platform === 'win32' };
    execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', archive], options);
    mkdirSync(join(home, 'text'));
    const lines = Array.from({ length: 400 }, (_, index) => `const value${index % 40} = read(${index % 7});`);
    for (const name of ['a.ts', 'b.ts', 'c.ts']) writeFileSync(join(home, 'text', name), lines.join('\n'));
  });
  after(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

  it('has no dependencies, one command, and the notices of what it contains', () => {
    assert.deepEqual(
      readdirSync(join(home, 'node_modules')).filter((name) => !name.startsWith('.')),
      ['hidden-state'],
    );
    assert.ok(
      existsSync(join(home, 'node_modules/.bin', process.platform === 'win32' ? 'hidden-state.cmd' : 'hidden-state')),
    );
    const notices = readFileSync(join(installed, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['commander', 'cli-progress', 'pure-rand'])
      assert.match(notices, new RegExp(`^- ${name} `, 'm'));
  });

  it('states its version and its commands', () => {
    const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      readonly version: string;
    };
    assert.equal(output('--version').trim(), version);
    const help = output('--help');
    const commands = 'train sweep ui sample replay corpus memorization import export completion';
    for (const name of commands.split(' ')) assert.match(help, new RegExp(`^ {2}${name} `, 'm'));
  });

  it('trains, with one JSON object on standard output, and continues', () => {
    const train = (...more: readonly string[]) =>
      JSON.parse(output('train', 'text', '--steps', '20', '--hidden-size', '16', '--json', ...more)) as {
        characters: number;
      };
    const first = train('--out', 'model');
    const second = train('--from', 'model', '--out', 'continued');
    assert.ok(first.characters > 0);
    assert.ok(second.characters > first.characters);
  });

  it('samples, exports and imports', () => {
    assert.match(output('sample', 'continued', '--prompt', 'const', '--characters', '20'), /^const.{20}/s);
    output('export', 'continued', '--out', 'model.safetensors');
    assert.match(output('import', 'model.safetensors', '--out', 'imported'), /Imported gru with 16 units/);
  });

  it('shows the corpus, and replays held-out files', () => {
    assert.match(output('corpus', 'text'), /a\.ts/);
    const args = ['--seconds', '1', '--components', 'contextMixing', '--json'];
    const { gates } = JSON.parse(output('replay', 'text', ...args)) as { gates: { best: { saved: number } } };
    assert.ok(gates.best.saved > 0.2, String(gates.best.saved));
  });

  it('runs the examples of its documentation as a library, with types', () => {
    const readme = readFileSync(join(installed, 'README.md'), 'utf8');
    const examples = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code!);
    assert.equal(examples.length, 3);
    const outputs = examples.map((code, index) => {
      const name = `example${index}`;
      writeFileSync(join(home, `${name}.mts`), code);
      // So many steps take a moment, on any machine.
      writeFileSync(join(home, `${name}.mjs`), code.replace('seconds: 10', 'steps: 100'));
      return execFileSync(projectNode, [`${name}.mjs`], { cwd: home, encoding: 'utf8' });
    });
    assert.match(outputs[0]!, /^step \d+: \d\.\d{3} bits per character$/m);
    assert.match(outputs[1]!, /^.{40}\nv (0\.\d+|1)$/ms);
    assert.match(outputs[1]!, /^[\d.]+ bits per character$/m);
    assert.equal(outputs[2], '100\n');
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext'];
    const files = examples.map((_, index) => `example${index}.mts`);
    const { status, stdout } = spawnSync(projectNode, [compiler, ...options, ...files], {
      cwd: home,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout);
  });

  it('shows a training live in a browser, and answers its buttons', async () => {
    const args = 'text --seconds 600 --hidden-size 16 --threads 1 --out shown'.split(' ');
    const { program, url } = await serve(...args);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ colorScheme: 'dark' });
      const [requested, problems] = [new Set<string>(), [] as string[]];
      page.on('request', (request) => requested.add(new URL(request.url()).host));
      page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
      page.on('pageerror', (error) => problems.push(String(error)));
      await page.goto(url);
      const status = page.locator('.status-name');
      await page.locator('header[data-status=training]').waitFor();
      await page.locator('.hero-quality').filter({ hasText: /\d/ }).waitFor();
      // The score of so easy a text is soon at its best, so the time shows that the page is live.
      const elapsed = page.locator('.figure', { hasText: 'Training time' }).locator('.figure-value');
      const before = await elapsed.textContent();
      await elapsed.filter({ hasNotText: before! }).waitFor();
      await page.locator('.samples').filter({ hasText: /const/ }).first().waitFor();
      await page.getByText('Pause', { exact: true }).click();
      await status.filter({ hasText: 'Paused' }).waitFor();
      await page.reload();
      await status.filter({ hasText: 'Paused' }).waitFor();
      await page.getByText('Stop', { exact: true }).click();
      await page.locator('header[data-status=ended]').waitFor();
      await page.locator('vscode-tab-header', { hasText: 'Files' }).click();
      await page.getByText('Measure each file').click();
      await page
        .locator('td.bits')
        .filter({ hasText: /\d\.\d/ })
        .first()
        .waitFor();
      assert.equal(await page.locator('[data-needs=editor]').filter({ visible: true }).count(), 0);
      assert.deepEqual([...requested], [new URL(url).host]);
      assert.deepEqual(problems, []);
      program.kill('SIGINT');
      assert.deepEqual(await once(program, 'exit'), [0, null]);
      await page.locator('body[data-connection=lost]').waitFor();
      assert.match(output('sample', 'shown', '--characters', '20'), /./);
    } finally {
      await browser.close();
      program.kill();
    }
  });

  it('shows in a browser what the file of a network states about its training', async () => {
    output('train', 'text', '--steps', '20', '--hidden-size', '16', '--learning-rate', '0.004', '--out', 'stated');
    const { program, url } = await serve('stated');
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(url);
      await page.locator('vscode-tab-header', { hasText: 'Training' }).click();
      const figure = (name: string) => page.locator('.details .figure', { hasText: name }).locator('.figure-value');
      await figure('Learning rate').filter({ hasText: '0.0040' }).waitFor();
      await figure('Time')
        .filter({ hasText: /\d:\d\d/ })
        .waitFor();
    } finally {
      await browser.close();
      program.kill();
    }
  });

  it('ends with 1 and a reason on standard error', () => {
    const { status, stdout, stderr } = run('sample', 'missing');
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /missing cannot be read/);
    assert.equal(run('no-command').status, 1);
  });
});
