// The reference keeps the contract that every engine must keep.
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { engineContract } from './engineContract.ts';

describe('the reference engine', () => engineContract(referenceEngine));
