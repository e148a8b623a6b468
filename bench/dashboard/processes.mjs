// Memory of the editor's own processes, found by a variable that only they were started with. Linux keeps it under /proc.
import { readFileSync, readdirSync } from 'node:fs';

/** What each kind of process is called by. */
const signs = { host: '--type=extensionHost', learner: 'learnerProcess.mjs' };

/**
 * Resident memory of one kind of process, in MB; undefined where there is none.
 * @param {keyof typeof signs} kind
 * @param {string} mark the value of HIDDEN_STATE_BENCH
 */
export function residentMB(kind, mark) {
  const read = (id, name) => {
    try {
      return readFileSync(`/proc/${id}/${name}`, 'utf8');
    } catch {
      return '';
    }
  };
  const isMeant = (id) =>
    read(id, 'cmdline').includes(signs[kind]) && read(id, 'environ').includes(`HIDDEN_STATE_BENCH=${mark}`);
  const sizes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isMeant(name))
    .map((id) => Number(/^VmRSS:\s*(\d+)/m.exec(read(id, 'status'))?.[1]) / 1024)
    .filter(Number.isFinite);
  return sizes.length > 0 ? Math.max(...sizes) : undefined;
}

/** What scripts hold, with the page's elements and the buffers of arrays, after all garbage is collected; in MB. */
export async function heapMB(cdp) {
  for (let times = 0; times < 3; times++) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await cdp.send('Runtime.getHeapUsage');
  return (usedSize + embedderHeapUsedSize + backingStorageSize) / 2 ** 20;
}
