import { createHub, startWorker } from '@hub/api/server'
import { openDatabase } from '@hub/db'
import { benchHub } from '../bench-hub.ts'
import { modules } from '../../../packages/api/src/modules/index.ts'
import { pressModule } from '../../../packages/api/src/testing/press-module.ts'
import { serveParent } from '../child.ts'
import { inFlight } from './flights.ts'
import type { JobRound } from './flights.ts'

/** A job that does nothing, asked for by a call through the whole chain, in organizations in turn. */

const [appUrl = '', systemUrl = '', places = '[]'] = process.argv.slice(2)
const orgs: { orgId: string; userId: string }[] = JSON.parse(places)
const POOL = 32
const LOOK_MS = 50

const press = pressModule({ queue: 'default', print: async () => undefined })
const db = openDatabase({
  appUrl,
  systemUrl,
  poolSize: POOL,
  systemPoolSize: POOL,
  onError: console.error,
})
const hub = createHub({
  db,
  ...benchHub,
  modules: [...modules, press],
})

function enqueue(n: number): Promise<unknown> {
  const place = orgs[n % orgs.length]
  if (!place) throw new Error('There is no organization.')
  return hub.catalog.call(
    'modules.press.print',
    { sheets: n },
    {
      door: 'web',
      credential: { kind: 'person', userId: place.userId },
      org: place.orgId,
      requestId: `bench-${n}`,
      ip: null,
      userAgent: null,
    },
  )
}

const countDone = async () =>
  Number(
    (
      await db.system
        .selectFrom('job')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .where('status', '=', 'done')
        .executeTakeFirstOrThrow()
    ).count,
  )

async function endToEnd(round: JobRound): Promise<number> {
  const worker = await startWorker(hub)
  const started = performance.now()
  await inFlight(round, enqueue)
  // The row says that it is done after the work is.
  while ((await countDone()) < round.times) await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  const rate = (round.times / (performance.now() - started)) * 1_000
  await worker.stop()
  return rate
}

serveParent(null, { enqueue: (round: JobRound) => inFlight(round, enqueue), endToEnd })
