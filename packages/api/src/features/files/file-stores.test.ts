import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from '@hub/db'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LARGEST_FILE_BYTES } from '../../platform/files/file-store.ts'
import type { FileStore } from '../../platform/files/file-store.ts'
import { serveS3 } from '../../testing/s3-server.ts'
import type { S3Server } from '../../testing/s3-server.ts'
import { localFiles, s3Files } from './service.ts'

let folder: string
let s3: S3Server
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'files-test-'))
  s3 = await serveS3()
})
afterEach(async () => {
  await s3.stop()
  rmSync(folder, { recursive: true, force: true })
})

const stores: Record<string, () => FileStore> = {
  'a folder': () => localFiles(join(folder, 'files')),
  'a bucket': () => s3Files(s3),
}
const key = () => `avatar/${uuidv7()}`

describe.each(Object.entries(stores))('%s', (_name, open) => {
  test('gives back what was put in, byte for byte, also after it was replaced', async () => {
    const store = open()
    const at = key()
    const bytes = Buffer.from([0, 1, 2, 255, 13, 10, 0])
    await store.put(at, bytes)
    await expect(store.get(at)).resolves.toEqual(bytes)
    await store.put(at, Buffer.from('another'))
    await expect(open().get(at)).resolves.toEqual(Buffer.from('another'))
  })

  test('answers null for what is not there, and removes it as often as it is asked', async () => {
    const store = open()
    const at = key()
    await expect(store.get(at)).resolves.toBeNull()
    await store.put(at, Buffer.from('x'))
    await store.remove(at)
    await store.remove(at)
    await expect(store.get(at)).resolves.toBeNull()
  })

  test.each([
    '../../etc/passwd',
    'avatar/../../x',
    '/etc/passwd',
    'avatar/x',
    '',
    'avatar/%2e%2e',
    `a\0/${uuidv7()}`,
  ])('takes no key that could lead elsewhere: %j', async (bad) => {
    const store = open()
    await expect(store.put(bad, Buffer.from('x'))).rejects.toThrow(TypeError)
    await expect(store.get(bad)).rejects.toThrow(TypeError)
    await expect(store.remove(bad)).rejects.toThrow(TypeError)
    expect(s3.asked).toEqual([])
  })

  test('keeps twenty files that come at once apart', async () => {
    const store = open()
    const keys = Array.from({ length: 20 }, key)
    await Promise.all(keys.map((at) => store.put(at, Buffer.from(at))))
    const read = await Promise.all(keys.map((at) => store.get(at)))
    expect(read.map(String)).toEqual(keys)
  })

  test('takes no file above the largest size', async () => {
    await expect(open().put(key(), Buffer.alloc(LARGEST_FILE_BYTES + 1))).rejects.toThrow(RangeError)
  })
})

describe('the folder', () => {
  test('shows a file to nobody but the account of the hub', async () => {
    const at = key()
    await localFiles(folder).put(at, Buffer.from('x'))
    expect(statSync(join(folder, at)).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'avatar')).mode & 0o777).toBe(0o700)
  })

  test('keeps what was there when a new write does not come to its end', async () => {
    const store = localFiles(folder)
    const at = key()
    await store.put(at, Buffer.from('whole'))
    // As a full disk: the draft cannot be written.
    mkdirSync(join(folder, `${at}.part`))
    await expect(store.put(at, Buffer.from('new'))).rejects.toThrow('EISDIR')
    await expect(store.get(at)).resolves.toEqual(Buffer.from('whole'))
  })

  test('leaves no half-written file behind: a draft is not read, and goes with its file', async () => {
    const store = localFiles(folder)
    const at = key()
    await store.put(at, Buffer.from('whole'))
    writeFileSync(join(folder, `${at}.part`), 'ha')
    await expect(store.get(at)).resolves.toEqual(Buffer.from('whole'))
    await store.remove(at)
    expect(readdirSync(join(folder, 'avatar'))).toEqual([])
  })
})

describe('the bucket', () => {
  test('is asked in a way that only the right secret can sign', async () => {
    const wrong = s3Files({ ...s3, secretAccessKey: 'another secret' })
    await expect(wrong.put(key(), Buffer.from('x'))).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(s3.objects.size).toBe(0)
    // A refusal is final: asking again would not help.
    expect(s3.asked).toHaveLength(1)
  })

  test.each([500, 503, 429])('is asked again after it answered %i', async (status) => {
    s3.next.push(status, status)
    const at = key()
    await s3Files(s3).put(at, Buffer.from('x'))
    expect(s3.asked).toHaveLength(3)
    expect(s3.objects.get(at)).toEqual(Buffer.from('x'))
  })

  test('is given up after three tries, with words for people and when to return', async () => {
    s3.next.push(500, 500, 500)
    await expect(s3Files(s3).get(key())).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      details: { retryAfter: 5 },
    })
    expect(s3.asked).toHaveLength(3)
  })

  test('is not waited for without end', async () => {
    s3.next.push('hang', 'hang', 'hang')
    const store = s3Files({ ...s3, timeoutMs: 50 })
    await expect(store.get(key())).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await expect(s3Files({ ...s3, endpoint: 'http://127.0.0.1:9' }).get(key())).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    })
  })

  test('is not followed elsewhere', async () => {
    const location = `${s3.endpoint}/elsewhere`
    s3.next.push({ location }, { location }, { location })
    await expect(s3Files(s3).get(key())).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(s3.asked).not.toContain('GET /elsewhere')
  })

  test('cannot fill the memory with more than a file may have', async () => {
    const at = key()
    s3.objects.set(at, Buffer.alloc(LARGEST_FILE_BYTES + 1))
    await expect(s3Files(s3).get(at)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })
})
