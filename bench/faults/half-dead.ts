import { startDatabaseProxy } from '../../packages/db/src/testing-proxy.ts'
import type { ProxyMode } from '../../packages/db/src/testing-proxy.ts'
import { comesBack } from './coming-back.ts'
import type { Fault } from './fault.ts'

/** Connections that are open lose everything, or only what PostgreSQL answers; those made afterwards are well. */
const MODES: readonly ProxyMode[] = ['swallow', 'unanswered']

export const halfDead: Fault = {
  name: 'half-dead',
  title:
    'A proxy forgets the connections to PostgreSQL without a word and takes new ones, while writes go on',
  async run(trial) {
    const { world, quick } = trial
    const org = await world.newOrg('Half Dead', 2_000)
    return await world.inside(async (_hub, databaseUrl) => {
      const proxy = await startDatabaseProxy(databaseUrl)
      const server = await world.startBeside({ DATABASE_URL: proxy.through(databaseUrl) })
      try {
        const modes = quick ? MODES : [...MODES, ...MODES]
        const breaks = modes.map((mode) => () => proxy.forget(mode))
        return await comesBack({ trial, org, server }, breaks)
      } finally {
        await server.stop()
        await proxy.close()
      }
    })
  },
}
