import { sql, uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { requireVersion } from '../../../platform/data/versions.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { findType, propertyOf } from '../types/queries.ts'
import type { KnownType, TypedProperty } from '../types/queries.ts'
import { moneyOf, readValue } from '../types/values.ts'
import { findObject, getObject } from './get.ts'
import type { FoundObject } from './get.ts'
import { mappingsOf } from './read.ts'
import { faceOf, shownValue } from './rows.ts'
import type { Overlay } from './rows.ts'
import type { EditObject, RevertObject, Value, WholeObject } from './schema.ts'

const examples = {
  text: 'any text',
  choice: 'any text',
  number: '12.5',
  money: '12.50 EUR',
  yesno: 'yes or no',
  day: '2026-05-01',
  instant: '2026-05-01T09:30Z',
} as const

/** What somebody wrote, as a value of the property. Throws a fault of the field `value`. */
function writtenValue({ kind, title }: TypedProperty, text: string): Value {
  if (text === '') return null
  const [, amount = '', currency = ''] = /^([\d.,' -]+)\s*([A-Z]{3})$/.exec(text) ?? []
  const value =
    kind === 'money'
      ? moneyOf(amount.trim(), currency)
      : readValue(kind, { it: text }, { path: ['it'] }).value
  if (value === null) throw fieldFault('value', `Write “${title}” as ${examples[kind]}.`)
  return value
}

/** Writes a value over what the source says. It stays when the source is read again, until somebody takes it back. */
export const editObject = (
  ctx: OrgContext,
  { id, property, value, version }: EditObject,
): Promise<WholeObject> =>
  change(ctx, { id, property, version, kind: 'edit' }, (overlay, type) => ({
    ...overlay,
    [property]: {
      value: writtenValue(propertyOf(type, property, 'property'), value),
      at: ctx.now().toISOString(),
      by: ctx.actor.userId,
    },
  }))

/** Takes back what was written over a value: it is as the source says. */
export const revertObject = (
  ctx: OrgContext,
  { id, property, version }: RevertObject,
): Promise<WholeObject> =>
  change(ctx, { id, property, version, kind: 'revert' }, (overlay) => {
    const { [property]: _gone, ...rest } = overlay
    return rest
  })

interface Changing {
  id: string
  property: string
  version: number | undefined
  kind: 'edit' | 'revert'
}

/** The object, kept as it is until the transaction ends. */
async function lockObject(tx: OrgWriteTx, { id, version }: Changing): Promise<FoundObject> {
  const row = await tx
    .selectFrom('foundryObject')
    .select('version')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND')
  requireVersion(row, version)
  const object = await findObject(tx, id)
  if (object.removedAt !== null)
    throw new AppError('CONFLICT', { message: 'Its source no longer has this, so it takes no changes.' })
  return object
}

function change(
  ctx: OrgContext,
  changing: Changing,
  next: (overlay: Overlay, type: KnownType) => Overlay,
): Promise<WholeObject> {
  const { id, property: name, kind } = changing
  return ctx.write(async (tx, inner) => {
    const object = await lockObject(tx, changing)
    const type = await findType(tx, object.typeId)
    const property = propertyOf(type, name, 'property')
    const mapping = (await mappingsOf(tx, type.id)).get(object.datasetId) ?? {}
    const said = { raw: object.raw, mapping }
    const overlay = next(object.overlay, type)
    const from = shownValue(property, said, object.overlay)
    const to = shownValue(property, said, overlay)
    const { title, words, slots } = faceOf(type, { ...said, key: object.key }, overlay)
    await tx
      .updateTable('foundryObject')
      .set({
        title,
        words,
        ...slots,
        overlay: JSON.stringify(overlay),
        updatedAt: ctx.now(),
        version: sql<number>`version + 1`,
      })
      .where('id', '=', id)
      .execute()
    await tx
      .insertInto('foundryChange')
      .values({
        id: uuidv7(),
        orgId: ctx.org.orgId,
        objectId: id,
        kind,
        loadId: null,
        actorId: ctx.actor.userId,
        changes: JSON.stringify([{ property: name, title: property.title, from, to }]),
        createdAt: ctx.now(),
      })
      .execute()
    tx.audit(
      kind === 'edit' ? 'foundry.object.edited' : 'foundry.object.reverted',
      { object: id },
      { property: name },
    )
    tx.emit({
      topic: 'foundry.object.changed',
      aggregate: `object:${id}`,
      payload: { objectId: id, typeId: type.id, title, properties: [name] },
    })
    return getObject({ ...inner, db: tx }, { id })
  })
}
