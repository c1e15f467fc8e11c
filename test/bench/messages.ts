const BATCH = 1_000;

/** What makes the messages of one load unlike every other's: its event ids, and when its first truck passed, ms. */
export type Run = { readonly run: string; readonly startsAt: number };

/** Of two processes that send at once each has trucks and times of its own. */
const BETWEEN_PROCESSES = 10_000_000;

let serial = Number(process.argv[2] ?? 0) * BETWEEN_PROCESSES;

/** A passage of a truck that this load has not sent before; one in eight breaks a rule. */
function passage({ run, startsAt }: Run): Record<string, unknown> {
  serial += 1;
  const number = serial % 90_000;
  return {
    eventId: `${run}-${serial}`,
    passedAt: new Date(startsAt + serial * 7_000).toISOString(),
    direction: 'in',
    plate: `晋C${String(10_000 + number)}`,
    plateColour: 'yellow',
    confidence: 0.97,
    lane: 1,
    vehicle: {
      vin: 'LFWSRXSJ3KAD57951',
      emissionStage: serial % 8 === 0 ? '5' : '6',
      fuel: 'diesel',
      usage: 'operating',
      vehicleType: 'Q11',
      registeredOn: '2019-05-06',
    },
    cargo: { name: '煤炭', bulk: true, tonnes: 32.5 },
    barrier: 'passed',
  };
}

export const passageBody = (run: Run): string => JSON.stringify(passage(run));

export const batchBody = (run: Run): string =>
  JSON.stringify({ passages: Array.from({ length: BATCH }, () => passage(run)) });
