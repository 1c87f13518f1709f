import { createHmac } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { AppError } from '../../shared/errors.ts'
import type { KeyRing } from '../secrets/secrets.ts'

const MAC_BYTES = 16

/** What a cursor is valid for: the same list, organization, order and filters. */
export interface CursorScope {
  key: KeyRing
  list: string
  orgId: string
  /** Sort and filters of the list. */
  query: unknown
}

function macOf(scope: CursorScope, body: string, key: KeyObject): Buffer {
  const text = `${scope.orgId}|${scope.list}|${JSON.stringify(scope.query)}|${body}`
  return createHmac('sha256', key).update(text).digest().subarray(0, MAC_BYTES)
}

/** The position after a row, signed: the values of the sort columns as the database wrote them. */
export function encodeCursor(scope: CursorScope, values: readonly string[]): string {
  const body = JSON.stringify(values)
  return Buffer.concat([macOf(scope, body, scope.key.current), Buffer.from(body)]).toString('base64url')
}

/** Throws BAD_REQUEST for a cursor of another list, organization, order or filter, or one that was changed. */
export function decodeCursor(scope: CursorScope, cursor: string): string[] {
  const bytes = Buffer.from(cursor, 'base64url')
  const body = bytes.subarray(MAC_BYTES).toString('utf8')
  const mac = bytes.subarray(0, MAC_BYTES)
  if (bytes.length <= MAC_BYTES || !scope.key.all.some((key) => macOf(scope, body, key).equals(mac))) {
    const message = 'This cursor belongs to another list. Start again without a cursor.'
    throw new AppError('BAD_REQUEST', { message, issues: [{ path: 'cursor', message }] })
  }
  return JSON.parse(body) as string[]
}
