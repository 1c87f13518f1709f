import { setTimeout as sleep } from 'node:timers/promises'
import type { Trial } from './fault.ts'
import type { HubProcess } from './hub-process.ts'
import { at } from './world.ts'
import type { Org } from './world.ts'
import { checkWrites, underWrites } from './writing.ts'

const WITHIN_MS = 15_000
const LOOK_MS = 50

/** Until it says that it is ready, and writes come through again as before; or until nobody would wait any longer. */
async function untilWell(server: HubProcess, acknowledged: () => number): Promise<number> {
  const begin = performance.now()
  const before = acknowledged()
  const isWell = async () => acknowledged() > before && (await server.isReady())
  while (performance.now() - begin < 2 * WITHIN_MS && !(await isWell())) await sleep(LOOK_MS)
  return performance.now() - begin
}

const seconds = (values: number[]) => values.map((ms) => `${(ms / 1_000).toFixed(1)} s`).join(', ')

interface Subject {
  trial: Trial
  org: Org
  server: HubProcess
}

/**
 * Breaks a server's way to its database, one break after another, while writes go on through it; each time it has to come
 * back by itself. Returns the check of what was written, for when the hub is whole again.
 */
export async function comesBack({ trial, org, server }: Subject, breaks: readonly (() => unknown)[]) {
  const { findings, random } = trial
  const took: number[] = []
  const log = await underWrites(trial, at(org, server.origin), async ({ acknowledged }) => {
    for (const breakIt of breaks) {
      await sleep(random.between(500, 1_500))
      await breakIt()
      took.push(await untilWell(server, () => acknowledged.size))
    }
  })
  await Promise.all(log.waiting)
  findings.figure('times that it was broken', took.length)
  findings.figure('well again after', seconds(took))
  findings.figure('longest that a call waited for its answer', seconds([log.longestMs]))
  findings.check('the hub is well again within 15 s', Math.max(...took) <= WITHIN_MS, took)
  findings.check('every call is answered within 15 s', log.longestMs <= WITHIN_MS, log.longestMs)
  findings.check('the server is still the same process', server.isRunning)
  return () => checkWrites(trial, org, log)
}
