// Runs a program of the package with a jumping wall clock. Its path is the option `file`.
import { pathToFileURL } from 'node:url';
import { letClockJump } from './jumpingClock.ts';

letClockJump(process.pid);
const { file } = JSON.parse(process.argv[2]!) as { file: string };
await import(pathToFileURL(file).href);
