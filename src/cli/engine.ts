// The engine of the terminal: the same choice as in the workers.
import type { Engine } from '../engine/engine.ts';
import { referenceEngine } from '../engine/referenceEngine.ts';

export const engine: Engine = referenceEngine;
