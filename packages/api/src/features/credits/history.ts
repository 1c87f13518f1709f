import { sql } from '@hub/db'
import type { HeldAct } from '@hub/db'
import { machineTitle } from '../../platform/access/machines.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { memberListener } from '../../platform/audit/listener.ts'
import { actionWords, tell } from '../../platform/audit/sentences.ts'
import { chargeKeyOf } from '../../platform/credits/charge-key.ts'
import type { KeyedCall } from '../../platform/credits/charge-key.ts'
import { readPage } from '../../platform/data/keyset.ts'
import type { Page } from '../../shared/list.ts'
import { containing, holds, startOfDay } from '../../platform/data/filters.ts'
import { capitalized } from '../../shared/sentence.ts'
import type { Sentence } from '../../shared/sentence.ts'
import type { CreditMove, ListCreditMoves } from './schema.ts'

const titles: Record<string, string> = {
  grant: 'Credits given',
  adjustment: 'Credits adjusted by an administrator',
  expiry: 'Credits that ran out',
  refund: 'Credits given back',
}
// A reason is what an administrator typed, `constructor` as well.
const reasons = new Map([['sign-up', 'Sign-up credits']])

interface Row {
  kind: string
  procedure: string | null
  reason: string | null
}

function titleOf(ctx: OrgContext, { kind, procedure, reason }: Row): string {
  if (procedure !== null) return ctx.catalog.get(procedure)?.meta.title ?? procedure
  if (reason !== null) return reasons.get(reason) ?? reason
  return titles[kind] ?? kind
}

/** Procedures whose title holds the phrase; titles live in the program, not in the database. */
function proceduresTitled(ctx: OrgContext, phrase: string): string[] {
  return ctx.catalog.entries.filter(({ meta }) => holds(meta.title, phrase)).map(({ path }) => path)
}

/** Actions whose words hold the phrase: "Created a task". */
const actionsTold = ({ hub }: OrgContext, phrase: string): string[] =>
  [...hub.verbs.keys()].filter((action) => holds(actionWords(hub, action), phrase))

/** The answers of a model are no act of their own: they are what the message to the assistant was for. */
const actionsOf: Readonly<Record<string, string>> = { 'assistant.send': 'assistant.asked' }

interface Told {
  title: string
  procedure: string | null
  act: HeldAct | null
}

/** What was done, in the words of the audit log; a read leaves nothing there and is told by its title. */
async function sentencesOf(ctx: OrgContext, moves: readonly Told[]): Promise<Sentence[]> {
  const acts = moves.flatMap(({ act }) => act ?? [])
  const told = await tell(memberListener(ctx), acts, () => false)
  const byAct = new Map(acts.map((act, at) => [act, told[at]?.sentence]))
  return moves.map(({ act, procedure, title }) => {
    const sentence = act && byAct.get(act)
    if (sentence) return capitalized(sentence)
    const action = actionsOf[procedure ?? '']
    return [{ text: action === undefined ? title : actionWords(ctx.hub, action), link: null }]
  })
}

/** What was paid for with these calls, by their keys, as the history tells it; what was free or left no act is not among it. */
export async function sentencesPaidFor(
  ctx: OrgContext,
  calls: readonly KeyedCall[],
): Promise<ReadonlyMap<string, Sentence>> {
  if (calls.length === 0) return new Map()
  const keys = new Map(calls.map((call) => [chargeKeyOf(call).toString('hex'), call.key]))
  const rows = await ctx.db
    .selectFrom('creditHold')
    .select(['act', sql<string>`encode(idem, 'hex')`.as('idem')])
    .where('idem', 'in', calls.map(chargeKeyOf))
    .where('status', '=', 'settled')
    .where('act', 'is not', null)
    .execute()
  const sentences = await sentencesOf(
    ctx,
    rows.map(({ act }) => ({ act, procedure: null, title: '' })),
  )
  return new Map(rows.map(({ idem }, at) => [keys.get(idem) ?? '', sentences[at] ?? []]))
}

/** One line a charge, not one a posting: a hold shows while it is open, its release never, a charge as its whole sum. */
function selectMoves(ctx: OrgContext) {
  const open = sql<boolean>`exists (select from credit_hold h where h.id = credit_entry.hold_id and h.status = 'open')`
  const delta = sql<number>`case kind when 'hold' then d_available else d_available + d_held end`
  const actOf = sql<HeldAct | null>`(select h.act from credit_hold h where h.id = credit_entry.hold_id)`
  return ctx.db
    .selectFrom('creditEntry')
    .select([
      'seq as id',
      'at',
      'kind',
      'reason',
      'procedure',
      'door',
      'driver',
      'actorId',
      'availableAfter as availableAfterMicro',
    ])
    .select([delta.as('deltaMicro'), actOf.as('act')])
    .select(sql<string | null>`(select name from auth_user u where u.id = actor_id)`.as('actorName'))
    .select(
      sql<
        string | null
      >`coalesce((select name from auth_api_key k where k.id = api_key_id), (select client_name from oauth_grant g where g.id = api_key_id))`.as(
        'apiKeyName',
      ),
    )
    .where(({ or, and, eb }) =>
      or([
        eb('kind', 'in', ['charge', 'grant', 'adjustment', 'expiry', 'refund']),
        and([eb('kind', '=', 'hold'), open]),
      ]),
    )
}

/** Movements of the balance, newest first. */
export async function listCreditMoves(ctx: OrgContext, input: ListCreditMoves): Promise<Page<CreditMove>> {
  const { search, door, kind, actorId, from, to } = input
  const zone = ctx.org.timeZone
  const query = selectMoves(ctx)
    .$if(door !== undefined, (q) => q.where('door', '=', door ?? ''))
    .$if(kind !== undefined, (q) => q.where('kind', '=', kind ?? 'charge'))
    .$if(actorId !== undefined, (q) => q.where('actorId', '=', actorId ?? ''))
    .$if(from !== undefined, (q) => q.where('at', '>=', startOfDay(from ?? '', zone)))
    .$if(to !== undefined, (q) => q.where('at', '<', startOfDay(to ?? '', zone, 1)))
    .$if(search !== undefined, (q) =>
      q.where(({ or, eb }) =>
        or([
          eb('procedure', 'in', [...proceduresTitled(ctx, search ?? ''), '']),
          sql<boolean>`exists (select from credit_hold h where h.id = credit_entry.hold_id
            and h.act ->> 'action' = any(${actionsTold(ctx, search ?? '')}::text[]))`,
          containing(search ?? '', sql`coalesce(procedure, '')`),
          containing(search ?? '', sql`coalesce(reason, '')`),
          containing(search ?? '', sql`coalesce((select name from auth_user u where u.id = actor_id), '')`),
        ]),
      ),
    )
  const page = await readPage(query, {
    scope: { key: ctx.hub.keys.cursor, list: 'credits.history', orgId: ctx.org.orgId },
    columns: [{ expression: sql`seq`, type: 'bigint', direction: 'desc' }],
    input,
  })
  const titled = page.items.map(({ reason, ...row }) => ({ ...row, title: titleOf(ctx, { ...row, reason }) }))
  const sentences = await sentencesOf(ctx, titled)
  const items = titled.map(({ act: _act, ...row }, at) => {
    const actorName = row.actorName ?? machineTitle(ctx.hub.machines, row.actorId)
    // The query above keeps releases and losses out; the door column holds what `Door` names.
    return { ...row, actorName, sentence: sentences[at] ?? [] } as CreditMove
  })
  return { items, nextCursor: page.nextCursor }
}
