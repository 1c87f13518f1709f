import type { ServerResponse } from 'node:http'
import { AppError, limitSubject } from '@hub/api/server'

const MEGABYTE = 1024 * 1024
/** What was handed out lies in memory until it was taken, however slowly: a person's six largest files, and twice that at an address. */
const OF_A_PERSON = 64 * MEGABYTE
const OF_AN_ADDRESS = 128 * MEGABYTE
const OF_ALL = 256 * MEGABYTE
/** Enough for the largest file on a slow telephone; whoever takes longer holds places that others wait for. */
const GIVEN_UP_MS = 600_000

interface Unread {
  userId: string
  ip: string
  bytes: number
}

const unread = new Set<Unread>()

function bytesOf(isMeant: (one: Unread) => boolean): number {
  return [...unread].filter(isMeant).reduce((sum, { bytes }) => sum + bytes, 0)
}

/**
 * Counts bytes as unread until the answer ends, whatever ends it, and ends it after ten minutes. Throws UNAVAILABLE where too many of this process, this
 * person or this address are not read yet.
 */
export function countUnread(
  { userId, ip }: { userId: string; ip: string },
  bytes: number,
  response: ServerResponse,
): void {
  if (response.destroyed) throw new AppError('CLIENT_CLOSED_REQUEST')
  const own: Unread = { userId, ip: limitSubject(ip), bytes }
  if (
    bytes + bytesOf((one) => one.userId === own.userId) > OF_A_PERSON ||
    bytes + bytesOf((one) => one.ip === own.ip) > OF_AN_ADDRESS ||
    bytes + bytesOf(() => true) > OF_ALL
  )
    throw new AppError('UNAVAILABLE', {
      message: 'Many files are being downloaded. Try again in a few seconds.',
      retryAfter: 5,
    })
  unread.add(own)
  const timer = setTimeout(() => response.destroy(), GIVEN_UP_MS).unref()
  response.once('close', () => {
    clearTimeout(timer)
    unread.delete(own)
  })
}
