// The worker entry of one more training thread: it is handed its share of a trainer's memory, and works on it until it is
// terminated.
import { workerData } from 'node:worker_threads';
import { runTrainingThread } from '../engine/threadPool.ts';
import type { ThreadInit } from '../engine/threadPool.ts';

runTrainingThread(workerData as ThreadInit);
