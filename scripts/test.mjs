// `npm test`: installs what is missing, then runs everything, or the parts named:
//   node scripts/test.mjs [check] [unit] [host] [e2e] [--grep PATTERN] [--floor]
import { onProjectNode } from './build/setup.mjs';

await onProjectNode(async (args) => (await import('./test/steps.mjs')).runParts(args));
