import { hash } from 'node:crypto'
import type { FileStore } from '@hub/api/server'
import { BackupRefusal } from '@hub/db/backup'
import type { StoredFile } from '@hub/db/backup'
import { z } from 'zod'
import { pieces } from './pieces.ts'

const Head = z.strictObject({
  key: z.string(),
  bytes: z
    .int()
    .min(0)
    .max(64 * 1024 * 1024),
  sha256: z.string(),
})

const LENGTH_BYTES = 4
const LONGEST_HEAD = 1024

export interface PackedFiles {
  count: number
  /** Named by a row that shows them, and not in the store. */
  missing: number
}

/** All files in one part, one after another: the length of a head, the head, the bytes. */
export async function* packFiles(
  files: AsyncIterable<StoredFile>,
  store: Pick<FileStore, 'get'>,
  packed: PackedFiles,
): AsyncGenerator<Buffer> {
  for await (const { key, isKept } of files) {
    const bytes = await store.get(key)
    if (bytes === null) {
      if (isKept) packed.missing += 1
      continue
    }
    packed.count += 1
    const head = Buffer.from(JSON.stringify({ key, bytes: bytes.length, sha256: hash('sha256', bytes) }))
    const length = Buffer.alloc(LENGTH_BYTES)
    length.writeUInt32BE(head.length)
    yield Buffer.concat([length, head])
    yield bytes
  }
}

const damaged = () => new BackupRefusal('The files in the backup are damaged. Use another backup.')

/** Throws a BackupRefusal for whatever `packFiles` did not write. */
export async function* unpackFiles(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ key: string; bytes: Buffer }> {
  const take = pieces(source, damaged)
  while (!(await take.isAtEnd())) {
    const length = (await take(LENGTH_BYTES)).readUInt32BE()
    if (length > LONGEST_HEAD) throw damaged()
    const { key, bytes: size, sha256 } = headOf(await take(length))
    const bytes = await take(size)
    if (hash('sha256', bytes) !== sha256) throw damaged()
    yield { key, bytes }
  }
}

function headOf(text: Buffer): z.infer<typeof Head> {
  try {
    return Head.parse(JSON.parse(text.toString('utf8')))
  } catch {
    throw damaged()
  }
}
