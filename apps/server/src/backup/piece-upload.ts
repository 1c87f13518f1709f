import { open } from 'node:fs/promises'
import { expectS3Done, S3Refusal } from '@hub/api/server'
import { expectGone, readText, textOf } from './bucket-answers.ts'
import type { AskBucket } from './bucket-answers.ts'

/** A piece goes through within it at half a megabit a second. */
export const PIECE_TIMEOUT_MS = 120_000

/** The answer to a completion may be lost, and the next try finds nothing to complete. What lies there is read again anyway. */
async function expectWhole(response: Response): Promise<void> {
  if (response.status !== 404) await readText(response)
}

/** Sends an object piece by piece. What does not come to its end is given up at the store as well. */
export async function putPieces(ask: AskBucket, key: string, pieces: AsyncIterable<Buffer>): Promise<void> {
  const begun = await ask({ method: 'POST', key, query: { uploads: '' }, read: readText })
  const uploadId = textOf(begun, 'UploadId')
  try {
    const tags: string[] = []
    for await (const bytes of pieces) {
      const query = { partNumber: String(tags.length + 1), uploadId }
      tags.push(await ask({ method: 'PUT', key, query, bytes, timeoutMs: PIECE_TIMEOUT_MS, read: tagOf }))
    }
    const parts = tags.map((tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${tag}</ETag></Part>`)
    const whole = Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`)
    await ask({
      method: 'POST',
      key,
      query: { uploadId },
      bytes: whole,
      timeoutMs: PIECE_TIMEOUT_MS,
      read: expectWhole,
    })
  } catch (error) {
    // Pieces without an end cost money and are in no list: they go also where the rest was stopped.
    await ask({ method: 'DELETE', key, query: { uploadId }, signal: undefined, read: expectGone }).catch(
      () => undefined,
    )
    throw error
  }
}

async function tagOf(response: Response): Promise<string> {
  await expectS3Done(response)
  const tag = response.headers.get('etag')
  if (tag === null)
    throw new S3Refusal('The store did not name a piece it took.', { status: response.status, code: '' })
  return tag
}

/** A file from its beginning to its end, no more than one piece of it in memory. An empty one is one empty piece. */
export async function* piecesOf(
  { path, bytes }: { path: string; bytes: number },
  size: number,
): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r')
  try {
    for (let from = 0; from === 0 || from < bytes; from += size) {
      const piece = Buffer.alloc(Math.min(size, bytes - from))
      const { bytesRead } = await handle.read(piece, 0, piece.length, from)
      if (bytesRead !== piece.length) throw new Error(`${path} changed while it was sent.`)
      yield piece
    }
  } finally {
    await handle.close()
  }
}
