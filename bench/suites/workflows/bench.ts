import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { callRest, field } from '../../faults/clients.ts'
import type { Caller } from '../../faults/clients.ts'
import type { World } from '../../faults/world.ts'

const PATIENCE_MS = 180_000
const LOOK_MS = 50

/** A hub that is measured, and its owner. */
export interface Bench {
  world: World
  owner: Caller
  /** The superuser, whom no policy binds: copies of rows, and figures. */
  bare: Client
  /** Where workers beside it find its database. */
  databaseUrl: string
}

export async function rowsOf<Row extends object>(
  { bare }: Bench,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const { rows } = await bare.query<Row>(text, values)
  return rows
}

export async function call(owner: Caller, path: string, body: object): Promise<string> {
  const answer = await callRest(owner, { path, body })
  return field<string>(answer, 'id')
}

export async function publish(owner: Caller, draft: object): Promise<string> {
  const id = await call(owner, 'workflows/create', { name: 'Measured', draft })
  await call(owner, 'workflows/publish', { id })
  return id
}

/** Ends a run at once. */
export const stop = { id: 'stop', type: 'stop', title: 'Stop', outcome: 'done' }

/** Looks until it is so. Throws after three minutes. */
export async function until<Row extends object>(
  bench: Bench,
  text: string,
  { isThere, values = [] }: { isThere: (row: Row) => boolean; values?: unknown[] },
): Promise<Row> {
  const giveUpAt = Date.now() + PATIENCE_MS
  for (;;) {
    const [row] = await rowsOf<Row>(bench, text, values)
    if (row && isThere(row)) return row
    if (Date.now() > giveUpAt) throw new Error(`It did not come to that: ${JSON.stringify(row)}`)
    await sleep(LOOK_MS)
  }
}
