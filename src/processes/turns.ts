// How work in slices takes turns with the messages of a Node program.
import { setImmediate } from 'node:timers/promises';

export const turns = { now: () => performance.now(), yieldToMessages: () => setImmediate() };
