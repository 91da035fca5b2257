// Reporter for node:test that writes how many tests passed and failed, as one line of JSON. Suites are not tests.
export default async function* countReporter(events) {
  let passed = 0;
  let failed = 0;
  const failures = [];
  for await (const event of events) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    // The runner takes a file without tests for one that passed.
    if (event.type === 'test:pass' && event.data.name === event.data.file) continue;
    // A skipped or to-do test asserts nothing: it counts as failed, so that nobody leaves one behind.
    const left = event.data.skip !== undefined || event.data.todo !== undefined;
    if (event.data.details?.type === 'suite') {
      if (event.type === 'test:pass') continue;
      // A suite fails together with its tests; only a hook's failure is the suite's own.
      if (event.data.details.error?.failureType === 'subtestsFailed') continue;
    }
    if (event.type === 'test:pass' && !left) passed += 1;
    else {
      failed += 1;
      const error = event.data.details?.error;
      const why = String(error?.cause?.message ?? error?.message ?? (left ? 'skipped' : '')).split('\n')[0];
      failures.push({ file: event.data.file ?? '', name: event.data.name, why });
    }
  }
  yield `${JSON.stringify({ passed, failed, failures })}\n`;
}
