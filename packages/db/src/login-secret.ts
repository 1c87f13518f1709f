import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import type { LoginRole } from './definer-role.ts'

const ITERATIONS = 4096

/** A login's password, derived from the hub's secret so that N servers agree without sharing a file. */
export function loginPassword(secret: string, role: LoginRole): string {
  return createHmac('sha256', secret).update(`postgres login ${role}`).digest('base64url')
}

/**
 * The SCRAM-SHA-256 verifier of a password, as PostgreSQL stores it (RFC 5803). Sent in place of the
 * password, so that no statement log and no printed SQL ever holds the password itself.
 */
export function scramVerifier(secret: string, role: LoginRole): string {
  const salt = createHmac('sha256', secret).update(`postgres salt ${role}`).digest().subarray(0, 16)
  const salted = pbkdf2Sync(loginPassword(secret, role), salt, ITERATIONS, 32, 'sha256')
  const stored = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64')
  const server = hmac(salted, 'Server Key').toString('base64')
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${stored}:${server}`
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
