import { setTimeout as sleep } from 'node:timers/promises'
import { startDatabaseProxy } from '../../packages/db/src/testing-proxy.ts'
import type { DatabaseProxy, ProxyMode } from '../../packages/db/src/testing-proxy.ts'
import type { Fault, Trial } from './fault.ts'
import type { HubProcess } from './hub-process.ts'
import { at } from './world.ts'
import { checkWrites, underWrites } from './writing.ts'

const WITHIN_MS = 15_000
const LOOK_MS = 50

interface Round {
  proxy: DatabaseProxy
  server: HubProcess
  /** How many writes are acknowledged by now. */
  acknowledged: () => number
}

/** Until it says that it is ready, and writes come through again as before. */
async function untilWell({ server, acknowledged }: Round): Promise<number> {
  const begin = performance.now()
  const before = acknowledged()
  while (acknowledged() <= before || !(await server.isReady())) await sleep(LOOK_MS)
  return performance.now() - begin
}

const seconds = (values: number[]) => values.map((ms) => `${(ms / 1_000).toFixed(1)} s`).join(', ')

/** Connections that are open lose everything, or only what PostgreSQL answers; those made afterwards are well. */
async function breakThem({ random, quick }: Trial, round: Round): Promise<number[]> {
  const modes: ProxyMode[] = quick
    ? ['swallow', 'unanswered']
    : ['swallow', 'unanswered', 'swallow', 'unanswered']
  const took: number[] = []
  for (const mode of modes) {
    await sleep(random.between(1_000, 1_500))
    round.proxy.forget(mode)
    took.push(await untilWell(round))
  }
  return took
}

export const halfDead: Fault = {
  name: 'half-dead',
  title:
    'A proxy forgets the connections to PostgreSQL without a word and takes new ones, while writes go on',
  async run(trial) {
    const { world, findings } = trial
    const org = await world.newOrg('Half Dead', 2_000)
    return await world.inside(async (_hub, databaseUrl) => {
      const proxy = await startDatabaseProxy(databaseUrl)
      const server = await world.startBeside({ DATABASE_URL: proxy.through(databaseUrl) })
      try {
        let took: number[] = []
        const log = await underWrites(trial, at(org, server.origin), async ({ acknowledged }) => {
          took = await breakThem(trial, { proxy, server, acknowledged: () => acknowledged.size })
        })
        await Promise.all(log.waiting)
        findings.figure('times that connections went dead', took.length)
        findings.figure('well again after', seconds(took))
        findings.figure('longest that a call waited for its answer', seconds([log.longestMs]))
        findings.check('the hub is well again within 15 s', Math.max(...took) <= WITHIN_MS, took)
        findings.check('every call is answered within 15 s', log.longestMs <= WITHIN_MS, log.longestMs)
        findings.check('the server is still the same process', server.isRunning)
        return () => checkWrites(trial, org, log)
      } finally {
        await server.stop()
        await proxy.close()
      }
    })
  },
}
