import { createHmac } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { sameBytes } from '../secrets/secrets.ts'
import type { KeyRing } from '../secrets/secrets.ts'

const ID_BYTES = 16
const MAC_BYTES = 16

interface Place {
  orgId: string
  /** Of the webhook: `shelf.orders`. */
  name: string
}

const mac = (key: KeyObject, { orgId, name }: Place) =>
  createHmac('sha256', key).update(`${name}|${orgId}`).digest().subarray(0, MAC_BYTES)

/** The part of an address that nobody guesses, and that tells the organization. */
export function addressToken({ current }: KeyRing, place: Place): string {
  const id = Buffer.from(place.orgId.replaceAll('-', ''), 'hex')
  return Buffer.concat([id, mac(current, place)]).toString('base64url')
}

/** Where a service sends to, for one organization: it is worth nothing without the signature. */
export const webhookPath = (key: KeyRing, place: Place): string =>
  `/webhooks/${place.name.replace('.', '/')}/${addressToken(key, place)}`

/** The organization whose address this is; null for a token that was not made here for this webhook. */
export function organizationAt({ all }: KeyRing, name: string, token: string): string | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== ID_BYTES + MAC_BYTES || bytes.toString('base64url') !== token) return null
  const hex = bytes.subarray(0, ID_BYTES).toString('hex')
  const orgId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return all.some((key) => sameBytes(bytes.subarray(ID_BYTES), mac(key, { orgId, name }))) ? orgId : null
}
