// What a hundred times hidden and shown leaves behind in the real editor: in the window, and in the extension host that sends.
// Prints one JSON object.
//   npm run --silent bench:dashboard:editor [-- --cycles 100]
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makePackage } from '../../scripts/package.mjs';
import { root } from '../../scripts/setup.mjs';
import { Editor, installInto } from '../../test/e2e/editor.ts';

const { values } = parseArgs({ options: { cycles: { type: 'string', default: '100' } } });
const cycles = Number(values.cycles);
const home = mkdtempSync(join(tmpdir(), 'hidden-state-bench-'));
const [workspace, profile] = [join(home, 'notes'), join(home, 'profile')];
cpSync(join(root, 'samples'), workspace, { recursive: true });
await installInto(profile, await makePackage());
const editor = await Editor.open({
  profile,
  workspace,
  settings: {
    'hiddenState.training.seconds': 600,
    'hiddenState.training.hidden': 64,
    'hiddenState.training.threads': 1,
  },
  environment: { HIDDEN_STATE_BENCH: home },
});

/** Memory of the extension host that was started with our variable, in MB. Linux keeps it under /proc. */
function hostMB() {
  const read = (id, name) => readFileSync(`/proc/${id}/${name}`, 'utf8');
  const isOurs = (id) => {
    try {
      return read(id, 'cmdline').includes('--type=extensionHost') && read(id, 'environ').includes(home);
    } catch {
      return false;
    }
  };
  const sizes = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOurs(name));
  return Math.max(...sizes.map((id) => Number(/^VmRSS:\s*(\d+)/m.exec(read(id, 'status'))[1]) / 1024));
}

try {
  const { page } = editor;
  const cdp = await page.context().newCDPSession(page);
  const measure = async (cycle) => {
    for (let times = 0; times < 3; times++) await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    const frames = page.frames().length;
    return { cycle, windowHeapMB: usedSize / 2 ** 20, frames, hostMB: hostMB() };
  };
  await editor.run('Hidden State: Show Training Dashboard');
  await editor.run('Hidden State: Train RNN on workspace');
  await editor.dashboard.locator('body[data-story=told]').waitFor({ timeout: 120_000 });
  await editor.openFile('scratch.md');
  const tab = (title) => page.locator('.tab', { hasText: title }).click();
  const marks = [];
  for (let cycle = 1; cycle <= cycles; cycle++) {
    await tab('Hidden State');
    await editor.dashboard.locator('body[data-story=told]').waitFor();
    await tab('scratch.md');
    await page.locator('.monaco-editor').first().waitFor();
    if (cycle % Math.ceil(cycles / 5) === 0) marks.push(await measure(cycle));
  }
  console.log(JSON.stringify(marks, undefined, 2));
} finally {
  await editor.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
