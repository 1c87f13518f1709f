import { setTimeout as sleep } from 'node:timers/promises'
import { sql, verifyAuditChain, verifyLedger } from '@hub/db'
import type { Hub } from '@hub/api/server'
import { callRest, field } from './clients.ts'
import type { Findings } from './fault.ts'
import { MODEL } from './model-provider.ts'
import type { Org, World } from './world.ts'

/** A hold must be charged or given back by then, whatever happened to its call. */
const CLOSED_WITHIN_MS = 60_000

/** Entries against balances, holds against entries, grants against draws, and the chain of audit entries. */
export async function checkBooks(findings: Findings, hub: Hub, { orgId, slug }: Org): Promise<void> {
  const db = hub.db.org(orgId)
  const ledger = await verifyLedger(db, orgId)
  findings.check(`${slug}: the entries of the ledger add up to the balance`, ledger.ok, ledger.differences)
  const chain = await verifyAuditChain(db, orgId)
  findings.check(`${slug}: the audit chain is whole`, chain.ok, `wrong from entry ${chain.firstBadSeq}`)
}

/** Waits for the sweeper; whether it came in time is read from the holds themselves. */
export async function untilClosed({ admin }: World, { owner }: Org): Promise<void> {
  const giveUpAt = Date.now() + CLOSED_WITHIN_MS + 15_000
  while (Date.now() < giveUpAt) {
    const balance = await callRest({ ...owner, credential: admin.credential }, { path: 'credits/balance' })
    if (balance.status === 200 && field<number>(balance, 'heldMicro') === 0) return
    await sleep(1_000)
  }
}

/** When the last thing was broken (milliseconds since 1970), and whose holds are looked at. */
export interface Aftermath {
  org: Org
  brokenAt: number
}

/** Whether all holds were closed within 60 s of their making or of the last fault, from the rows themselves. */
export async function checkHolds(findings: Findings, hub: Hub, aftermath: Aftermath): Promise<void> {
  const { org, brokenAt } = aftermath
  const { orgId, slug } = org
  const holds = await hub.db
    .org(orgId)
    .selectFrom('creditHold')
    .select(['status', 'createdAt', 'closedAt', 'procedure'])
    .execute()
  const open = holds.filter(({ status }) => status === 'open')
  findings.check(`${slug}: no hold is open`, open.length === 0, open)
  const lives = holds.flatMap(({ createdAt, closedAt }) =>
    closedAt === null ? [] : [Date.parse(closedAt) - Math.max(brokenAt, Date.parse(createdAt))],
  )
  const longest = Math.max(0, ...lives)
  const freed = holds.filter(({ status }) => status === 'expired').length
  findings.figure(
    `${slug}: holds`,
    `${holds.length}, ${freed} freed by the sweeper, longest ${Math.round(longest / 1000)} s`,
  )
  findings.check(`${slug}: every hold was closed within 60 s`, longest <= CLOSED_WITHIN_MS, longest)
}

/** Charges of one procedure: how many, and how much in micro-credits. */
export async function chargesOf(
  hub: Hub,
  { orgId }: Org,
  procedure: string,
): Promise<{ count: number; micro: number }> {
  const rows = await hub.db
    .org(orgId)
    .selectFrom('creditEntry')
    .select(['dAvailable', 'dHeld'])
    .where('kind', '=', 'charge')
    .where('procedure', '=', procedure)
    .execute()
  const micro = rows.reduce((sum, { dAvailable, dHeld }) => sum - dAvailable - dHeld, 0)
  return { count: rows.length, micro }
}

/** Tasks by title, to see what was lost and what exists twice. */
export async function tasksOf(hub: Hub, { orgId }: Org): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; title: string }>`select id, title from ops_task`.execute(
    hub.db.org(orgId),
  )
  const byTitle = new Map<string, string[]>()
  for (const { id, title } of rows) byTitle.set(title, [...(byTitle.get(title) ?? []), id])
  return byTitle
}

/** No answer of the model costs more than what was held for it. Returns how many were charged. */
export async function checkAnswerCharges(findings: Findings, hub: Hub, { orgId }: Org): Promise<number> {
  const charges = await hub.db
    .org(orgId)
    .selectFrom('creditEntry')
    .innerJoin('creditHold', 'creditHold.id', 'creditEntry.holdId')
    .select(['creditHold.amount', 'creditEntry.dAvailable', 'creditEntry.dHeld', 'creditEntry.lost'])
    .where('creditEntry.kind', 'in', ['charge', 'loss'])
    .where('creditEntry.driver', '=', MODEL)
    .execute()
  const above = charges.filter(({ amount, dAvailable, dHeld }) => -(dAvailable + dHeld) > amount)
  findings.equal('answers charged above what was held', above, [])
  const below = charges.filter(({ dAvailable, dHeld }) => dAvailable + dHeld > 0)
  findings.equal('answers that paid the asker', below, [])
  return charges.length
}
