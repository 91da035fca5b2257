/** Checks of the browser and the host it runs on: GL-1, GL-2, GL-5, GL-6, GL-11. */
import type { Check, Finding } from './contract.ts';

const megabyte = 1_000_000;
/** Bytes (GL-2). */
const storageNeeded = 200 * megabyte;
/** Ms by which a timer may be late before people and heartbeats feel it (assumed). */
const lateLimitMs = 100;

const bypasses = ['bypassServerCache=true', 'nocache'];

export const addressCheck: Check = {
  id: 'GL-1',
  title: 'The address lets caches work',
  run: ({ address }) => {
    const found = bypasses.filter((text) => address.search.toLowerCase().includes(text.toLowerCase()));
    if (found.length === 0)
      return { verdict: 'good', words: 'The address asks for nothing to be fetched past a cache.' };
    return {
      verdict: 'costs-time',
      words: `The address says ${found.map((text) => `“${text}”`).join(' and ')}: every start fetches everything again.`,
      advice: 'Bookmark the desktop without it.',
    };
  },
};

export const storageCheck: Check = {
  id: 'GL-2',
  title: 'Room for what gadgets keep',
  run: async ({ storage }) => {
    const told = await storage().catch(() => undefined);
    if (!told) {
      return { verdict: 'not-known', words: 'This browser does not say how much room there is.' };
    }
    const free = Math.round(told.free / megabyte);
    if (told.free < storageNeeded) {
      return {
        verdict: 'problem',
        words: `Only ${free} MB are free for this site; 200 MB are asked for. What gadgets keep may be lost.`,
        advice: 'Free disk space on this computer, or clear the storage of other sites.',
      };
    }
    return { verdict: 'good', words: `${free} MB are free for this site; 200 MB are asked for.` };
  },
};

export const firefoxCheck: Check = {
  id: 'GL-5',
  title: 'No race between cache and network',
  run: ({ userAgent }) =>
    /\bFirefox\/\d/.test(userAgent)
      ? {
          verdict: 'costs-time',
          words: 'Firefox may ask the network although its cache has the answer, when the disk seems slow to it.',
          advice: 'In about:config set network.http.rcwn.enabled to false.',
        }
      : { verdict: 'good', words: 'This browser does not race its cache against the network.' },
};

export const httpCacheCheck: Check = {
  id: 'GL-6',
  title: 'The browser keeps what it fetched',
  run: async ({ httpCache }): Promise<Finding> => {
    const { secondTime, sinceLastStart } = await httpCache();
    if (secondTime === 'from-network') {
      return {
        verdict: 'costs-time',
        words: 'A file that may be kept for a year was fetched from the network twice: HTTP caching is off.',
        advice: 'Close the developer tools or untick “Disable cache” there; ask whether a policy turns the cache off.',
      };
    }
    if (sinceLastStart === 'cleared') {
      return {
        verdict: 'costs-time',
        words: 'What was cached at the last start is gone: the cache is cleared when the browser closes.',
        advice: 'Take this site out of “clear data on exit” in the browser’s settings.',
      };
    }
    if (secondTime === 'not-known') {
      return { verdict: 'not-known', words: 'Not measurable here: the server could not be asked.' };
    }
    const since = sinceLastStart === 'kept' ? ', and it was still there from the last start' : '';
    return { verdict: 'good', words: `The second fetch of a file came from the cache${since}.` };
  },
};

export const loadCheck: Check = {
  id: 'GL-11',
  title: 'This computer keeps up',
  run: async ({ lateness }) => {
    const sorted = [...(await lateness())].sort((left, right) => left - right);
    const worst = sorted.at(-1);
    const typical = sorted[Math.floor(sorted.length / 2)];
    if (worst === undefined || typical === undefined) {
      return { verdict: 'not-known', words: 'Not measured: the page is hidden.' };
    }
    const measured = `Timers were ${Math.round(typical)} ms late in the middle, ${Math.round(worst)} ms at worst, of ${sorted.length}.`;
    if (worst <= lateLimitMs) return { verdict: 'good', words: measured };
    return {
      verdict: 'costs-time',
      words: `${measured} The computer is overloaded just now.`,
      advice: 'Close programs that use the processor, and check again.',
    };
  },
};
