import type { JobDeclaration } from '../../platform/jobs/job.ts'
import type { Machine } from '../../platform/calls/machine.ts'
import type { ConnectionPage, WholeConnection } from './connections/schema.ts'
import type { SteppedStream } from './streams/schema.ts'
import type { z } from 'zod'

const QUARTER_MS = 15 * 60_000
/** So many pages of one stream in one go; what is left comes a quarter of an hour later, and other connections have their turn. */
const MOST_PAGES = 40

/** The connections that can be read, with their streams. */
async function* readable(machine: Machine): AsyncGenerator<WholeConnection> {
  let cursor: string | undefined
  do {
    const page = (await machine.call('connectors.connections.list', {
      limit: 100,
      ...(cursor !== undefined && { cursor }),
    })) as z.infer<typeof ConnectionPage> // as its output schema says
    for (const { id, state } of page.items)
      if (state === 'ok' || state === 'attention')
        yield (await machine.call('connectors.connections.get', { id })) as WholeConnection
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

/** Reads a stream to its end, or so many pages of it. */
export async function readPages(machine: Machine, id: string, most: number): Promise<void> {
  for (let pages = 0; pages < most; pages += 1) {
    const step = (await machine.call('connectors.syncs.step', { id })) as SteppedStream
    if (!step.isMore) return
  }
}

/** Does something with each stream; one that may not be read, or is not understood, holds up no other. Throws what was first wrong. */
async function withStreams(
  { streams }: Pick<WholeConnection, 'streams'>,
  work: (stream: WholeConnection['streams'][number]) => Promise<unknown>,
): Promise<void> {
  const faults: unknown[] = []
  for (const stream of streams) {
    try {
      await work(stream)
    } catch (error) {
      faults.push(error)
    }
  }
  if (faults.length > 0) throw faults[0]
}

const readOn = (machine: Machine, connection: WholeConnection): Promise<void> =>
  // Also what was there before, where the job that read it died: of two who read a page the first counts.
  withStreams(connection, ({ id }) => readPages(machine, id, MOST_PAGES))

/** Does something with each connection; one that fails holds up no other. */
async function withEach(
  machine: Machine,
  work: (connection: WholeConnection) => Promise<void>,
): Promise<void> {
  for await (const connection of readable(machine)) {
    try {
      await work(connection)
    } catch (err) {
      machine.log.info({ err, connection: connection.id }, 'a connection could not be read')
    }
  }
}

/** Reads what changed at each service. */
export const readChanges: JobDeclaration = {
  name: 'connectors.changes',
  as: 'connectors.reader',
  schedule: { everyMs: QUARTER_MS },
  run: (machine) => withEach(machine, (connection) => readOn(machine, connection)),
}

/** Compares each stream with its service, so that what is gone there goes here as well. */
export const compareNightly: JobDeclaration = {
  name: 'connectors.compare',
  as: 'connectors.reader',
  schedule: { dailyAt: '02:10' },
  run: (machine) =>
    withEach(machine, async (connection) => {
      // Services forget whom to tell after some failures.
      await machine.call('connectors.syncs.listen', { connectionId: connection.id })
      await withStreams(connection, async ({ id, phase }) => {
        if (phase === 'live') await machine.call('connectors.syncs.reconcile', { id })
      })
    }),
}
