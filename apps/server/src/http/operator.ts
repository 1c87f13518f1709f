import { LOOPBACK } from '@hub/api/server'
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { isLocalPeer } from './local-peer.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

export interface OperatorRule {
  /** METRICS_TOKEN; without it only this machine may look. */
  token?: string | undefined
  publicUrl: string
}

/**
 * True for the operator's own programs: those that send METRICS_TOKEN, and those on this machine. A hub with a public
 * address stands behind a proxy, whose connections may come from this machine for any visitor and need not say so;
 * there the token alone counts.
 */
export function isOperator(request: FastifyRequest, { token, publicUrl }: OperatorRule): boolean {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
    return token !== undefined && given !== undefined && timingSafeEqual(digest(given), digest(token))
  }
  return LOOPBACK.has(new URL(publicUrl).hostname.replaceAll(/[[\]]/g, '')) && isLocalPeer(request)
}
