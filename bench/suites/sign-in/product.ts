import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createHub } from '@hub/api/server'
import { openDatabase } from '@hub/db'
import { benchHub } from '../bench-hub.ts'
import { buildApp } from '../../../apps/server/src/http/app.ts'
import { serveParent } from '../child.ts'

const NS_PER_MS = 1e6
const EVERY_MS = 1

const [appUrl = '', systemUrl = ''] = process.argv.slice(2)
const db = openDatabase({ appUrl, systemUrl, poolSize: 16, systemPoolSize: 16, onError: console.error })
const hub = createHub({
  db,
  ...benchHub,
})
// Each sign-in comes from an address of its own: ten a minute are let in from one.
const app = await buildApp({ hub, env: { trustProxy: true, host: 'localhost', mail: undefined } })
const origin = await app.listen({ port: 0, host: '127.0.0.1' })

const delay = monitorEventLoopDelay({ resolution: EVERY_MS })
delay.enable()

export interface LoopDelay {
  p50: number
  p99: number
  max: number
}

/** How late the event loop was since the last question, in ms; what a timer takes by itself is in it. */
function loopDelay(): LoopDelay {
  const at = (p: number) => delay.percentile(p) / NS_PER_MS
  const seen = { p50: at(50), p99: at(99), max: delay.max / NS_PER_MS }
  delay.reset()
  return seen
}

serveParent({ origin }, { loopDelay })
