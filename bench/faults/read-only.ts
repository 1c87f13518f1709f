import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { callRest, codeOf } from './clients.ts'
import type { Answer } from './clients.ts'
import type { Fault, Trial } from './fault.ts'
import type { Org } from './world.ts'

const CALLS = 20
const LOOK_MS = 100
const BACK_WITHIN_MS = 15_000

const write = ({ key }: Org, title: string): Promise<Answer> =>
  callRest(key, {
    path: 'modules/ops/tasks/create',
    body: { title },
    idempotencyKey: title.replaceAll(' ', '-').padEnd(20, '-'),
  })

const read = ({ key }: Org): Promise<Answer> => callRest(key, { path: 'modules/ops/tasks/list?limit=5' })

const kinds = (answers: readonly Answer[]) =>
  [...new Set(answers.map((answer) => `${answer.status} ${codeOf(answer)}`.trim()))].toSorted()

/** What the database's part of the health says: its state and its words. */
async function healthOf({ world }: Trial): Promise<string> {
  const response = await fetch(`${world.hub.origin}/health/services`)
  const { services } = (await response.json()) as {
    services: { name: string; status: string; detail: string }[]
  }
  const database = services.find(({ name }) => name === 'database')
  return `${database?.status}: ${database?.detail}`
}

/** As a switch of servers leaves it: who is connected now is connected to one that only reads. */
async function makeReadOnly(databaseUrl: string): Promise<() => Promise<void>> {
  const admin = new Client({ connectionString: databaseUrl })
  await admin.connect()
  await admin.query('set default_transaction_read_only = off')
  await admin.query('alter database hub set default_transaction_read_only = on')
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'hub' and pid <> pg_backend_pid()`,
  )
  return async () => {
    await admin.query('begin read write; alter database hub reset default_transaction_read_only; commit')
    await admin.end()
  }
}

async function whileReadOnly(trial: Trial, org: Org): Promise<void> {
  const { findings } = trial
  const [writes, reads]: [Answer[], Answer[]] = [[], []]
  for (let count = 0; count < CALLS; count += 1) {
    writes.push(await write(org, `read only ${count}`))
    reads.push(await read(org))
  }
  findings.figure('writes', kinds(writes).join(', '))
  findings.figure('reads meanwhile', kinds(reads).join(', '))
  findings.equal('writes', kinds(writes), ['503 UNAVAILABLE'])
  findings.check(
    'each says when to try again',
    writes.every(({ retryAfter }) => retryAfter !== null),
  )
  findings.equal('reads', kinds(reads), ['200'])
  findings.equal(
    'what the health says',
    await healthOf(trial),
    'degraded: is read-only: what is there can be read, nothing can be stored',
  )
}

export const readOnly: Fault = {
  name: 'read-only',
  title: 'PostgreSQL takes no writes for a while, as one does that another has taken the place of',
  async run(trial) {
    const { world, findings } = trial
    const org = await world.newOrg('Read Only', 10)
    await world.inside(async (_hub, databaseUrl) => {
      const end = await makeReadOnly(databaseUrl)
      try {
        await whileReadOnly(trial, org)
      } finally {
        await end()
      }
      const begin = performance.now()
      while (
        (await write(org, 'writes again')).status !== 200 &&
        performance.now() - begin < 2 * BACK_WITHIN_MS
      )
        await sleep(LOOK_MS)
      const tookMs = performance.now() - begin
      findings.figure('writes again after', `${Math.round(tookMs)} ms`)
      findings.check('writes go on by themselves within 15 s', tookMs <= BACK_WITHIN_MS, tookMs)
    })
  },
}
