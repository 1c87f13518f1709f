import { createHmac, randomBytes } from 'node:crypto'
import type { WebhookSender } from './sender.ts'

/* How Standard Webhooks (https://www.standardwebhooks.com) are signed: for what the hub sends, and for what starts workflows. */

const SECRET_PREFIX = 'whsec_'
const SECRET_BYTES = 32

/** For so long the secret before goes on to sign, and to open what it opened, so that the other side changes over without a gap. */
export const OLD_SECRET_MS = 24 * 3_600 * 1_000

export const newStandardSecret = (): string =>
  `${SECRET_PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`

const keyOf = (secret: string): Buffer => Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')

/** What is signed: the very bytes of the body, after the name of the message and its moment. */
const signedBytes = (id: string, timestamp: string, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body])

export interface StandardMessage {
  id: string
  /** Seconds since 1970. */
  timestamp: number
  body: string
}

/** One part of the header `webhook-signature`. */
export function standardSignature(secret: string, { id, timestamp, body }: StandardMessage): string {
  const bytes = signedBytes(id, String(timestamp), Buffer.from(body))
  return `v1,${createHmac('sha256', keyOf(secret)).update(bytes).digest('base64')}`
}

const LONGEST_ID = 150

/** Reads what such a message says of itself. */
export const standardSender: Pick<WebhookSender, 'key' | 'read'> = {
  key: keyOf,
  read({ header, body }) {
    const [id, timestamp, signatures] = [
      header('webhook-id'),
      header('webhook-timestamp'),
      header('webhook-signature'),
    ]
    if (id === null || id.length > LONGEST_ID || signatures === null) return null
    if (timestamp === null || !/^\d{1,12}$/.test(timestamp)) return null
    return {
      id,
      sentAt: new Date(Number(timestamp) * 1_000),
      signed: signedBytes(id, timestamp, body),
      signatures: signatures
        .split(' ')
        .filter((one) => one.startsWith('v1,'))
        .map((one) => Buffer.from(one.slice(3), 'base64')),
    }
  },
}
