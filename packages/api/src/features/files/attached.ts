import { sql } from '@hub/db'
import type { Call } from '../../platform/calls/call.ts'
import type { OrgContext } from '../../platform/calls/context.ts'
import { readPage } from '../../platform/data/keyset.ts'
import type { SortColumn } from '../../platform/data/keyset.ts'
import type { Hub } from '../../platform/hub.ts'
import { AppError } from '../../shared/errors.ts'
import { fileKinds, kindOfName } from '../../shared/file-kinds.ts'
import type { Page } from '../../shared/list.ts'
import { done } from '../../shared/mutation.ts'
import type { Done } from '../../shared/mutation.ts'
import { findFile, noSuchFile, selectFiles } from './queries.ts'
import { kindOf, readableKinds, requireChange, requireOpen, requireRow } from './reach.ts'
import type { AttachedFile, GetFile, ListFiles, RemoveFile, RenameFile } from './schema.ts'
import { bytesOfFile } from './store.ts'

const id: SortColumn = { expression: sql`attached_file.id`, type: 'uuid', direction: 'desc' }
const orders: Record<ListFiles['sort'], SortColumn[]> = {
  newest: [id],
  name: [
    { expression: sql`lower(attached_file.name)`, type: 'text', direction: 'asc' },
    { ...id, direction: 'asc' },
  ],
}

/** Throws NOT_FOUND for a row or a kind of thing that the caller does not see. */
async function kindsAskedFor(ctx: OrgContext, { entity, entityId }: ListFiles): Promise<string[]> {
  if (entity === undefined && entityId !== undefined) {
    const message = 'Say in `entity` of which kind the record is.'
    throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'entity', message }] })
  }
  if (entity === undefined) return readableKinds(ctx)
  kindOf(ctx, entity)
  if (entityId !== undefined) await requireRow(ctx, ctx.db, { entity, entityId })
  return [entity]
}

/** Files of one row, or of everything the caller may see. */
export async function listFiles(ctx: OrgContext, input: ListFiles): Promise<Page<AttachedFile>> {
  const kinds = await kindsAskedFor(ctx, input)
  const { entityId, kind, search, sort } = input
  const files = selectFiles(ctx.db)
    .where('entity', '=', sql<string>`any(${kinds}::text[])`)
    .$if(entityId !== undefined, (q) => q.where('entityId', '=', entityId ?? ''))
    .$if(kind !== undefined, (q) => q.where('kind', '=', kind ?? ''))
    .$if(search !== undefined, (q) =>
      q.where(sql<boolean>`strpos(lower(attached_file.name), lower(${search ?? ''})) > 0`),
    )
  const scope = { key: ctx.hub.keys.cursor, list: 'files.list', orgId: ctx.org.orgId }
  return readPage(files, { scope, columns: orders[sort], input })
}

/** A file of a row that the caller sees; of others there is none. */
export async function getFile(ctx: OrgContext, { id: fileId }: GetFile): Promise<AttachedFile> {
  const file = await findFile(ctx.db, fileId)
  if (!readableKinds(ctx).includes(file.entity)) throw noSuchFile()
  await requireRow(ctx, ctx.db, file)
  return file
}

/** Under another name; what it is stays, and so does the ending. */
export async function renameFile(ctx: OrgContext, { id: fileId, name }: RenameFile): Promise<AttachedFile> {
  const before = await getFile(ctx, { id: fileId })
  await requireChange(ctx, 'files.rename', before.entity)
  if (kindOfName(name) !== before.kind) {
    const endings = fileKinds[before.kind].endings.map((ending) => `".${ending}"`).join(' or ')
    const message = `This file is a ${fileKinds[before.kind].title}. End its name with ${endings}.`
    throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'name', message }] })
  }
  return ctx.write(async (tx, inner) => {
    await requireOpen(inner, tx, before)
    const renamed = await tx
      .updateTable('attachedFile')
      .set({ name })
      .where('id', '=', fileId)
      .where('removedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!renamed) throw noSuchFile()
    if (name !== before.name) tx.audit('file.renamed', targetOf(inner, before))
    return findFile(tx, fileId)
  })
}

const targetOf = (ctx: OrgContext, file: Pick<AttachedFile, 'id' | 'entity' | 'entityId'>) => ({
  file: file.id,
  [kindOf(ctx, file.entity).target ?? '']: file.entityId,
})

/** Nobody sees it from now on; its bytes go an hour or two later. To remove it again changes nothing. */
export async function removeFile(ctx: OrgContext, { id: fileId }: RemoveFile): Promise<Done> {
  const file = await ctx.db
    .selectFrom('attachedFile')
    .select(['id', 'entity', 'entityId'])
    .where('id', '=', fileId)
    .executeTakeFirst()
  if (!file || !readableKinds(ctx).includes(file.entity)) throw noSuchFile()
  await requireChange(ctx, 'files.remove', file.entity)
  return ctx.write(async (tx, inner) => {
    await requireOpen(inner, tx, file)
    const removed = await tx
      .updateTable('attachedFile')
      .set({ removedAt: ctx.now() })
      .where('id', '=', fileId)
      .where('removedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (removed) tx.audit('file.removed', targetOf(inner, file))
    return done
  })
}

/** A file on its way out, whole as it was attached. Throws as `files.get` does, whose permissions and limits hold. */
export async function openAttached(
  hub: Hub,
  call: Call,
  fileId: string,
): Promise<AttachedFile & { content: Buffer }> {
  // The catalog answers what the procedure's output schema says.
  const file = (await hub.catalog.call('files.get', { id: fileId }, call)) as AttachedFile
  const content = await bytesOfFile(hub, {
    kind: 'attached',
    id: file.id,
    contentHash: Buffer.from(file.sha256, 'hex'),
  })
  if (!content)
    throw new AppError('UNAVAILABLE', { message: 'The bytes of this file cannot be read just now.' })
  return { ...file, content }
}
