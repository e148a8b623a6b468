// Worker entry of an additional training thread: it works on its part of a trainer's shared memory until it is terminated.
import { workerData } from 'node:worker_threads';
import { runTrainingThread, type ThreadInit } from '../engine/threadPool.ts';

runTrainingThread(workerData as ThreadInit);
