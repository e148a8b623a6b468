// Memory of the window and the extension host after hiding and showing the dashboard 100 times in the real editor.
// Prints one JSON object.
//   npm run --silent bench:dashboard:editor [-- --cycles 100]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/build/setup.mjs';
import { residentMB } from './processes.mjs';
import { openTrainingEditor } from './trainingEditor.mjs';

const { values } = parseArgs({ options: { cycles: { type: 'string', default: '100' } } });
const cycles = Number(values.cycles);
const { editor, marker, close } = await openTrainingEditor({ folders: [join(root, 'samples')], seconds: 600 });

try {
  const { page } = editor;
  const cdp = await page.context().newCDPSession(page);
  const measure = async (cycle) => {
    for (let times = 0; times < 3; times++) await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    const frames = page.frames().length;
    return { cycle, windowHeapMB: usedSize / 2 ** 20, frames, hostMB: residentMB('host', marker) };
  };
  await editor.openFile('scratch.md');
  const tab = (title) => page.locator('.tab', { hasText: title }).click();
  const measurements = [];
  for (let cycle = 1; cycle <= cycles; cycle++) {
    await tab('Hidden State');
    await editor.dashboard.locator('body[data-run=present]').waitFor();
    await tab('scratch.md');
    await page.locator('.monaco-editor').first().waitFor();
    if (cycle % Math.ceil(cycles / 5) === 0) measurements.push(await measure(cycle));
  }
  console.log(JSON.stringify(measurements, undefined, 2));
} finally {
  await close();
}
