// The reference engine fulfills the contract of an engine.
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { engineContract } from './engineContract.ts';

describe('the reference engine', () => engineContract(referenceEngine));
