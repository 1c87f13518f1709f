import { createSecretKey } from 'node:crypto'
import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import { deriveKey, seal, unseal } from './secrets.ts'
import { KEPT_PURPOSES } from './ring.ts'
import type { KeptKey, SecretRing } from './ring.ts'
import { sealedColumns } from './sealed.ts'

/** A process that has not said so for this long has ended, or stands still; in seconds. */
const ALIVE_SECONDS = 30

/** Which secret is in force, and how far its change has come. */
export interface MarkRow {
  mark: string
  beganAt: string
  movedAt: string | null
  done: number
  total: number | null
  resealedAt: string | null
}

export const currentMark = (db: SystemDb): Promise<MarkRow | undefined> =>
  db
    .selectFrom('secretMark')
    .select(['mark', 'beganAt', 'movedAt', 'done', 'total', 'resealedAt'])
    .where('replacedAt', 'is', null)
    .executeTakeFirst()

/** The first start of a hub that keeps marks: what is there was sealed with this one. */
export async function noteFirstMark(db: SystemDb, mark: string): Promise<void> {
  await sql`
    insert into secret_mark (mark, moved_at, resealed_at) values (${mark}, now(), now()) on conflict do nothing`.execute(
    db,
  )
}

/** Whether it was in force once and is not any more. */
export async function isReplaced(db: SystemDb, mark: string): Promise<boolean> {
  const row = await db
    .selectFrom('secretMark')
    .select('mark')
    .where('mark', '=', mark)
    .where('replacedAt', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

const keptContext = (purpose: string, mark: string): string => `kept:${purpose}:${mark}`

export const keptKeys = sealedColumns({
  title: 'keys of addresses and links in the world',
  of: 'nobody',
  table: 'secret_kept',
  key: { purpose: 'text', mark: 'text' },
  columns: ['sealed'],
  context: (_orgId, [purpose = '', mark = '']) => keptContext(purpose, mark),
})

/** Keys of secrets before, the oldest first. What no secret opens that is known here is left out. */
export async function readKept(db: SystemDb, ring: SecretRing): Promise<KeptKey[]> {
  const rows = await db
    .selectFrom('secretKept')
    .select(['purpose', 'mark', 'sealed'])
    .orderBy('keptAt')
    .orderBy('mark')
    .execute()
  const keys = ring.keys('seal')
  return rows.flatMap(({ purpose, mark, sealed }) => {
    try {
      const text = unseal(keys, sealed, keptContext(purpose, mark))
      return [{ purpose, mark, key: createSecretKey(Buffer.from(text, 'base64url')) }]
    } catch {
      return []
    }
  })
}

interface Switch {
  from: { mark: string; secret: string }
  to: { mark: string; secret: string }
}

/**
 * Puts another secret in force, and keeps what the one before made that is in the world. Of several processes one does it.
 * The next look of each process follows.
 */
export async function putInForce(db: SystemDb, { from, to }: Switch): Promise<void> {
  const sealKey = { current: deriveKey(to.secret, 'seal') }
  const kept = KEPT_PURPOSES.map((purpose) => ({
    purpose,
    mark: from.mark,
    sealed: seal(
      sealKey,
      deriveKey(from.secret, purpose).export().toString('base64url'),
      keptContext(purpose, from.mark),
    ),
  }))
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('secret_mark'))`.execute(tx)
    const { numUpdatedRows } = await tx
      .updateTable('secretMark')
      .set({ replacedAt: sql<Date>`now()` })
      .where('mark', '=', from.mark)
      .where('replacedAt', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    await tx.insertInto('secretMark').values({ mark: to.mark }).execute()
    await tx
      .insertInto('secretKept')
      .values(kept)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}

/** Gives up what only a lost secret opens: another one is in force from now on. */
export async function giveUpFor(db: SystemDb, mark: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('secret_mark'))`.execute(tx)
    await sql`update secret_mark set replaced_at = now() where replaced_at is null and mark <> ${mark}`.execute(
      tx,
    )
    await sql`
      insert into secret_mark (mark, moved_at, resealed_at) values (${mark}, now(), now())
      on conflict (mark) do update set replaced_at = null`.execute(tx)
  })
}

export const noteMoved = (db: SystemDb, mark: string) =>
  db
    .updateTable('secretMark')
    .set({ movedAt: sql<Date>`now()` })
    .where('mark', '=', mark)
    .execute()

export const noteProgress = (db: SystemDb, mark: string, { done, total }: { done: number; total: number }) =>
  db.updateTable('secretMark').set({ done, total }).where('mark', '=', mark).execute()

export const noteResealed = (db: SystemDb, mark: string) =>
  db
    .updateTable('secretMark')
    .set({ resealedAt: sql<Date>`now()` })
    .where('mark', '=', mark)
    .execute()

/** How long the mark has been in force, by the database's clock, in milliseconds. */
export async function ageOf(db: SystemDb, mark: string): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select (extract(epoch from now() - began_at) * 1000)::float8 as ms from secret_mark where mark = ${mark}`.execute(
    db,
  )
  return rows[0]?.ms ?? 0
}

export interface Holder {
  id: string
  name: string
  knows: string[]
  sealsWith: string
}

/** Says that this process lives, and with what it seals. */
export async function noteHolder(db: SystemDb, { id, name, knows, sealsWith }: Holder): Promise<void> {
  await sql`
    insert into secret_holder (id, name, knows, seals_with, seen_at) values (${id}, ${name}, ${knows}, ${sealsWith}, now())
    on conflict (id) do update set knows = excluded.knows, seals_with = excluded.seals_with, seen_at = now()`.execute(
    db,
  )
}

export async function forgetHolder(db: SystemDb, id: string): Promise<void> {
  await sql`
    delete from secret_holder where id = ${id} or seen_at < now() - make_interval(secs => ${ALIVE_SECONDS * 20})`.execute(
    db,
  )
}

export async function holders(db: SystemDb): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select id, name, knows, seals_with from secret_holder
    where seen_at > now() - make_interval(secs => ${ALIVE_SECONDS}) order by name`.execute(db)
  return rows
}
