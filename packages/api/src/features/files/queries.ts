import { sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { AppError } from '../../shared/errors.ts'
import type { FileKind } from '../../shared/file-kinds.ts'
import type { AttachedFile } from './schema.ts'

/** Attached files as every answer shows them; removed ones are not there. */
export const selectFiles = (db: OrgDb) =>
  db
    .selectFrom('attachedFile')
    .select(['id', 'entity', 'entityId', 'name', 'bytes', 'createdAt'])
    .select([
      sql<FileKind>`kind`.as('kind'),
      sql<string>`encode(content_hash, 'hex')`.as('sha256'),
      sql<string>`coalesce((select u.name from auth_user u where u.id = uploaded_by_id), 'Former member')`.as(
        'uploadedByName',
      ),
    ])
    .where('removedAt', 'is', null)

export const noSuchFile = () =>
  new AppError('NOT_FOUND', { message: 'There is no such file here, or it was removed.' })

export async function findFile(db: OrgDb, id: string): Promise<AttachedFile> {
  const file = await selectFiles(db).where('id', '=', id).executeTakeFirst()
  if (!file) throw noSuchFile()
  return file
}
