import { uuidv7 } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import type { OrgWriteTx } from '../../../platform/data/recorder.ts'
import { AppError } from '../../../shared/errors.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { freeName } from './names.ts'
import { findType, linksOf, propertyOf } from './queries.ts'
import type { KnownType } from './queries.ts'
import type { CreateLink, RemoveLink, SavedLink } from './schema.ts'

/** What refers and what is referred to are compared as texts, so both have to be such, and found by. */
function requireText(type: KnownType, name: string, field: string): void {
  const { title, slot } = propertyOf(type, name, field)
  if (slot?.startsWith('t') !== true)
    throw fieldFault(field, `Link by something else: “${title}” is no text that is found by.`)
}

/** Names of properties and links of a type share one list, so that a query means one thing. */
async function takenNames(tx: OrgWriteTx, type: KnownType): Promise<Set<string>> {
  const links = await linksOf(tx, type.id)
  return new Set([...type.properties, ...links].map(({ name }) => name))
}

/** Says that a property of one type names objects of another. */
export async function createLink(
  ctx: OrgContext,
  { fromTypeId, fromProperty, toTypeId, toProperty, title, inverseTitle }: CreateLink,
): Promise<SavedLink> {
  return ctx.write(async (tx) => {
    const from = await findType(tx, fromTypeId)
    const to = await findType(tx, toTypeId)
    requireText(from, fromProperty, 'fromProperty')
    if (toProperty !== undefined) requireText(to, toProperty, 'toProperty')
    const name = freeName(title, await takenNames(tx, from))
    const inverseName = freeName(inverseTitle, (await takenNames(tx, to)).add(name))
    const id = uuidv7()
    await tx
      .insertInto('foundryLinkType')
      .values({
        id,
        orgId: ctx.org.orgId,
        name,
        title,
        inverseName,
        inverseTitle,
        fromTypeId,
        fromProperty,
        toTypeId,
        toProperty: toProperty ?? null,
        createdAt: ctx.now(),
      })
      .execute()
    tx.audit('foundry.link.created', { type: fromTypeId, linkType: id })
    return { id, name, inverseName }
  })
}

/** Objects stay as they are; they are no longer shown with each other. */
export async function removeLink(ctx: OrgContext, { id }: RemoveLink): Promise<Done> {
  return ctx.write(async (tx) => {
    const row = await tx
      .deleteFrom('foundryLinkType')
      .where('id', '=', id)
      .returning('fromTypeId')
      .executeTakeFirst()
    if (!row) throw new AppError('NOT_FOUND')
    tx.audit('foundry.link.removed', { type: row.fromTypeId })
    return done
  })
}
