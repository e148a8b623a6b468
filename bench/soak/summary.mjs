// The figures with a limit, from the measurements of a soak test.

/** Memory may grow while caches fill. */
const warmUpMinutes = 10;
/** Measurements whose median is compared. */
const compared = 5;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Growth in MB from the first measurements after the warm-up to the last ones. Undefined if there are too few. */
function drift(values) {
  if (values.length < 2) return undefined;
  const count = Math.min(compared, Math.floor(values.length / 2));
  return Math.round((median(values.slice(-count)) - median(values.slice(0, count))) * 100) / 100;
}

/** Of each process that was measured at least twice after the warm-up. */
function processDrifts(memory) {
  const names = [...new Set(memory.flatMap(({ processesMB }) => Object.keys(processesMB)))];
  const found = names.map((name) => [name, drift(memory.flatMap(({ processesMB }) => processesMB[name] ?? []))]);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

/** Medians over the times that were measured. */
function idleShares(idle, editorAlone) {
  const host = median(idle.map(({ hostShareOfCore }) => hostShareOfCore));
  const otherProcesses = median(idle.map(({ processesShareOfCore }) => processesShareOfCore));
  const editorWithoutExtension = median(editorAlone.map(({ hostShareOfCore }) => hostShareOfCore));
  const ours = Math.max(0, host + otherProcesses - editorWithoutExtension);
  return { host, otherProcesses, editorWithoutExtension, ours };
}

/** Adds `summary` in front of the measurements. */
export function summarize({ memory, ...report }) {
  const after = memory.filter(({ minute }) => minute >= Math.min(warmUpMinutes, report.minutes / 2));
  const { trainingAndTyping: busy, idle, editorAlone } = report;
  const summary = {
    driftMB: {
      host: drift(after.map(({ hostMB }) => hostMB)),
      hostHeap: drift(after.map(({ hostHeapMB }) => hostHeapMB)),
      hostExternal: drift(after.map(({ hostExternalMB }) => hostExternalMB)),
      ...processDrifts(after),
    },
    idleShareOfCore: idleShares(idle, editorAlone),
    trainingAndTypingMs: {
      p99: busy.p99,
      longest: busy.longest,
      cpuP99: busy.cpuP99,
      longestCpu: busy.longestCpu,
      blocksAbove50ms: busy.blocksAbove50ms,
      blocksAbove50msCpu: busy.blocksAbove50msCpu,
    },
  };
  return { summary, ...report, memory };
}
