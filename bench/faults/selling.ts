import { setTimeout as sleep } from 'node:timers/promises'
import { modules } from '@hub/api/server'
import type { Hub } from '@hub/api/server'
import { callRest, field } from './clients.ts'
import type { Answer, RestRequest } from './clients.ts'
import { checkBooks } from './books.ts'
import type { Fault, Trial } from './fault.ts'
import type { Org } from './world.ts'

const WORKERS = 6
const CREDITS = 20_000
const RETRY_MS = 150
const GIVE_UP_MS = 120_000
const NEXT_KILL_MS = [300, 1_200] as const
const FULL = { invoices: 240, kills: 8 }
const QUICK = { invoices: 60, kills: 2 }
const DAY = '2026-03-05'
const REPEATED = new Set([0, 409, 429, 503])

interface Sale {
  amount: string
  keys: { create: string; post: string; pay: string }
}

interface Run {
  org: Org
  contactId: string
  taxCodeId: string
  sales: Sale[]
  /** Ids of the invoices of which the hub said that they are paid. */
  paid: string[]
  unanswered: number
}

/** Asks again and again under one key, until the hub says what became of it. */
async function ask(run: Run, request: RestRequest): Promise<Answer> {
  const giveUpAt = Date.now() + GIVE_UP_MS
  for (;;) {
    const answer = await callRest(run.org.key, request)
    if (answer.status === 200) return answer
    if (answer.status === 0) run.unanswered += 1
    if (!REPEATED.has(answer.status) || Date.now() > giveUpAt)
      throw new Error(`${request.path} got no answer: ${JSON.stringify(answer)}`)
    await sleep(answer.retryAfter === null ? RETRY_MS : answer.retryAfter * 1_000)
  }
}

async function setUp(org: Org, sales: Sale[]): Promise<Run> {
  const run = { org, contactId: '', taxCodeId: '', sales, paid: [], unanswered: 0 }
  const book = { baseCurrency: 'EUR', country: 'IE', startsOn: '2026-01-01' }
  const made = await callRest(org.owner, { path: 'modules/accounting/book/setUp', body: book })
  if (made.status !== 200) throw new Error(`The books were not set up: ${JSON.stringify(made)}`)
  const details = await callRest(org.owner, {
    path: 'modules/accounting/company/update',
    body: { legalName: 'Tide & Fennel' },
  })
  if (details.status !== 200) throw new Error(`There are no details: ${JSON.stringify(details)}`)
  const contact = await ask(run, { path: 'modules/accounting/contacts/create', body: { name: 'Lantern' } })
  const taxes = await callRest(org.key, { path: 'modules/accounting/taxes/list?side=sale' })
  const contactId = field<string>(contact, 'id')
  return { ...run, contactId, taxCodeId: field<{ id: string }[]>(taxes, 'items')[0]?.id ?? '' }
}

/** Writes an invoice, posts it and records its payment. */
async function sell(run: Run, { amount, keys }: Sale): Promise<void> {
  const { contactId, taxCodeId } = run
  const lines = [{ description: 'Bread', quantity: '1', unitPrice: amount, taxCodeId }]
  const draft = await ask(run, {
    path: 'modules/accounting/invoices/create',
    body: { contactId, lines, issuedOn: DAY, dueOn: DAY },
    idempotencyKey: keys.create,
  })
  const id = field<string>(draft, 'id')
  await ask(run, { path: 'modules/accounting/invoices/post', body: { id }, idempotencyKey: keys.post })
  await ask(run, {
    path: 'modules/accounting/paymentsIn/record',
    body: { invoiceId: id, paidOn: DAY },
    idempotencyKey: keys.pay,
  })
  run.paid.push(id)
}

async function work(run: Run, waiting: Sale[]): Promise<void> {
  for (let sale = waiting.shift(); sale; sale = waiting.shift()) await sell(run, sale)
}

async function kill({ world, random }: Trial, run: Run, kills: number): Promise<number> {
  let done = 0
  while (done < kills && run.paid.length < run.sales.length) {
    await sleep(random.between(...NEXT_KILL_MS))
    await world.hub.kill()
    await world.hub.start()
    done += 1
  }
  return done
}

async function look({ findings }: Trial, hub: Hub, { org, sales, paid }: Run): Promise<void> {
  const db = hub.db.org(org.orgId)
  const invoices = await db
    .selectFrom('accountingDocument')
    .select(['id', 'number', 'state', 'totalMinor', 'settledMinor'])
    .execute()
  const payments = await db.selectFrom('accountingPayment').select(['id', 'amountMinor']).execute()
  findings.equal('invoices that are there', invoices.length, sales.length)
  findings.equal('payments that are there', payments.length, sales.length)
  findings.equal(
    'numbers are without gaps',
    invoices.map(({ number }) => String(number)).toSorted((one, other) => (one < other ? -1 : 1)),
    sales.map((_, at) => `INV-2026-${String(at + 1).padStart(4, '0')}`),
  )
  findings.equal(
    'invoices that are not paid exactly once',
    invoices.filter(
      ({ state, totalMinor, settledMinor }) => state !== 'posted' || totalMinor !== settledMinor,
    ),
    [],
  )
  findings.equal(
    'invoices that were said to be paid and are not there',
    paid.filter((id) => invoices.every((invoice) => invoice.id !== id)),
    [],
  )
  for (const { name, verify } of modules)
    if (verify) findings.equal(`what ${name} recomputes`, await verify(db), [])
  await checkBooks(findings, hub, org)
}

export const selling: Fault = {
  name: 'selling',
  title: 'The server is killed (SIGKILL) while invoices are written, posted and paid',
  async run(trial) {
    const { world, findings, random, quick } = trial
    const size = quick ? QUICK : FULL
    const sales = Array.from({ length: size.invoices }, () => ({
      amount: `${1 + random.between(0, 900)}.${10 + random.between(0, 89)}`,
      keys: { create: random.id(), post: random.id(), pay: random.id() },
    }))
    const run = await setUp(await world.newOrg('Sells Much', CREDITS), sales)
    const waiting = [...sales]
    const [kills] = await Promise.all([
      kill(trial, run, size.kills),
      ...Array.from({ length: WORKERS }, () => work(run, waiting)),
    ])
    findings.figure('invoices', `${sales.length} by ${WORKERS} callers`)
    findings.figure('kills', kills)
    findings.figure('tries without an answer', run.unanswered)
    await world.inside((hub) => look(trial, hub, run))
  },
}
