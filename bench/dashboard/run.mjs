// The cost of the dashboard in a real browser: a million points, ten updates per second, one hour of training, hiding and showing
// it 100 times. Prints one JSON object.
//   npm run --silent bench:dashboard [-- --seconds 20 --cycles 100 --points 1000000]
import { parseArgs } from 'node:util';
import { quantile } from 'simple-statistics';
import { openDashboard } from './page.mjs';
import { heapMB } from './processes.mjs';
import { simulateRun } from './simulatedRun.mjs';

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '20' },
    cycles: { type: 'string', default: '100' },
  },
});
const [points, seconds, cycles] = [values.points, values.seconds, values.cycles].map(Number);
const { browser, page, reload } = await openDashboard();
const cdp = await page.context().newCDPSession(page);
const processes = await browser.newBrowserCDPSession();

/** CPU seconds so far of the page's process, and of the whole browser including painting. */
async function cpuSeconds() {
  const { processInfo } = await processes.send('SystemInfo.getProcessInfo');
  const sum = (infos) => infos.reduce((total, { cpuTime }) => total + cpuTime, 0);
  return { page: sum(processInfo.filter(({ type }) => type === 'renderer')), browser: sum(processInfo) };
}

/** CPU load during the work, as shares of one core. */
async function sharesOfACore(work) {
  const [before, began] = [await cpuSeconds(), performance.now()];
  await work();
  const [after, seconds] = [await cpuSeconds(), (performance.now() - began) / 1000];
  return { page: (after.page - before.page) / seconds, browser: (after.browser - before.browser) / seconds };
}

/** Frame times during the work. */
async function framesOf(work, ...args) {
  await page.evaluate(() => void (window.frameMs.length = 0));
  await page.evaluate(work, ...args);
  await page.waitForTimeout(600);
  const times = await page.evaluate(() => window.frameMs.slice());
  return { count: times.length, medianMs: quantile(times, 0.5), longestMs: Math.max(...times) };
}

async function fresh() {
  await reload();
  await page.evaluate(simulateRun);
}

async function aMillionPoints() {
  await fresh();
  await page.evaluate((count) => window.sendRun(count), points);
  const followed = await framesOf(async () => {
    for (let update = 0; update < 20; update++) {
      window.sendProgress(5);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  });
  const plot = page.locator('.plot').first();
  await plot.focus();
  const before = await page.evaluate(() => ((window.frameMs.length = 0), performance.now()));
  for (let press = 0; press < 8; press++) await page.keyboard.press('+');
  const zoomMs = ((await page.evaluate(() => performance.now())) - before) / 8;
  const smoothed = await framesOf(() => {
    const slider = document.querySelector('.section-tools .slider input');
    slider.value = '6';
    slider.dispatchEvent(new Event('input'));
  });
  return {
    points,
    drawn: followed,
    zoomKeyMs: zoomMs,
    otherSmoothingMs: smoothed.longestMs,
    heapMB: await heapMB(cdp),
  };
}

async function tenUpdatesASecond() {
  await fresh();
  await page.evaluate(() => window.sendRun(20_000));
  await page.waitForTimeout(1500);
  const idle = await sharesOfACore(() => page.waitForTimeout(5000));
  const busy = await sharesOfACore(() =>
    page.evaluate(async (updates) => {
      for (let number = 0; number < updates; number++) {
        window.sendUpdate(number);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }, seconds * 10),
  );
  return { shareOfACore: busy, whileNothingComes: idle };
}

/** 36,000 updates as fast as possible with some draws. The growth of the heap should be the data alone. */
async function anHour() {
  await fresh();
  await page.evaluate(() => window.sendRun(1000));
  const sendMinutes = (minutes) =>
    page.evaluate(async (count) => {
      for (let number = 0; number < count * 600; number++) {
        window.sendUpdate(number);
        if (number % 600 === 599) await new Promise((resolve) => setTimeout(resolve, 260));
      }
    }, minutes);
  await sendMinutes(10);
  const heap = [await heapMB(cdp)];
  const nodes = [await page.evaluate(() => document.querySelectorAll('*').length)];
  for (let part = 0; part < 5; part++) {
    await sendMinutes(10);
    heap.push(await heapMB(cdp));
    nodes.push(await page.evaluate(() => document.querySelectorAll('*').length));
  }
  return { heapMBAtEachTenMinutes: heap, elements: nodes };
}

/** The editor destroys the page when it is hidden and creates it again when it is shown. */
async function hiddenAndShown() {
  const heap = [];
  for (let cycle = 0; cycle <= cycles; cycle++) {
    await fresh();
    await page.evaluate(() => window.sendRun(2000));
    await page.evaluate(() => window.sendUpdate(4));
    await page.waitForTimeout(30);
    if (cycle === 5 || cycle === cycles) heap.push(await heapMB(cdp));
  }
  return { cycles, heapMBEarly: heap[0], heapMBAfter: heap.at(-1) };
}

try {
  const report = {
    aMillionPoints: await aMillionPoints(),
    tenUpdatesASecond: await tenUpdatesASecond(),
    anHour: await anHour(),
    hiddenAndShown: await hiddenAndShown(),
  };
  console.log(JSON.stringify(report, undefined, 2));
} finally {
  await browser.close();
}
