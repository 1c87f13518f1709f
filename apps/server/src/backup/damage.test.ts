import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startHub } from '@hub/api/testing'
import type { TestHub } from '@hub/api/testing'
import { BackupRefusal } from '@hub/db/backup'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { FORMAT, MANIFEST, MANIFEST_SUM, sumOf } from './manifest.ts'
import { checkPart, openBackup } from './open-backup.ts'
import { takeBackup } from './take-backup.ts'
import type { TakenBackup } from './take-backup.ts'
import { tempFolder, wishFor } from './testing/backup-place.ts'

const PASSPHRASE = 'a passphrase of a test, nothing of value'
const kept = tempFolder()

let hub: TestHub
let plain: TakenBackup
let sealed: TakenBackup
beforeAll(async () => {
  hub = await startHub()
  const org = await hub.newOrg()
  const { id } = await org.api.modules.ops.tasks.create({ title: 'Fix the seal' })
  await org.api.files.attach({ entity: 'ops_task', entityId: id, name: 'note.txt', content: 'SXQgbGVha3Mu' })
  plain = await takeBackup(wishFor(hub, join(kept.path, 'plain')))
  sealed = await takeBackup(wishFor(hub, join(kept.path, 'sealed'), { passphrase: PASSPHRASE }))
})
afterAll(async () => {
  await hub.stop()
  kept.remove()
})

/** A copy that a test may damage. */
function copyOf({ path }: TakenBackup): string {
  const { path: copy, remove } = tempFolder()
  onTestFinished(remove)
  cpSync(path, copy, { recursive: true })
  return copy
}

async function check(path: string, passphrase?: string): Promise<void> {
  const backup = await openBackup(path, passphrase)
  await backup.checkParts(() => undefined)
}

function flip(file: string, at: number): void {
  const bytes = readFileSync(file)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(Math.random() * 8))
  writeFileSync(file, bytes)
}

const filesIn = ({ manifest }: TakenBackup) => [
  ...manifest.parts.map(({ name }) => name),
  MANIFEST,
  MANIFEST_SUM,
]

describe.for(['plain', 'sealed'] as const)('a %s backup', (kind) => {
  const taken = () => (kind === 'plain' ? plain : sealed)
  const passphrase = kind === 'plain' ? undefined : PASSPHRASE

  /** Damages one file after another, and names those that a look at them alone does not refuse. */
  async function unnoticed(damage: (file: string, size: number) => void): Promise<string[]> {
    const copy = copyOf(taken())
    const parts = new Map(taken().manifest.parts.map((part) => [part.name, part]))
    const passed: string[] = []
    for (const name of filesIn(taken())) {
      const file = join(copy, name)
      const whole = readFileSync(file)
      damage(file, whole.length)
      const part = parts.get(name)
      const looked = part ? checkPart(copy, part) : openBackup(copy, passphrase)
      const wasRefused = await looked.then(
        () => false,
        (error: unknown) => error instanceof BackupRefusal,
      )
      if (!wasRefused) passed.push(name)
      writeFileSync(file, whole)
    }
    await check(copy, passphrase)
    return passed
  }

  test('is refused with any byte flipped in any file of it', async () => {
    expect(await unnoticed((file, size) => flip(file, Math.floor(Math.random() * size)))).toEqual([])
  })

  test('is refused with any file of it cut', async () => {
    expect(await unnoticed((file, size) => truncateSync(file, Math.floor(Math.random() * size)))).toEqual([])
  })

  test('is refused with any file of it missing', async () => {
    expect(await unnoticed((file) => rmSync(file))).toEqual([])
  })

  test('is refused as a whole for the last of its parts', async () => {
    const copy = copyOf(taken())
    const last = taken().manifest.parts.at(-1)
    flip(join(copy, last?.name ?? ''), 0)
    await expect(check(copy, passphrase)).rejects.toThrow(`The part ${last?.name} of the backup is damaged.`)
  })
})

test('a format of tomorrow is refused as newer', async () => {
  const copy = copyOf(plain)
  const bytes = Buffer.from(JSON.stringify({ ...plain.manifest, format: FORMAT + 1, more: true }))
  writeFileSync(join(copy, MANIFEST), bytes)
  writeFileSync(join(copy, MANIFEST_SUM), sumOf(bytes, null))
  await expect(check(copy)).rejects.toThrow('written by a newer version')
})

test('a part named outside of the backup is refused', async () => {
  const copy = copyOf(plain)
  const [first, ...others] = plain.manifest.parts
  const bytes = Buffer.from(
    JSON.stringify({ ...plain.manifest, parts: [{ ...first, name: '../secret' }, ...others] }),
  )
  writeFileSync(join(copy, MANIFEST), bytes)
  writeFileSync(join(copy, MANIFEST_SUM), sumOf(bytes, null))
  await expect(check(copy)).rejects.toThrow(BackupRefusal)
})

describe('an encrypted backup', () => {
  test('is refused without its passphrase, and with another one', async () => {
    await expect(check(sealed.path)).rejects.toThrow('This backup is encrypted.')
    await expect(check(sealed.path, `${PASSPHRASE}!`)).rejects.toThrow(
      'HUB_BACKUP_PASSPHRASE is not the one that this backup was encrypted with, or manifest.sum was changed.',
    )
  })

  test('is refused with a manifest that somebody without the passphrase wrote', async () => {
    const copy = copyOf(sealed)
    const bytes = Buffer.from(JSON.stringify({ ...sealed.manifest, takenAt: '2020-01-01T00:00:00.000Z' }))
    writeFileSync(join(copy, MANIFEST), bytes)
    writeFileSync(join(copy, MANIFEST_SUM), sumOf(bytes, Buffer.alloc(32)))
    await expect(check(copy, PASSPHRASE)).rejects.toThrow(BackupRefusal)
  })

  test('holds HUB_SECRET and shows no word of it; a plain one does not hold it', async () => {
    const secret = await (await openBackup(sealed.path, PASSPHRASE)).secret()
    expect(secret).toContain('nothing of value')
    expect(await (await openBackup(plain.path, undefined)).secret()).toBeNull()
    for (const name of filesIn(sealed))
      expect(readFileSync(join(sealed.path, name)).includes(secret ?? '')).toBe(false)
  })
})
