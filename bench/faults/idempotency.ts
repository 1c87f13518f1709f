import { setTimeout as sleep } from 'node:timers/promises'
import { inTx, openDatabase, sql } from '@hub/db'
import { callRest, callTool, codeOf, field } from './clients.ts'
import type { Answer } from './clients.ts'
import { chargesOf, checkBooks, tasksOf } from './books.ts'
import type { Findings, Fault, Trial } from './fault.ts'
import type { Org } from './world.ts'

const PARALLEL = 100
const CREATE = 'modules.ops.tasks.create'
const WRITE_MICRO = 50_000
const GIVE_UP_MS = 30_000

interface Way {
  name: string
  title: string
  call: (title: string) => Promise<Answer>
}

/** The same act with one key, by REST for nothing and by MCP for a price. */
function ways(org: Org, ids: { rest: string; mcp: string }): [Way, Way] {
  return [
    {
      name: 'REST',
      title: 'once by REST',
      call: (title) =>
        callRest(org.key, { path: 'modules/ops/tasks/create', body: { title }, idempotencyKey: ids.rest }),
    },
    {
      name: 'MCP',
      title: 'once by MCP',
      call: (title) =>
        callTool(org.toolKey, { tool: 'ops_tasks_create', args: { title }, idempotencyKey: ids.mcp }),
    },
  ]
}

/** As a good client does: waits as long as it is told and asks again. */
async function untilDone(call: () => Promise<Answer>): Promise<{ answer: Answer; refusals: Answer[] }> {
  const refusals: Answer[] = []
  const giveUpAt = Date.now() + GIVE_UP_MS
  for (;;) {
    const answer = await call()
    if (answer.status === 200 || Date.now() > giveUpAt) return { answer, refusals }
    refusals.push(answer)
    await sleep((answer.retryAfter ?? 1) * 1000)
  }
}

async function stampede(findings: Findings, { name, title, call }: Way): Promise<void> {
  const all = await Promise.all(Array.from({ length: PARALLEL }, () => untilDone(() => call(title))))
  const bodies = new Set(all.map(({ answer }) => `${answer.status} ${JSON.stringify(answer.body)}`))
  findings.check(`${name}: ${PARALLEL} parallel calls with one key get one answer`, bodies.size === 1, [
    ...bodies,
  ])
  findings.check(`${name}: that answer is the task`, [...bodies][0]?.startsWith('200 ') === true, [...bodies])
  const refusals = all.flatMap((one) => one.refusals)
  const other = refusals.filter(
    (answer) => answer.status !== 409 || codeOf(answer) !== 'IN_FLIGHT' || answer.retryAfter === null,
  )
  findings.check(
    `${name}: while it runs others are told so (409) and when to ask again`,
    other.length === 0,
    other,
  )
  findings.figure(`${name}: told to wait`, refusals.length)
  const reused = await call(`${title}, but another body`)
  findings.equal(`${name}: the key with another body`, [reused.status, codeOf(reused)], [422, 'KEY_REUSED'])
}

/** Makes the first call stand at a lock, so that the second certainly meets it in flight. */
async function meetInFlight({ world, findings, random }: Trial, org: Org): Promise<void> {
  const way = ways(org, { rest: random.id(), mcp: random.id() })[1]
  await world.inside(async (_hub, adminUrl) => {
    const tables = openDatabase({ appUrl: adminUrl, systemUrl: adminUrl, onError: () => undefined })
    let first: Promise<Answer> | undefined
    await inTx(tables.system, async (tx) => {
      await sql`lock table app.ops_task in share row exclusive mode`.execute(tx)
      first = way.call('in flight')
      await sleep(1_000)
      const second = await way.call('in flight')
      findings.equal(
        'a repeat while the first call runs',
        [second.status, codeOf(second)],
        [409, 'IN_FLIGHT'],
      )
      findings.check('it names the seconds to wait', (second.retryAfter ?? 0) >= 1, second)
    })
    await tables.close()
    const done = await first
    const again = await way.call('in flight')
    findings.equal('a repeat afterwards gets the same answer', again.body, done?.body)
  })
}

export const idempotency: Fault = {
  name: 'idempotency',
  title: `One key used by ${PARALLEL} parallel calls, with another body, and while the first call runs`,
  async run(trial) {
    const { world, findings, random } = trial
    const org = await world.newOrg('Once Only', 10)
    const both = ways(org, { rest: random.id(), mcp: random.id() })
    for (const way of both) await stampede(findings, way)
    await meetInFlight(trial, org)
    await world.inside(async (hub) => {
      const tasks = await tasksOf(hub, org)
      const titles = [...both.map(({ title }) => title), 'in flight']
      const counts = titles.map((title) => tasks.get(title)?.length ?? 0)
      findings.equal('each task exists once, and no other', [tasks.size, ...counts], [3, 1, 1, 1])
      findings.equal('each paid call was charged once', await chargesOf(hub, org, CREATE), {
        count: 2,
        micro: 2 * WRITE_MICRO,
      })
      await checkBooks(findings, hub, org)
    })
    const balance = await callRest(org.owner, { path: 'credits/balance' })
    findings.equal('nothing stays on hold', field<number>(balance, 'heldMicro'), 0)
  },
}
