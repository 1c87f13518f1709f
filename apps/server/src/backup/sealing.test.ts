import { randomBytes } from 'node:crypto'
import { BackupRefusal } from '@hub/db/backup'
import { expect, test } from 'vitest'
import { openPart, sealPart } from './sealing.ts'

const key = randomBytes(32)
const MIB = 1024 * 1024

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function all(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of source) pieces.push(piece)
  return Buffer.concat(pieces)
}

const seal = (bytes: Buffer, name = 'rows') => all(sealPart(inPieces(bytes, 70_000), { key, name }))
const open = (bytes: Buffer, name = 'rows') => all(openPart(inPieces(bytes, 33_333), { key, name }))

test.for([0, 1, MIB - 1, MIB, MIB + 1, 3 * MIB])('%i bytes come back as they were', async (size) => {
  const bytes = randomBytes(size)
  expect((await open(await seal(bytes))).equals(bytes)).toBe(true)
})

test('a part that is cut between two chunks is refused', async () => {
  const sealed = await seal(randomBytes(3 * MIB))
  const chunk = 4 + 16 + MIB
  for (const chunks of [0, 1, 2])
    await expect(open(sealed.subarray(0, 16 + chunks * chunk))).rejects.toThrow(BackupRefusal)
})

test('a part with something behind its end is refused', async () => {
  await expect(open(Buffer.concat([await seal(Buffer.from('rows')), Buffer.from('x')]))).rejects.toThrow(
    BackupRefusal,
  )
})

test('chunks that changed places are refused', async () => {
  const sealed = await seal(randomBytes(3 * MIB))
  const chunk = 4 + 16 + MIB
  const [head, first, second, rest] = [
    sealed.subarray(0, 16),
    sealed.subarray(16, 16 + chunk),
    sealed.subarray(16 + chunk, 16 + 2 * chunk),
    sealed.subarray(16 + 2 * chunk),
  ]
  await expect(open(Buffer.concat([head, second, first, rest]))).rejects.toThrow(BackupRefusal)
})

test('a part in the place of another is refused', async () => {
  await expect(open(await seal(Buffer.from('rows'), 'a'), 'b')).rejects.toThrow(BackupRefusal)
})

test('any flipped byte is refused', async () => {
  const sealed = await seal(Buffer.from('all rows of a small table'))
  for (let at = 0; at < sealed.length; at += 1) {
    const damaged = Buffer.from(sealed)
    damaged[at] = (damaged[at] ?? 0) ^ 0x40
    await expect(open(damaged), `byte ${at}`).rejects.toThrow(BackupRefusal)
  }
})
