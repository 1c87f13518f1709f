import type { OrgDb } from '@hub/db'
import { fileKindNames, LARGEST_ATTACHED_BYTES, sizeText } from '../../shared/file-kinds.ts'
import type { FileKind } from '../../shared/file-kinds.ts'

/** Which files may be attached to the rows of an entity. Whoever sees a row sees its files. */
export interface EntityFiles {
  kinds: readonly FileKind[]
  /** Of one file. */
  maxBytes: number
  /** Whoever holds it may attach, rename and remove: the one that changing the row takes. */
  permission: string
  /** Throws where this row takes no changes, such as one that was removed. */
  requireOpen?: (db: OrgDb, id: string) => Promise<unknown>
}

/** Why files cannot be attached as declared, in words for whoever declared it; null where they can. */
export function faultOfFiles({ kinds, maxBytes }: EntityFiles): string | null {
  const known: readonly string[] = fileKindNames
  const wrong = kinds.find((kind) => !known.includes(kind))
  if (wrong !== undefined) return `takes files of the kind "${wrong}". There are: ${known.join(', ')}.`
  if (kinds.length === 0) return 'takes files of no kind. Name some, or leave `files` out.'
  if (!Number.isInteger(maxBytes) || maxBytes < 1 || maxBytes > LARGEST_ATTACHED_BYTES)
    return `takes files of ${maxBytes} bytes. Give a whole number of at most ${LARGEST_ATTACHED_BYTES} (${sizeText(LARGEST_ATTACHED_BYTES)}).`
  return null
}
