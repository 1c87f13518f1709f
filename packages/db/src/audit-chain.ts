import { sql } from 'kysely'
import type { OrgDb } from './org-db.ts'
import type { SystemDb } from './system-db.ts'
import { NIL_ORG } from './uuid.ts'

/** The head of a chain at some moment, kept outside the database. */
export interface AuditAnchor {
  readonly seq: number
  readonly hash: Buffer
}

/**
 * What is wrong at an entry: its content was `changed`; entries before it are `missing`; it no longer follows the one before,
 * which was rewritten or put in (`unlinked`); it stands after the kept end of the chain (`extra`); it and what came
 * after it up to the kept end were `cut` off.
 */
export type AuditFault = 'changed' | 'missing' | 'unlinked' | 'extra' | 'cut'

export interface AuditVerdict {
  readonly ok: boolean
  /** Entries looked at. */
  readonly entries: number
  /** The first place where the chain is wrong. */
  readonly firstBadSeq: number | null
  readonly fault: AuditFault | null
  readonly head: AuditAnchor | null
}

export interface AuditSlice {
  /** Entries of this slice. */
  readonly entries: number
  /** The last number looked at; the next slice begins after it. */
  readonly through: number
  /** The number of the last entry that was written. */
  readonly end: number
  readonly isLast: boolean
  readonly bad: { readonly seq: number; readonly fault: AuditFault } | null
  readonly head: AuditAnchor | null
}

interface Row {
  org: string
  entries: number
  badSeq: number | null
  badFault: AuditFault | null
  headSeq: number | null
  headHash: Buffer | null
  keptSeq: number | null
  keptHash: Buffer | null
  /** The hash of the entry at the kept head's place, where this slice holds it. */
  atKept: Buffer | null
}

// About half a second of work per statement, far below the login's statement timeout.
const PAGE = 100_000

/**
 * Recomputes part of a chain in one short statement that locks nothing: each entry's hash from its content, its link to
 * the entry before, no gaps, and at the end the head that is kept beside the chain. `after` is the last number of the
 * slice before. `db` is the organization's own handle, or the system handle for the platform chain (`NIL_ORG`).
 */
export async function verifyAuditSlice(
  db: OrgDb | SystemDb,
  orgId: string,
  { after, size }: { after: number; size: number },
): Promise<AuditSlice> {
  const row = await readSlice(db, after, size)
  // Row-level security would show another organization's chain as empty, and empty would pass as intact.
  if (row.org !== orgId) throw new Error('This handle cannot see the audit chain of that organization.')
  const head = row.headSeq !== null && row.headHash !== null ? { seq: row.headSeq, hash: row.headHash } : null
  const isLast = row.entries < size
  const through = row.headSeq ?? after
  const inside =
    row.badSeq !== null && row.badFault !== null ? { seq: row.badSeq, fault: row.badFault } : null
  const bad = inside ?? faultAtEnd(row, { through, isLast })
  return { entries: row.entries, through, end: Math.max(row.keptSeq ?? 0, through), isLast, bad, head }
}

function faultAtEnd(
  { keptSeq, keptHash, atKept }: Row,
  { through, isLast }: { through: number; isLast: boolean },
): AuditSlice['bad'] {
  if (keptSeq === null) return through > 0 ? { seq: 1, fault: 'extra' } : null
  if (through > keptSeq) return { seq: keptSeq + 1, fault: 'extra' }
  if (atKept !== null && keptHash !== null && !atKept.equals(keptHash))
    return { seq: keptSeq, fault: 'changed' }
  return isLast && through < keptSeq ? { seq: through + 1, fault: 'cut' } : null
}

/**
 * Recomputes a whole chain. Who may write the tables behind their triggers can move the kept head as well, so pass an
 * `anchor` kept elsewhere to see that too.
 */
export async function verifyAuditChain(
  db: OrgDb | SystemDb,
  orgId: string,
  anchor?: AuditAnchor,
): Promise<AuditVerdict> {
  const chain = await walkChain(db, orgId)
  if (!chain.ok || anchor === undefined) return chain
  if (chain.head === null || chain.head.seq < anchor.seq)
    return { ...chain, ok: false, fault: 'cut', firstBadSeq: (chain.head?.seq ?? 0) + 1 }
  const { rows } = await sql<{
    hash: Buffer
  }>`select hash from audit_entry where seq = ${anchor.seq}`.execute(db)
  return rows[0]?.hash.equals(anchor.hash) === true
    ? chain
    : { ...chain, ok: false, fault: 'changed', firstBadSeq: anchor.seq }
}

async function walkChain(db: OrgDb | SystemDb, orgId: string): Promise<AuditVerdict> {
  let entries = 0
  let head: AuditAnchor | null = null
  for (;;) {
    const slice = await verifyAuditSlice(db, orgId, { after: head?.seq ?? 0, size: PAGE })
    entries += slice.entries
    head = slice.head ?? head
    if (slice.bad) return { ok: false, entries, firstBadSeq: slice.bad.seq, fault: slice.bad.fault, head }
    if (slice.isLast) return { ok: true, entries, firstBadSeq: null, fault: null, head }
  }
}

async function readSlice(db: OrgDb | SystemDb, after: number, size: number): Promise<Row> {
  const { rows } = await sql<Row>`
    with page as (
      select e as entry, e.seq, e.prev_hash, e.hash from audit_entry e where e.seq > ${after} order by e.seq limit ${size}
    ), linked as (
      select entry, seq, prev_hash, hash,
        lag(hash, 1, coalesce((select e.hash from audit_entry e where e.seq = ${after}), ''::bytea)) over w as before,
        lag(seq, 1, ${after}::bigint) over w as seq_before
      from page window w as (order by seq)
    ), judged as (
      select seq, hash, case
        when seq <> seq_before + 1 then 'missing'
        when hash <> app.audit_hash(prev_hash, entry) then 'changed'
        when prev_hash <> before then 'unlinked' end as fault
      from linked
    ), kept as (
      select seq, hash from audit_head where org_id = coalesce(app.org_id(), ${NIL_ORG}::uuid)
    )
    select coalesce(app.org_id(), ${NIL_ORG}::uuid) as org, count(*) as entries,
      min(seq) filter (where fault is not null) as bad_seq,
      (array_agg(fault order by seq) filter (where fault is not null))[1] as bad_fault,
      max(seq) as head_seq, (array_agg(hash order by seq desc))[1] as head_hash,
      (select seq from kept) as kept_seq, (select hash from kept) as kept_hash,
      (array_agg(hash) filter (where seq = (select seq from kept)))[1] as at_kept
    from judged`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('The audit chain could not be read.')
  return row
}
