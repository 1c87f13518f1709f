import { createHub } from '@hub/api/server'
import { openDatabase } from '@hub/db'
import { buildApp } from '../../../apps/server/src/http/app.ts'
import { serveParent } from '../child.ts'
import { boardRouter } from './board-router.ts'

const [appUrl = '', systemUrl = ''] = process.argv.slice(2)
const db = openDatabase({ appUrl, systemUrl, poolSize: 16, systemPoolSize: 16, onError: console.error })
const hub = createHub({
  db,
  secret: 'a secret of the benchmarks, long enough to be accepted',
  settings: {
    publicUrl: 'http://localhost:3000',
    registration: 'open',
    passwordPolicy: 'default',
    refreshDays: 30,
    callsPerHour: { anonymous: 1_000_000_000, user: 1_000_000_000 },
    model: null,
  },
  mail: { send: async () => undefined },
  router: boardRouter,
})
const env = { trustProxy: false, host: 'localhost', mail: undefined }
const app = await buildApp({ hub, env, router: boardRouter })
serveParent({ origin: await app.listen({ port: 0, host: '127.0.0.1' }) })
