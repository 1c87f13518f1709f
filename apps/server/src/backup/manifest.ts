import { createHmac, hash } from 'node:crypto'
import { BackupRefusal } from '@hub/db/backup'
import { z } from 'zod'
import { proofOf } from './sealing.ts'

/** Rises with each change that an older program could not read. */
export const FORMAT = 1

export const MANIFEST = 'manifest.json'
/** Stands beside the manifest and is written last: what it does not fit is no backup. */
export const MANIFEST_SUM = 'manifest.sum'

/** Names of parts are names of files in the backup's own folder and nothing else. */
const partName = z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_]+)*$/)
const sqlName = z.string().min(1).max(63)
const whole = z.int().min(0)

const Part = z.strictObject({
  name: partName,
  /** As it lies there: packed, and sealed where the backup is encrypted. */
  bytes: whole,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Part = z.infer<typeof Part>

export const Manifest = z.strictObject({
  format: z.literal(FORMAT),
  /** Of the program that took it. */
  version: z.string(),
  takenAt: z.iso.datetime(),
  postgres: z.string(),
  /** Tells whether a HUB_SECRET is the one that sealed what is in here, and nothing about it. */
  secretId: z.string(),
  /** Whether that secret is in here: only in encrypted backups. */
  hasSecret: z.boolean(),
  encryption: z
    .strictObject({
      cipher: z.literal('aes-256-gcm'),
      salt: z.string().regex(/^[0-9a-f]{32}$/),
      scrypt: z.strictObject({
        N: z
          .int()
          .min(2)
          .max(2 ** 20),
        r: z.int().min(1).max(16),
        p: z.int().min(1).max(4),
      }),
    })
    .nullable(),
  migrations: z.array(z.string()),
  engine: whole,
  tables: z.array(
    z.strictObject({
      schema: sqlName,
      name: sqlName,
      columns: z.array(sqlName),
      rows: whole,
      part: partName,
    }),
  ),
  sequences: z.array(
    z.strictObject({
      schema: sqlName,
      name: sqlName,
      value: z.string().regex(/^-?\d+$/),
      isCalled: z.boolean(),
    }),
  ),
  /** Files of the file store; `missing` were named by rows and not there. */
  files: z.strictObject({ count: whole, missing: whole }),
  parts: z.array(Part),
})
export type Manifest = z.infer<typeof Manifest>

export const secretIdOf = (secret: string): string =>
  createHmac('sha256', secret).update('smart-ai-hub backup').digest('hex').slice(0, 32)

export const manifestBytes = (manifest: Manifest): Buffer =>
  Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)

/** Two lines: what damage changes, and, where there is a key, what nobody without it can make. */
export function sumOf(bytes: Buffer, key: Buffer | null): string {
  const lines = [`sha256 ${hash('sha256', bytes)}`]
  if (key) lines.push(`hmac-sha256 ${proofOf(key, bytes)}`)
  return `${lines.join('\n')}\n`
}

/** Throws a BackupRefusal for what is damaged or of a newer format. */
export function readManifest(bytes: Buffer, sum: string): Manifest {
  if (!sum.startsWith(sumOf(bytes, null)))
    throw new BackupRefusal(
      `${MANIFEST} and ${MANIFEST_SUM} do not fit each other: the backup is damaged. Use another one.`,
    )
  const found: unknown = JSON.parse(bytes.toString('utf8'))
  const { data } = z.object({ format: z.number() }).safeParse(found)
  if (data && data.format > FORMAT)
    throw new BackupRefusal(
      'The backup was written by a newer version of this program. Install that version, or a later one, and restore with it.',
    )
  const parsed = Manifest.safeParse(found)
  if (parsed.success) return parsed.data
  throw new BackupRefusal(`${MANIFEST} is not one that this program writes. Use another backup.`)
}
