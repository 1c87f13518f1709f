import { createHub } from '@hub/api/server'
import { openDatabase } from '@hub/db'
import { benchHub } from '../bench-hub.ts'
import { buildApp } from '../../../apps/server/src/http/app.ts'
import { serveParent } from '../child.ts'
import { boardRouter } from './board-router.ts'

const [appUrl = '', systemUrl = ''] = process.argv.slice(2)
const db = openDatabase({ appUrl, systemUrl, poolSize: 16, systemPoolSize: 16, onError: console.error })
const hub = createHub({
  db,
  ...benchHub,
  router: boardRouter,
})
const env = { trustProxy: false, host: 'localhost', mail: undefined }
const app = await buildApp({ hub, env, router: boardRouter })
serveParent({ origin: await app.listen({ port: 0, host: '127.0.0.1' }) })
