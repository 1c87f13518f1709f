import { setTimeout as sleep } from 'node:timers/promises'
import { hasPooler, startPooler } from '../../packages/db/src/testing-pooler.ts'
import type { Pooler } from '../../packages/db/src/testing-pooler.ts'
import type { Fault, Trial } from './fault.ts'
import { at } from './world.ts'
import { checkWrites, underWrites } from './writing.ts'
import type { Log } from './writing.ts'

const CREDITS = 2_000
const KILLS = { full: 8, quick: 3 }
const WITHIN_MS = 15_000
const LOOK_MS = 50

/** Kills the pooler while writes go on. Returns how long writes took to come through again, each time. */
async function breakIt({ random, quick }: Trial, pooler: Pooler, { acknowledged }: Log): Promise<number[]> {
  const took: number[] = []
  for (let kill = 0; kill < (quick ? KILLS.quick : KILLS.full); kill += 1) {
    await sleep(random.between(500, 1_500))
    await pooler.restart()
    const [begin, before] = [performance.now(), acknowledged.size]
    while (acknowledged.size <= before && performance.now() - begin < 2 * WITHIN_MS) await sleep(LOOK_MS)
    took.push(performance.now() - begin)
  }
  return took
}

export const pooler: Fault = {
  name: 'pooler',
  title:
    'A pgbouncer in transaction mode, with fewer connections than callers, is killed (SIGKILL) while writes go on',
  async run(trial) {
    const { world, findings } = trial
    if (!hasPooler()) return findings.skip('pgbouncer is not installed')
    const org = await world.newOrg('Pooled', CREDITS)
    return await world.inside(async (_hub, databaseUrl) => {
      const bouncer = await startPooler({ adminUrl: databaseUrl, poolSize: 3 })
      const server = await world.startBeside({
        DATABASE_URL: bouncer.through(databaseUrl),
        DATABASE_DIRECT_URL: databaseUrl,
      })
      try {
        let took: number[] = []
        const log = await underWrites(trial, at(org, server.origin), async (running) => {
          took = await breakIt(trial, bouncer, running)
        })
        await Promise.all(log.waiting)
        const slowest = Math.max(...took)
        findings.figure('kills of the pooler', took.length)
        findings.figure('writes again after', `${Math.round(slowest)} ms at most`)
        findings.figure('longest that a call waited for its answer', `${Math.round(log.longestMs)} ms`)
        findings.check('writes go on by themselves within 15 s', slowest <= WITHIN_MS, took)
        findings.check('every call is answered within 15 s', log.longestMs <= WITHIN_MS, log.longestMs)
        findings.check('the server is still the same process', server.isRunning)
        return () => checkWrites(trial, org, log)
      } finally {
        await server.stop()
        await bouncer.stop()
      }
    })
  },
}
