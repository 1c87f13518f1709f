import { createHmac } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { sameBytes } from '../../platform/secrets/secrets.ts'
import type { KeyRing } from '../../platform/secrets/secrets.ts'

const ID_BYTES = 16
const MAC_BYTES = 16
const DIGEST = 'digest'
const BRIEFING = 'briefing'

/** Whose mails end, and which: those of one kind, or the daily ones. */
export interface Unsubscribing {
  orgId: string
  userId: string
  /** The name of a kind; `digest` for the daily mail, which holds many; `briefing` for that of the morning. */
  what: string
}

export const dailyMail = DIGEST
export const briefingMail = BRIEFING

const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
const idOf = (bytes: Buffer) =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

const mac = (key: KeyObject, { orgId, userId, what }: Unsubscribing) =>
  createHmac('sha256', key).update(`${what}|${orgId}|${userId}`).digest().subarray(0, MAC_BYTES)

/** Ends mails of one kind for one person without a sign-in, and does nothing else; it is never too old for that. */
export function unsubscribePath({ current }: KeyRing, of: Unsubscribing): string {
  const token = Buffer.concat([bytesOf(of.orgId), bytesOf(of.userId), mac(current, of)]).toString('base64url')
  return `/unsubscribe/${of.what}/${token}`
}

/** What such a link is for; null for one that was not made here. */
export function readUnsubscribe({ all }: KeyRing, what: string, token: string): Unsubscribing | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 2 * ID_BYTES + MAC_BYTES || bytes.toString('base64url') !== token) return null
  const of = {
    orgId: idOf(bytes.subarray(0, ID_BYTES)),
    userId: idOf(bytes.subarray(ID_BYTES, 2 * ID_BYTES)),
    what,
  }
  return all.some((key) => sameBytes(bytes.subarray(2 * ID_BYTES), mac(key, of))) ? of : null
}
