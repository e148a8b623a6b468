// Memory of window, dashboard, extension host and learner during one hour of real training with the dashboard open. Trains on this
// project's own sources, and continues a training that ends early. Prints one line of JSON every few minutes, and all lines as
// an array at the end.
//   npm run --silent bench:dashboard:hour [-- --minutes 60 --every 5]
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/build/setup.mjs';
import { dashboardFrame } from '../../test/e2e/webview.ts';
import { heapMB, residentMB } from './processes.mjs';
import { openTrainingEditor } from './trainingEditor.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, every: { type: 'string', default: '5' } },
});
const [minutes, every] = [values.minutes, values.every].map(Number);
const folders = ['src', 'media', 'test', 'bench', 'scripts'].map((name) => join(root, name));
const { editor, marker, close } = await openTrainingEditor({ folders, seconds: 60 * (minutes + 5) });
/** Time before the first measurement, until the page is drawn and initial garbage is collected. */
const warmUpMs = 60_000;

try {
  const { page } = editor;
  const frame = await dashboardFrame(page);
  const window = await page.context().newCDPSession(page);
  // Present if the browser isolates the dashboard in its own process, which then has its own heap.
  const own = await page
    .context()
    .newCDPSession(frame)
    .catch(() => undefined);
  await frame.evaluate(() => {
    globalThis.received = 0;
    addEventListener('message', ({ data }) => (globalThis.received += Number(data?.type === 'event')));
  });
  let continued = 0;

  async function keepTraining() {
    const train = frame.getByRole('button', { name: 'Train on workspace' });
    if (!(await train.isVisible())) return;
    continued++;
    await train.click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Continue' }).click();
  }

  const measure = async (minute) => ({
    minute,
    windowHeapMB: await heapMB(window),
    ...(own && { dashboardHeapMB: await heapMB(own) }),
    ...(await frame.evaluate(() => ({
      elements: document.querySelectorAll('*').length,
      updates: globalThis.received,
      trained: document.querySelector('.figures')?.textContent,
    }))),
    hostMB: residentMB('host', marker),
    learnerMB: residentMB('learner', marker),
    continued,
  });

  await sleep(warmUpMs);
  const began = performance.now();
  const measurements = [];
  for (let minute = 0; minute <= minutes; minute++) {
    await sleep(Math.max(0, began + minute * 60_000 - performance.now()));
    await keepTraining();
    if (minute % every !== 0) continue;
    measurements.push(await measure(minute));
    console.error(JSON.stringify(measurements.at(-1)));
  }
  console.log(JSON.stringify(measurements, undefined, 2));
} finally {
  await close();
}
