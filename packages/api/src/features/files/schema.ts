import { z } from 'zod'
import { fileKindNames, fileKinds, LARGEST_ATTACHED_BYTES } from '../../shared/file-kinds.ts'
import { FileName } from '../../shared/file-name.ts'
import { EXAMPLE_ID, entityId } from '../../shared/ids.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { mutationInput } from '../../shared/mutation.ts'
import { searchPhrase } from '../../shared/text.ts'
import { Instant } from '../../shared/time.ts'

export const FileKind = z.enum(fileKindNames)

export const FileId = entityId('attached_file')

const Entity = z.string().max(100).meta({ description: 'The kind of record, as in `kind` of system.find' })
const EntityId = z.uuid().meta({ description: 'The record of that kind', entityIn: 'entity' })

export const AttachedFile = z.strictObject({
  id: FileId,
  entity: Entity,
  entityId: EntityId,
  name: z.string(),
  kind: FileKind,
  bytes: z.int(),
  sha256: z.string().meta({ description: 'Of its bytes, in hexadecimal digits' }),
  uploadedByName: z.string(),
  createdAt: Instant,
})
export type AttachedFile = z.infer<typeof AttachedFile>
export const AttachedFilePage = listOutput(AttachedFile)

export const ListFiles = listInput(['newest', 'name'], {
  entity: Entity.optional(),
  entityId: EntityId.optional().meta({
    entityIn: 'entity',
    description: 'Of this record alone; `entity` says of which kind it is',
  }),
  kind: FileKind.optional(),
  search: searchPhrase.optional().meta({ description: 'Part of the name' }),
})
export type ListFiles = z.infer<typeof ListFiles>

export const GetFile = z.strictObject({ id: FileId })
export type GetFile = z.infer<typeof GetFile>

/** What base64 makes of the largest file. */
const MOST_SIGNS = Math.ceil(LARGEST_ATTACHED_BYTES / 3) * 4
const endings = Object.values(fileKinds).flatMap((kind) => kind.endings)

export const AttachFile = mutationInput({
  entity: Entity,
  entityId: EntityId,
  name: FileName.meta({ description: `Ends with what it is: ${endings.join(', ')}`, examples: ['note.txt'] }),
  content: z.string().min(1, 'This file is empty.').max(MOST_SIGNS, 'This file is too large.').meta({
    description:
      'Its bytes in base64. A larger file than such a call takes is sent as it is to POST /api/v1/files',
    contentEncoding: 'base64',
  }),
})
export type AttachFile = z.infer<typeof AttachFile>

export const RenameFile = mutationInput({ id: FileId, name: FileName }).meta({
  examples: [{ id: EXAMPLE_ID, name: 'note.txt' }],
})
export type RenameFile = z.infer<typeof RenameFile>

export const RemoveFile = mutationInput({ id: FileId })
export type RemoveFile = z.infer<typeof RemoveFile>
