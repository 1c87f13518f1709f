import { randomInt } from 'node:crypto'
import { sql } from '@hub/db'
import type { SystemDb } from '@hub/db'
import type { BaseContext } from '../../platform/calls/context.ts'
import { sealedColumns } from '../../platform/secrets/sealed.ts'
import { sameBytes, seal, sha256, unseal } from '../../platform/secrets/secrets.ts'
import { otp } from './providers.ts'

const STEP_MS = 30_000
const SECRET_BYTES = 20
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 without padding, which is what authenticator apps read. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

export const secretBytes = SECRET_BYTES

/** What the QR code says (Key URI format). Spaces are %20: some apps show a plus as it is. */
export function keyUri(account: string, secret: Buffer): string {
  const issuer = encodeURIComponent('Smart AI Hub')
  return `otpauth://totp/${issuer}:${encodeURIComponent(account)}?secret=${base32(secret)}&issuer=${issuer}&algorithm=SHA1&digits=6&period=30`
}

/** A secret that is moved to another person opens nothing. */
const sealContext = (userId: string): string => `totp:${userId}`

export const sealSecret = ({ hub }: Pick<BaseContext, 'hub'>, userId: string, secret: Buffer): Buffer =>
  seal(hub.keys.seal, secret.toString('base64'), sealContext(userId))

export const sealedFactors = sealedColumns({
  title: 'second factors',
  of: 'nobody',
  table: 'auth_totp',
  key: { user_id: 'uuid' },
  columns: ['secret_sealed'],
  context: (_orgId, [userId = '']) => sealContext(userId),
})

/** null where another HUB_SECRET sealed it: no code is right then, and backup codes take its place. */
function unsealSecret({ hub }: Pick<BaseContext, 'hub'>, userId: string, sealed: Buffer): Buffer | null {
  try {
    return Buffer.from(unseal(hub.keys.seal, sealed, sealContext(userId)), 'base64')
  } catch {
    return null
  }
}

/**
 * The time step a code belongs to, or null. The step before the present one is accepted too, because clocks differ and
 * people type slowly (a documented deviation from ASVS 6.5.5).
 */
async function stepOf(secret: Buffer, code: string, now: Date): Promise<number | null> {
  const present = Math.floor(now.getTime() / STEP_MS)
  let found: number | null = null
  // Both are always computed and compared, so that time tells nothing.
  for (const step of [present - 1, present]) {
    if (sameBytes(Buffer.from(await otp.code(secret, step)), Buffer.from(code))) found = step
  }
  return found
}

interface Given {
  userId: string
  code: string
  now: Date
}

/**
 * Uses a code of the person's authenticator app: right, and of a step newer than any used before. Of many uses at once
 * one is accepted. `pending` takes an app that is just being set up.
 */
export async function takeTotp(
  tx: SystemDb,
  ctx: Pick<BaseContext, 'hub'>,
  { userId, code, now, pending = false }: Given & { pending?: boolean },
): Promise<boolean> {
  const row = await tx
    .selectFrom('authTotp')
    .select('secretSealed')
    .where('userId', '=', userId)
    .where('confirmedAt', pending ? 'is' : 'is not', null)
    // An app that is set up anew meanwhile has another secret than the one the code is compared with.
    .forUpdate()
    .executeTakeFirst()
  const secret = row && unsealSecret(ctx, userId, row.secretSealed)
  const step = secret ? await stepOf(secret, code, now) : null
  if (step === null) return false
  const taken = await tx
    .updateTable('authTotp')
    .set({ lastStep: step, ...(pending && { confirmedAt: now }) })
    .where('userId', '=', userId)
    .where('lastStep', '<', step)
    .returning('userId')
    .executeTakeFirst()
  return taken !== undefined
}

export const BACKUP_CODES = 10
/** Without letters and digits that look alike. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'

const newBackupCode = () => {
  const part = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `${part()}-${part()}`
}

const codeHash = (userId: string, code: string) =>
  sha256(`${userId}:${code.toLowerCase().replace(/[\s-]/g, '')}`)

/** Ten new codes (49 bits each); the old ones no longer hold. Shown once, only their hashes are stored. */
export async function replaceBackupCodes(
  tx: SystemDb,
  { userId, now, newId }: { userId: string; now: Date; newId: () => string },
): Promise<string[]> {
  const codes = Array.from({ length: BACKUP_CODES }, newBackupCode)
  await tx.deleteFrom('authBackupCode').where('userId', '=', userId).execute()
  await tx
    .insertInto('authBackupCode')
    .values(codes.map((code) => ({ id: newId(), userId, codeHash: codeHash(userId, code), createdAt: now })))
    .execute()
  return codes
}

/** Uses a backup code up; of many uses at once one is accepted. */
export async function takeBackupCode(tx: SystemDb, { userId, code, now }: Given): Promise<boolean> {
  const used = await tx
    .updateTable('authBackupCode')
    .set({ usedAt: now })
    .where('userId', '=', userId)
    .where('codeHash', '=', codeHash(userId, code))
    .where('usedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return used !== undefined
}

export const countBackupCodes = async (db: SystemDb, userId: string): Promise<number> => {
  const { left } = await db
    .selectFrom('authBackupCode')
    .select(sql<number>`count(*)::int`.as('left'))
    .where('userId', '=', userId)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return left
}
