import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault, Trial } from './fault.ts'
import { checkWrites, underWrites } from './writing.ts'

const HEALTHY_WITHIN_MS = 5_000
/** A restart takes a second; a machine that does other things as well may take longer. */
const BACK_WITHIN_MS = 60_000

interface Restart {
  /** From the kill until PostgreSQL says that it is ready. */
  databaseMs: number
  /** From then until the hub says so. */
  hubMs: number
}

async function restart({ world: { hub }, random }: Trial): Promise<Restart> {
  await sleep(random.between(200, 900))
  const pid = hub.postgresPid()
  if (pid === undefined) throw new Error('PostgreSQL does not run.')
  const begin = performance.now()
  process.kill(pid, 'SIGKILL')
  while (hub.postgresPid() === undefined || hub.postgresPid() === pid) {
    if (performance.now() - begin > BACK_WITHIN_MS) throw new Error('PostgreSQL did not come back.')
    await sleep(10)
  }
  const databaseMs = performance.now() - begin
  return { databaseMs, hubMs: await hub.untilReady() }
}

const range = (values: number[]) =>
  `${Math.round(Math.min(...values))} to ${Math.round(Math.max(...values))} ms`

export const restartPostgres: Fault = {
  name: 'restart-postgres',
  title: 'PostgreSQL is killed (SIGKILL of the postmaster) and comes back while writes go on',
  async run(trial) {
    const { world, findings, quick } = trial
    const org = await world.newOrg('Restarted Often', 5_000)
    const restarts: Restart[] = []
    const log = await underWrites(trial, org, async () => {
      for (let done = 0; done < (quick ? 3 : 10); done += 1) restarts.push(await restart(trial))
    })
    findings.figure('kills of PostgreSQL', restarts.length)
    findings.figure('database back after', range(restarts.map(({ databaseMs }) => databaseMs)))
    const hubMs = restarts.map((one) => one.hubMs)
    findings.figure('hub healthy after the database', range(hubMs))
    findings.check(
      'the hub is healthy 5 s after the database',
      Math.max(...hubMs) <= HEALTHY_WITHIN_MS,
      hubMs,
    )
    return () => checkWrites(trial, org, log)
  },
}
