// Memory of the heap and of buffers that is really in use.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes, after a garbage collection. */
export function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  collectGarbage();
  const { heapUsed: used, external } = process.memoryUsage();
  return used + external;
}
