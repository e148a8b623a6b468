// `npm test`: installs missing packages, then runs all steps, or the named ones:
//   node scripts/test.mjs [check] [unit] [python] [host] [e2e] [--grep PATTERN] [--floor]
import { onProjectNode } from './build/setup.mjs';

await onProjectNode(async (args) => (await import('./test/steps.mjs')).runSteps(args));
