// Lets V8 use wider vectors. A program that owns its process imports this file first; the library does not.
import { allowWideVectors } from '../learner/nodeEngine.ts';

allowWideVectors();
