// Loaded before every node test: a test process that is done leaves at once. Node 20 otherwise takes its environment apart
// first, and now and then never ends with it (nodejs/node#47748): all tests have passed, one core is busy for good, and the run waits.
// By the first `beforeExit` the runner has its own listener for `exit`, so ours comes after it.
process.once('beforeExit', () => {
  process.on('exit', (code) => process.reallyExit(process.exitCode ?? code));
});
