// Memory of the editor's processes, found by an environment variable that the extension host has. Reads /proc (Linux).
import { readFileSync, readdirSync } from 'node:fs';

/** Text in the command line of each kind of process. */
const commandLines = { host: '--type=extensionHost', learner: 'learner.mjs' };

/**
 * Resident memory of the largest process of a kind in MB. Undefined if there is none.
 * @param {keyof typeof commandLines} kind
 * @param {string} marker the value of HIDDEN_STATE_BENCH
 */
export function residentMB(kind, marker) {
  const read = (id, name) => {
    try {
      return readFileSync(`/proc/${id}/${name}`, 'utf8');
    } catch {
      return '';
    }
  };
  const hasMarker = (id) => read(id, 'environ').includes(`HIDDEN_STATE_BENCH=${marker}`);
  // The learner has a clean environment; its parent is the extension host.
  const parentOf = (id) => /^PPid:\s*(\d+)/m.exec(read(id, 'status'))?.[1] ?? '';
  const isOurs = (id) => read(id, 'cmdline').includes(commandLines[kind]) && (hasMarker(id) || hasMarker(parentOf(id)));
  const sizes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isOurs(name))
    .map((id) => Number(/^VmRSS:\s*(\d+)/m.exec(read(id, 'status'))?.[1]) / 1024)
    .filter(Number.isFinite);
  return sizes.length > 0 ? Math.max(...sizes) : undefined;
}

/** Heap of scripts, page elements and array buffers in MB, after garbage collection. */
export async function heapMB(cdp) {
  for (let times = 0; times < 3; times++) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await cdp.send('Runtime.getHeapUsage');
  return (usedSize + embedderHeapUsedSize + backingStorageSize) / 2 ** 20;
}
