import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '@hub/db'
import { TEST_SECRET } from '@hub/db/testing'
import { createHub } from '../create-hub.ts'
import { modules } from '../modules/index.ts'
import { startWorker } from '../platform/jobs/worker.ts'
import { pressModule } from './press-module.ts'

/*
 * A worker as a process of its own, for tests that kill it: `node worker-program.ts <app address> <system address> <file> [recoveries] [most in two seconds] [protocol]`.
 * Each sheet that is printed is a line of the file. A poster of 666 sheets brings its process down.
 */

const [appUrl = '', systemUrl = '', printed = '', recoveries = '', most = '', protocol = ''] =
  process.argv.slice(2)
const POISON = 666
const LEASE_MS = 2_000
const SHEET_MS = 500

const press = pressModule({
  // Four at once, so that there is work left to be killed in.
  queue: 'bulk',
  ...(most !== '' && { limit: { points: Number(most), seconds: 2, per: 'hub' } }),
  async print({ id, signal }, sheets) {
    if (sheets === POISON) process.kill(process.pid, 'SIGKILL')
    appendFileSync(printed, `began ${id}\n`)
    await sleep(SHEET_MS, undefined, { signal })
    appendFileSync(printed, `ended ${id}\n`)
  },
})

const db = openDatabase({ appUrl, systemUrl, onError: () => undefined })
const hub = createHub({
  db,
  secret: TEST_SECRET,
  settings: {
    publicUrl: 'http://localhost:3000',
    registration: 'open',
    passwordPolicy: 'default',
    refreshDays: 30,
    callsPerHour: { anonymous: 100_000, user: 1_000_000 },
    model: null,
  },
  mail: { send: async () => undefined },
  modules: [...modules, press],
})
hub.fanout.start()
const worker = await startWorker(hub, {
  leaseMs: LEASE_MS,
  ...(recoveries !== '' && { recoveries: Number(recoveries) }),
  ...(protocol !== '' && { protocol }),
})
process.on('SIGTERM', () => {
  void worker
    .stop()
    .then(() => hub.fanout.stop())
    .then(() => db.close())
    .then(() => process.exit(0))
})
process.stdout.write('ready\n')
