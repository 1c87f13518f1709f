import { sql } from 'kysely'
import type { OrgDb } from './org-db.ts'

export interface LedgerVerdict {
  readonly ok: boolean
  /** Entries looked at. */
  readonly entries: number
  /** What does not add up, in words; empty when everything does. */
  readonly differences: readonly string[]
}

/**
 * Recomputes an organization's credits from its entries and compares every stored figure with the result: the balance,
 * the sums that each entry carries on from the one before, the open holds, and what is left of each grant. What was changed is
 * named, and not all that comes after it. `db` is the organization's own handle.
 */
export async function verifyLedger(db: OrgDb, orgId: string): Promise<LedgerVerdict> {
  const { rows } = await sql<{ org: string | null; entries: number; difference: string | null }>`
    with running as (
      select seq, kind, d_available, d_held, available_after, held_after,
        coalesce(lag(available_after) over w, 0) + d_available as available,
        coalesce(lag(held_after) over w, 0) + d_held as held, coalesce(lag(seq) over w, 0) + 1 as place
      from credit_entry window w as (order by seq)
    ), total as (
      select count(*) as entries, coalesce(max(seq), 0) as last,
        coalesce(sum(d_available), 0) as available, coalesce(sum(d_held), 0) as held from credit_entry
    ), account as (
      select coalesce(max(available), 0) as available, coalesce(max(held), 0) as held, coalesce(max(seq), 0) as seq from credit_account
    ), drawn as (
      select grant_id, sum(amount) as amount from credit_draw group by grant_id
    ), paid as (
      select seq, sum(amount) as amount from credit_draw group by seq
    ), fault(difference) as (
      select 'balance ' || a.available || ', entries say ' || t.available from account a, total t where a.available <> t.available
      union all select 'on hold ' || a.held || ', entries say ' || t.held from account a, total t where a.held <> t.held
      union all select 'last number ' || a.seq || ', entries end at ' || t.last from account a, total t where a.seq <> t.last
      union all select 'entry ' || seq || ' does not follow from the one before it' from running
        where available_after <> available or held_after <> held or place <> seq
      union all select 'open holds add up to ' || h.amount || ', on hold ' || a.held from account a,
        (select coalesce(sum(amount), 0) as amount from credit_hold where status = 'open') h where h.amount <> a.held
      union all select 'grants hold ' || g.amount || ', the balance shows ' || a.available + a.held from account a,
        (select coalesce(sum(remaining), 0) as amount from credit_grant) g where g.amount <> a.available + a.held
      union all select 'grant ' || g.id || ' was drawn for ' || coalesce(d.amount, 0) || ' of ' || g.amount || ' and has ' || g.remaining
        from credit_grant g left join drawn d on d.grant_id = g.id where g.remaining <> g.amount - coalesce(d.amount, 0)
      union all select 'entry ' || r.seq || ' spends ' || -(r.d_available + r.d_held) || ', grants paid ' || coalesce(p.amount, 0)
        from running r left join paid p using (seq) where greatest(-(r.d_available + r.d_held), 0) <> coalesce(p.amount, 0)
    )
    select app.org_id() as org, t.entries, f.difference from total t left join fault f on true`.execute(db)
  // Row-level security would show another organization's ledger as empty, and empty would pass as correct.
  if (rows[0]?.org !== orgId) throw new Error('This handle cannot see the ledger of that organization.')
  const differences = rows.flatMap(({ difference }) => (difference === null ? [] : [difference]))
  return { ok: differences.length === 0, entries: rows[0].entries, differences }
}
