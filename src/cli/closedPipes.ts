// A program that reads the output, as `head`, may end before this one. What is still written then is lost, and nothing else.
import { errorCode } from '../disk/errorCode.ts';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (errorCode(error) !== 'EPIPE') throw error;
  });
}
