import { hasPooler, startPooler } from '../../packages/db/src/testing-pooler.ts'
import { comesBack } from './coming-back.ts'
import type { Fault } from './fault.ts'

const CREDITS = 2_000
const KILLS = { full: 8, quick: 3 }

export const pooler: Fault = {
  name: 'pooler',
  title:
    'A pgbouncer in transaction mode, with fewer connections than callers, is killed (SIGKILL) while writes go on',
  async run(trial) {
    const { world, findings, quick } = trial
    if (!hasPooler()) return findings.skip('pgbouncer is not installed')
    const org = await world.newOrg('Pooled', CREDITS)
    return await world.inside(async (_hub, databaseUrl) => {
      const bouncer = await startPooler({ adminUrl: databaseUrl, poolSize: 3 })
      const server = await world.startBeside({
        DATABASE_URL: bouncer.through(databaseUrl),
        DATABASE_DIRECT_URL: databaseUrl,
      })
      try {
        const kills = Array.from({ length: quick ? KILLS.quick : KILLS.full }, () => () => bouncer.restart())
        return await comesBack({ trial, org, server }, kills)
      } finally {
        await server.stop()
        await bouncer.stop()
      }
    })
  },
}
