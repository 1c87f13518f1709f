import { sql } from 'kysely'
import type { OrgDb } from './org-db.ts'
import type { SystemDb } from './system-db.ts'
import { NIL_ORG } from './uuid.ts'

/** The head of a chain at some moment, kept outside the database. */
export interface AuditAnchor {
  readonly seq: number
  readonly hash: Buffer
}

export interface AuditVerdict {
  readonly ok: boolean
  /** Entries looked at. */
  readonly entries: number
  /** The first place where the chain is wrong: a changed or inserted entry, or the one after a gap. */
  readonly firstBadSeq: number | null
  readonly head: AuditAnchor | null
}

interface Page {
  org: string
  entries: number
  firstBadSeq: number | null
  headSeq: number | null
  headHash: Buffer | null
}

// About half a second of work per statement, far below the login's statement timeout.
const PAGE = 100_000

/**
 * Recomputes an audit chain: every entry's hash from its content and its predecessor's hash, without gaps.
 * A tail that was cut off leaves a valid shorter chain, so pass an `anchor` kept elsewhere to see that too.
 * `db` is the organization's own handle, or the system handle for the platform chain (`NIL_ORG`).
 */
export async function verifyAuditChain(
  db: OrgDb | SystemDb,
  orgId: string,
  anchor?: AuditAnchor,
): Promise<AuditVerdict> {
  const chain = await walkChain(db, orgId)
  if (!chain.ok || anchor === undefined) return chain
  if (chain.head === null || chain.head.seq < anchor.seq)
    return { ...chain, ok: false, firstBadSeq: (chain.head?.seq ?? 0) + 1 }
  const { rows } = await sql<{
    hash: Buffer
  }>`select hash from audit_entry where seq = ${anchor.seq}`.execute(db)
  return rows[0]?.hash.equals(anchor.hash) === true ? chain : { ...chain, ok: false, firstBadSeq: anchor.seq }
}

async function walkChain(db: OrgDb | SystemDb, orgId: string): Promise<AuditVerdict> {
  let entries = 0
  let head: AuditAnchor | null = null
  for (;;) {
    const page = await verifyPage(db, head)
    // Row-level security would show another organization's chain as empty, and empty would pass as intact.
    if (page.org !== orgId) throw new Error('This handle cannot see the audit chain of that organization.')
    entries += page.entries
    if (page.headSeq !== null && page.headHash !== null) head = { seq: page.headSeq, hash: page.headHash }
    if (page.firstBadSeq !== null) return { ok: false, entries, firstBadSeq: page.firstBadSeq, head }
    if (page.entries < PAGE) return { ok: true, entries, firstBadSeq: null, head }
  }
}

async function verifyPage(db: OrgDb | SystemDb, after: AuditAnchor | null): Promise<Page> {
  const from = after?.seq ?? 0
  const { rows } = await sql<Page>`
    with page as (
      select e as entry, e.seq, e.prev_hash, e.hash from audit_entry e where e.seq > ${from} order by e.seq limit ${PAGE}
    ), linked as (
      select entry, seq, prev_hash, hash,
        lag(hash, 1, ${after?.hash ?? Buffer.alloc(0)}::bytea) over w as before,
        lag(seq, 1, ${from}::bigint) over w as seq_before
      from page window w as (order by seq)
    )
    select coalesce(app.org_id(), ${NIL_ORG}::uuid) as org, count(*) as entries,
      min(seq) filter (where seq <> seq_before + 1 or prev_hash <> before or hash <> app.audit_hash(before, entry)) as first_bad_seq,
      max(seq) as head_seq, (array_agg(hash order by seq desc))[1] as head_hash
    from linked`.execute(db)
  const [page] = rows
  if (page === undefined) throw new Error('The audit chain could not be read.')
  return page
}
