import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../platform/calls/context.ts'
import type { OrgPermission } from '../../platform/access/permissions.ts'
import type { EntityDeclaration } from '../../platform/catalog/entities.ts'
import { auditRefusal } from '../../platform/data/write.ts'
import type { EntityFiles } from '../../platform/files/entity-files.ts'
import { AppError } from '../../shared/errors.ts'

/** The row that files belong to. */
export interface Place {
  entity: string
  entityId: string
}

type WithFiles = EntityDeclaration & { files: EntityFiles }

const takesFiles = (kind: EntityDeclaration | undefined): kind is WithFiles => kind?.files !== undefined

/** The kinds of things whose files the caller may see. */
export const readableKinds = ({ hub, permissions }: OrgContext): string[] =>
  hub.entities.names.filter((name) => {
    const kind = hub.entities.get(name)
    return takesFiles(kind) && permissions.has(kind.permission as OrgPermission)
  })

/** What holds for files of this kind of thing. Throws NOT_FOUND where the caller sees none of it. */
export function kindOf(ctx: OrgContext, entity: string): WithFiles {
  const kind = ctx.hub.entities.get(entity)
  if (!takesFiles(kind) || !readableKinds(ctx).includes(entity))
    throw new AppError('NOT_FOUND', { message: 'There is no such record here that takes files.' })
  return kind
}

/** Throws NOT_FOUND where the organization has no such row: a file is there as long as what it belongs to. */
export async function requireRow(ctx: OrgContext, db: OrgDb, { entity, entityId }: Place): Promise<void> {
  const rows = await kindOf(ctx, entity).names(db, [entityId], ctx.catalog)
  if (rows.length === 0)
    throw new AppError('NOT_FOUND', { message: 'There is no such record here that takes files.' })
}

/** Throws FORBIDDEN where the caller may look at such rows and not change them. The log tells of it. */
export async function requireChange(ctx: OrgContext, procedure: string, entity: string): Promise<void> {
  // Looked at when the hub started: it is one that is declared.
  const permission = kindOf(ctx, entity).files.permission as OrgPermission
  if (ctx.permissions.has(permission)) return
  await auditRefusal(ctx, ctx.org.orgId, { procedure, permission })
  throw new AppError('FORBIDDEN', {
    message: 'You may look at these records and not change them, so you cannot change their files either.',
  })
}

/** Throws where this very row takes no changes now. */
export async function requireOpen(ctx: OrgContext, db: OrgDb, place: Place): Promise<void> {
  await requireRow(ctx, db, place)
  await kindOf(ctx, place.entity).files.requireOpen?.(db, place.entityId)
}
