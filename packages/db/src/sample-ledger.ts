import { Client } from 'pg'
import { uuidv7 } from './uuid.ts'

/** Credits given: at sign-up, or by an administrator. */
interface SampleGrant {
  readonly at: Date
  readonly source: 'sign-up' | 'adjustment'
  readonly micro: number
  readonly reason: string
}

/** A call that was paid for. */
interface SampleCharge {
  readonly at: Date
  readonly micro: number
  readonly procedure: string
  readonly door: string
  readonly driver: string | null
  readonly actorId: string
}

export interface SampleLedger {
  readonly orgId: string
  /** Oldest first. */
  readonly moves: readonly (SampleGrant | SampleCharge)[]
}

interface Books {
  entries: object[]
  holds: object[]
  grants: { id: string; remaining: number }[]
  draws: object[]
  available: number
}

const LATER_MS = 1_500
const later = (at: Date) => new Date(at.getTime() + LATER_MS)

function addGrant(books: Books, { at, source, micro, reason }: SampleGrant): void {
  const id = uuidv7()
  books.available += micro
  books.entries.push({
    seq: books.entries.length + 1,
    at,
    kind: source === 'sign-up' ? 'grant' : 'adjustment',
    d_available: micro,
    d_held: 0,
    available_after: books.available,
    held_after: 0,
    lost: 0,
    grant_id: id,
    reason,
    door: 'system',
  })
  const grant = { id, source, priority: 100, amount: micro, remaining: micro, created_at: at }
  books.grants.push(grant)
}

/** The oldest grant with something left pays; a call is small beside every grant, so it never needs two. */
function draw(books: Books, seq: number, micro: number): void {
  const grant = books.grants.find(({ remaining }) => remaining >= micro)
  if (!grant) throw new Error('The sample spends more than it was given.')
  grant.remaining -= micro
  books.draws.push({ seq, grant_id: grant.id, amount: micro })
}

function addCharge(books: Books, { at, micro, driver, ...call }: SampleCharge, priceVersion: number): void {
  const id = uuidv7()
  const closed = later(at)
  const facts = {
    procedure: call.procedure,
    door: call.door,
    driver,
    actor_id: call.actorId,
    price_version: priceVersion,
  }
  const seq = books.entries.length + 1
  const before = books.available
  books.available -= micro
  const entry = { ...facts, hold_id: id, lost: 0, available_after: books.available }
  books.entries.push(
    { ...entry, seq, at, kind: 'hold', d_available: -micro, d_held: micro, held_after: micro },
    { ...entry, seq: seq + 1, at: closed, kind: 'charge', d_available: 0, d_held: -micro, held_after: 0 },
  )
  if (before < micro) throw new Error('The sample spends more than it was given.')
  books.holds.push({
    ...facts,
    id,
    amount: micro,
    status: 'settled',
    worked_at: at,
    closed_at: closed,
    created_at: at,
    expires_at: new Date(at.getTime() + 30_000),
  })
  draw(books, seq + 1, micro)
}

function booksOf({ moves }: SampleLedger, priceVersion: number): Books {
  const books: Books = { entries: [], holds: [], grants: [], draws: [], available: 0 }
  for (const move of moves)
    if ('source' in move) addGrant(books, move)
    else addCharge(books, move, priceVersion)
  return books
}

/**
 * Gives an organization without a ledger a past: weeks of grants and charges, with every sum, hold and draw that real
 * ones leave. The ledger's own functions write the present only. `adminUrl` is the administrator's address of the
 * prepared database; a price book has to be published. Throws where the organization has a ledger.
 */
export async function writeSampleLedger(adminUrl: string, ledger: SampleLedger): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ version: number | null }>(
      'select max(version) as version from app.credit_price',
    )
    const books = booksOf(ledger, rows[0]?.version ?? 0)
    await client.query('set local role hub_ledger')
    await client.query(`select set_config('app.org_id', $1, true)`, [ledger.orgId])
    await client.query(
      'insert into app.credit_account (org_id, available, held, seq) values ($1, $2, 0, $3)',
      [ledger.orgId, books.available, books.entries.length],
    )
    const { grants, holds, entries, draws } = books
    for (const [table, rows] of Object.entries({ grant: grants, hold: holds, entry: entries, draw: draws }))
      await client.query(
        `insert into app.credit_${table} select (jsonb_populate_record(null::app.credit_${table}, value || jsonb_build_object('org_id', $1::uuid))).*
         from jsonb_array_elements($2::jsonb)`,
        [ledger.orgId, JSON.stringify(rows)],
      )
    await client.query('commit')
  } finally {
    await client.end()
  }
}
