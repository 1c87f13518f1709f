import { sql } from 'kysely'
import type { OrgTx } from './org-db.ts'
import type { SystemTx } from './system-db.ts'

/** What happened, as its writer knows it; place in the chain, time and hash are added by the database. */
export interface AuditInput {
  readonly actorId: string | null
  /** What the actor is: a person, an API key, the system. */
  readonly actorKind?: string | undefined
  /** The person an assistant, key or administrator acted for. */
  readonly actingFor?: string | undefined
  readonly door: string
  readonly action: string
  readonly target?: Readonly<Record<string, unknown>> | undefined
  readonly data?: Readonly<Record<string, unknown>> | undefined
  readonly requestId?: string | undefined
  /** Personal data; kept outside the chain so that it can be erased. */
  readonly subject?:
    | {
        readonly email?: string | undefined
        readonly ip?: string | undefined
        readonly device?: string | undefined
      }
    | undefined
}

/**
 * Appends entries to the chain of the transaction's organization and returns the last one's number. Writers of
 * one organization take turns until they commit, so this is the last statement before the commit.
 */
export async function appendAudit(tx: OrgTx, entries: readonly AuditInput[]): Promise<number> {
  const { rows } = await sql<{
    seq: number
  }>`select app.audit_append(${wireEntries(entries)}) as seq`.execute(tx)
  return lastSeq(rows)
}

/** The same for the platform's own chain, which belongs to no organization. */
export async function appendPlatformAudit(tx: SystemTx, entries: readonly AuditInput[]): Promise<number> {
  const { rows } = await sql<{
    seq: number
  }>`select app.audit_append_platform(${wireEntries(entries)}) as seq`.execute(tx)
  return lastSeq(rows)
}

/**
 * System work that changes one organization (a new one, an accepted invitation) writes that organization's
 * chain, although its handle is bound to none.
 */
export async function appendAuditFor(
  tx: SystemTx,
  orgId: string,
  entries: readonly AuditInput[],
): Promise<number> {
  const { rows } = await sql<{
    seq: number
  }>`select app.audit_append_for(${orgId}, ${wireEntries(entries)}) as seq`.execute(tx)
  return lastSeq(rows)
}

function wireEntries(entries: readonly AuditInput[]): string {
  return JSON.stringify(
    entries.map((entry) => ({
      actor_id: entry.actorId,
      actor_kind: entry.actorKind,
      acting_for: entry.actingFor,
      door: entry.door,
      action: entry.action,
      target: entry.target,
      data: entry.data,
      request_id: entry.requestId,
      subject: entry.subject,
    })),
  )
}

function lastSeq(rows: readonly { seq: number }[]): number {
  const [row] = rows
  if (row === undefined) throw new Error('The audit log gave no answer.')
  return row.seq
}
