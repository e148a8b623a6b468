// Mocha loads this in each of its workers. It ends a worker with SIGTERM if the worker takes longer than a second to exit, but
// on a busy machine it takes longer to write V8's counts. The worker ignores the signal and exits when it has written them.
if (process.env['MOCHA_WORKER_ID'] !== undefined) process.on('SIGTERM', () => undefined);
