import { setTimeout as sleep } from 'node:timers/promises'
import { modules } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import { callRest, field } from './clients.ts'
import { checkBooks, checkHolds } from './books.ts'
import type { Fault, Trial } from './fault.ts'
import type { Org } from './world.ts'

const WORKERS = 8
const CREDITS = 5_000
const RETRY_MS = 150
const GIVE_UP_MS = 120_000
const NEXT_KILL_MS = [400, 1_500] as const
const FULL = { entries: 600, kills: 8 }
const QUICK = { entries: 160, kills: 2 }
const DAY = '2026-03-05'
/** No answer, the same call still under way, too much at once, and not there for the moment. */
const REPEATED = new Set([0, 409, 429, 503])

interface Entry {
  memo: string
  amount: string
  key: string
}

interface Accounts {
  debit: string
  credit: string
}

interface Run {
  org: Org
  accounts: Accounts
  entries: Entry[]
  /** Numbers of those that were acknowledged, by memo. */
  acknowledged: Map<string, string>
  unanswered: number
}

async function setUp({ key, owner }: Org): Promise<Accounts> {
  const book = { baseCurrency: 'EUR', country: 'IE', startsOn: '2026-01-01' }
  const made = await callRest(owner, { path: 'modules/accounting/book/setUp', body: book })
  if (made.status !== 200) throw new Error(`The books were not set up: ${JSON.stringify(made)}`)
  const idOf = async (code: string) => {
    const path = `modules/accounting/accounts/list?search=${code}`
    return field<{ id: string }[]>(await callRest(key, { path }), 'items')[0]?.id ?? ''
  }
  return { debit: await idOf('6100'), credit: await idOf('1100') }
}

/** Posts one, again and again under its key, until the hub says what became of it. */
async function post(run: Run, { memo, amount, key }: Entry): Promise<void> {
  const { debit, credit } = run.accounts
  const lines = [
    { accountId: debit, debit: amount },
    { accountId: credit, credit: amount },
  ]
  const request = {
    path: 'modules/accounting/journals/post',
    body: { date: DAY, memo, lines },
    idempotencyKey: key,
  }
  const giveUpAt = Date.now() + GIVE_UP_MS
  for (;;) {
    const answer = await callRest(run.org.key, request)
    if (answer.status === 200) return void run.acknowledged.set(memo, field<string>(answer, 'number'))
    if (answer.status === 0) run.unanswered += 1
    if (!REPEATED.has(answer.status) || Date.now() > giveUpAt)
      throw new Error(`${memo} got no answer: ${JSON.stringify(answer)}`)
    await sleep(answer.retryAfter === null ? RETRY_MS : answer.retryAfter * 1_000)
  }
}

async function work(run: Run, waiting: Entry[]): Promise<void> {
  for (let entry = waiting.shift(); entry; entry = waiting.shift()) await post(run, entry)
}

async function kill({ world, random }: Trial, run: Run, kills: number): Promise<number> {
  let done = 0
  while (done < kills && run.acknowledged.size < run.entries.length) {
    await sleep(random.between(...NEXT_KILL_MS))
    await world.hub.kill()
    await world.hub.start()
    done += 1
  }
  return done
}

async function look({ findings }: Trial, hub: Hub, { org, entries, acknowledged }: Run): Promise<void> {
  const db = hub.db.org(org.orgId)
  const posted = await db.selectFrom('accountingEntry').select(['memo', 'number']).execute()
  findings.equal('entries that are there', posted.length, entries.length)
  const numbers = posted.map(({ number }) => number).toSorted((one, other) => one - other)
  findings.equal(
    'numbers are without gaps',
    numbers,
    entries.map((_, at) => at + 1),
  )
  const lost = [...acknowledged].filter(
    ([memo, number]) =>
      !posted.some((one) => one.memo === memo && number.endsWith(`-${String(one.number).padStart(4, '0')}`)),
  )
  findings.equal('acknowledged entries that are lost, or have another number', lost, [])
  for (const { name, verify } of modules)
    if (verify) findings.equal(`what ${name} recomputes`, await verify(db), [])
  await checkBooks(findings, hub, org)
}

export const posting: Fault = {
  name: 'posting',
  title: 'The server is killed (SIGKILL) while entries are posted to the books',
  async run(trial) {
    const { world, findings, random, quick } = trial
    const size = quick ? QUICK : FULL
    const org = await world.newOrg('Posts Much', CREDITS)
    const entries = Array.from({ length: size.entries }, (_, at) => ({
      memo: `Entry ${at}`,
      amount: `${1 + random.between(0, 900)}.${10 + random.between(0, 89)}`,
      key: random.id(),
    }))
    const run: Run = { org, accounts: await setUp(org), entries, acknowledged: new Map(), unanswered: 0 }
    const waiting = [...entries]
    const [kills] = await Promise.all([
      kill(trial, run, size.kills),
      ...Array.from({ length: WORKERS }, () => work(run, waiting)),
    ])
    const brokenAt = Date.now()
    findings.figure('entries', `${entries.length} by ${WORKERS} callers`)
    findings.figure('kills', kills)
    findings.figure('tries without an answer', run.unanswered)
    await world.inside((hub) => look(trial, hub, run))
    return () => world.inside((hub) => checkHolds(findings, hub, { org, brokenAt }))
  },
}
