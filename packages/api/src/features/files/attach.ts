import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import { takeTurn } from '../../platform/data/locks.ts'
import type { EntityFiles } from '../../platform/files/entity-files.ts'
import { isOfKind } from '../../platform/files/recognize.ts'
import { sha256 } from '../../platform/secrets/secrets.ts'
import { AppError } from '../../shared/errors.ts'
import { endingOf, fileKinds, kindOfName, sizeText } from '../../shared/file-kinds.ts'
import type { FileKind } from '../../shared/file-kinds.ts'
import { findFile } from './queries.ts'
import { kindOf, requireChange, requireOpen } from './reach.ts'
import type { Place } from './reach.ts'
import type { AttachedFile, AttachFile } from './schema.ts'
import { storeFile } from './store.ts'

const GIB = 1024 ** 3

/** Together, where the operator sets nothing else. */
const USUAL_ORGANIZATION_BYTES = GIB

const wrong = (path: string, message: string) =>
  new AppError('BAD_REQUEST', { message, issues: [{ path, message }] })

/** Throws BAD_REQUEST for what is no base64; the decoder itself would leave out what it does not know. */
function bytesOf(content: string): Buffer {
  if (content.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(content))
    throw wrong('content', 'This is no base64.')
  return Buffer.from(content, 'base64')
}

const endingsOf = (kinds: readonly FileKind[]) => kinds.flatMap((kind) => fileKinds[kind].endings).join(', ')

/** What a file is by its name and its bytes, which have to agree. Throws what is wrong with it. */
function checkFile({ kinds, maxBytes }: EntityFiles, name: string, bytes: Buffer): FileKind {
  if (bytes.length === 0) throw wrong('content', 'This file is empty.')
  if (bytes.length > maxBytes)
    throw new AppError('PAYLOAD_TOO_LARGE', { message: `Choose a file of at most ${sizeText(maxBytes)}.` })
  const kind = kindOfName(name)
  if (kind === undefined || !kinds.includes(kind))
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', {
      message: `Files that end with "${endingOf(name)}" are not taken here. Taken are: ${endingsOf(kinds)}.`,
    })
  if (!isOfKind(bytes, kind))
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', {
      message: `This file is no ${fileKinds[kind].title}, or it is damaged. Save it again as what its name says.`,
    })
  return kind
}

/** What was removed counts until its bytes are gone, so that nobody fills the disk by removing. */
async function requireSpace(ctx: OrgContext, db: OrgDb, bytes: number): Promise<void> {
  const { organizationFileBytes: most = USUAL_ORGANIZATION_BYTES } = ctx.hub.settings
  const { used } = await db
    .selectFrom('attachedFile')
    .select(sql<number>`coalesce(sum(bytes), 0)::float8`.as('used'))
    .executeTakeFirstOrThrow()
  if (used + bytes <= most) return
  throw new AppError('CONFLICT', {
    message: `The files of ${ctx.org.name} may take ${sizeText(most)} together, and ${sizeText(used)} are used. Remove some; their space is free two hours later.`,
  })
}

export interface NewAttachment extends Place {
  name: string
  bytes: Buffer
}

/**
 * Attaches a file to a row that the caller may change. The bytes are stored first and kept with the row; what comes in
 * between leaves bytes that the sweep takes away. Throws UNAVAILABLE when the store is away.
 */
export async function attachFile(
  ctx: OrgContext,
  { name, bytes, ...place }: NewAttachment,
): Promise<AttachedFile> {
  const { entity, entityId } = place
  const { files, target = '' } = kindOf(ctx, entity)
  await requireChange(ctx, 'files.attach', entity)
  await requireOpen(ctx, ctx.db, place)
  const kind = checkFile(files, name, bytes)
  await requireSpace(ctx, ctx.db, bytes.length)
  const { orgId } = ctx.org
  const { id } = await storeFile(ctx.hub, {
    owner: { organizationId: orgId },
    kind: 'attached',
    mediaType: fileKinds[kind].mediaType,
    bytes,
  })
  return ctx.write(async (tx, inner) => {
    // Two uploads at once would both take the last space.
    await takeTurn(tx, `files|${orgId}`)
    await requireSpace(inner, tx, bytes.length)
    await requireOpen(inner, tx, place)
    const row = { id, orgId, entity, entityId, name, kind, bytes: bytes.length, contentHash: sha256(bytes) }
    await tx
      .insertInto('attachedFile')
      .values({ ...row, uploadedById: ctx.actor.userId, createdAt: ctx.now() })
      .execute()
    tx.audit('file.attached', { file: id, [target]: entityId })
    return findFile(tx, id)
  })
}

/** The same with the bytes as a program sends them in a call. */
export const attachContent = (
  ctx: OrgContext,
  { entity, entityId, name, content }: AttachFile,
): Promise<AttachedFile> => attachFile(ctx, { entity, entityId, name, bytes: bytesOf(content) })

/** With a row that is deleted go the files that were attached to it; or one of them, with what was read from it. */
export async function removeFilesAt(
  tx: OrgDb,
  { entity, entityId, fileId }: Place & { fileId?: string },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('attachedFile')
    .set({ removedAt: now })
    .where('entity', '=', entity)
    .where('entityId', '=', entityId)
    .$if(fileId !== undefined, (query) => query.where('id', '=', fileId ?? ''))
    .where('removedAt', 'is', null)
    .execute()
}
