import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, pipeline } from 'node:stream'
import { pipeline as piped } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { openPart, sealPart } from './sealing.ts'
import type { Part } from './manifest.ts'

const OWNER_ONLY = 0o600

export interface PartPlace {
  /** Folder of the backup. */
  readonly folder: string
  readonly name: string
  /** null leaves it readable. */
  readonly key: Buffer | null
}

type Bytes = AsyncIterable<Uint8Array>

async function* asItIs(source: Bytes): AsyncGenerator<Uint8Array> {
  yield* source
}

const sealer = ({ key, name }: PartPlace) =>
  key ? (source: Bytes) => sealPart(source, { key, name }) : asItIs
const opener = ({ key, name }: PartPlace) =>
  key ? (source: Bytes) => openPart(source, { key, name }) : asItIs

/** Packs, seals and writes a stream, to the disk itself; what lies there then is what is summed. */
export async function writePart(place: PartPlace, source: Bytes): Promise<Part> {
  const sum = createHash('sha256')
  let bytes = 0
  await piped(
    source,
    createZstdCompress(),
    sealer(place),
    async function* tally(pieces: Bytes) {
      for await (const piece of pieces) {
        sum.update(piece)
        bytes += piece.length
        yield piece
      }
    },
    createWriteStream(join(place.folder, place.name), { flags: 'wx', mode: OWNER_ONLY, flush: true }),
  )
  return { name: place.name, bytes, sha256: sum.digest('hex') }
}

/** What was given to `writePart`. */
export function readPart(place: PartPlace): AsyncIterable<Buffer> {
  // A failure anywhere destroys the last stream with it, where whoever reads it hears of it.
  return pipeline(
    createReadStream(join(place.folder, place.name)),
    opener(place),
    createZstdDecompress(),
    new PassThrough(),
    () => undefined,
  )
}

/** Size and sum of a part as it lies there. */
export async function measurePart({ folder, name }: Pick<PartPlace, 'folder' | 'name'>): Promise<Part> {
  const sum = createHash('sha256')
  let bytes = 0
  for await (const piece of createReadStream(join(folder, name))) {
    sum.update(piece)
    bytes += piece.length
  }
  return { name, bytes, sha256: sum.digest('hex') }
}
