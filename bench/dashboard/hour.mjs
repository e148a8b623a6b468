// What an hour of real training leaves behind in the real editor with the dashboard open: in the window, in the dashboard's
// page, in the extension host and in the learner. It trains on this project's own sources; a training that ends before its
// time is continued. Prints a line of JSON every few minutes, and all of them as one array at the end.
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
const { editor, mark, close } = await openTrainingEditor({ folders, seconds: 60 * (minutes + 5) });
/** Before the first measurement: the page has been drawn, the first garbage is gone. */
const warmUpMs = 60_000;

try {
  const { page } = editor;
  const frame = await dashboardFrame(page);
  const window = await page.context().newCDPSession(page);
  // Where the browser gives the page a process of its own, it has a heap of its own.
  const own = await page
    .context()
    .newCDPSession(frame)
    .catch(() => undefined);
  await frame.evaluate(() => {
    globalThis.heard = 0;
    addEventListener('message', ({ data }) => (globalThis.heard += Number(data?.type === 'event')));
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
      updates: globalThis.heard,
      trained: document.querySelector('.figures')?.textContent,
    }))),
    hostMB: residentMB('host', mark),
    learnerMB: residentMB('learner', mark),
    continued,
  });

  await sleep(warmUpMs);
  const began = performance.now();
  const marks = [];
  for (let minute = 0; minute <= minutes; minute++) {
    await sleep(Math.max(0, began + minute * 60_000 - performance.now()));
    await keepTraining();
    if (minute % every !== 0) continue;
    marks.push(await measure(minute));
    console.error(JSON.stringify(marks.at(-1)));
  }
  console.log(JSON.stringify(marks, undefined, 2));
} finally {
  await close();
}
