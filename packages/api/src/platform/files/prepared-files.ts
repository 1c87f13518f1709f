import type { PreparedFile } from '../../shared/prepared-file.ts'
import { AppError } from '../../shared/errors.ts'
import type { Call } from '../calls/call.ts'
import { createContext } from '../calls/context.ts'
import type { BaseContext } from '../calls/context.ts'
import type { Hub } from '../hub.ts'
import { newToken, sha256 } from '../secrets/secrets.ts'

const OPEN_MS = 10 * 60_000

/** A file may hold a whole list. */
export const fileLimit = (name: string) => ({ name, per: 'actor', points: 60, seconds: 3600 }) as const

export interface FileWish {
  userId: string
  /** Which list it is of. */
  kind: string
  /** The organization, or NIL_ORG for the platform. */
  subject: string
  request: Record<string, unknown>
}

/** The address holds a secret that only the same person's session can use, once. */
export async function prepareFile(
  { hub, now }: Pick<BaseContext, 'hub' | 'now'>,
  { userId, kind, subject, request }: FileWish,
): Promise<PreparedFile> {
  const token = newToken()
  const at = now()
  const { system } = hub.db
  await system.deleteFrom('fileExport').where('expiresAt', '<', at.toISOString()).execute()
  await system
    .insertInto('fileExport')
    .values({
      tokenHash: sha256(token),
      userId,
      kind,
      subject,
      request: JSON.stringify(request),
      expiresAt: new Date(at.getTime() + OPEN_MS),
    })
    .execute()
  return { path: `/exports/files/${token}` }
}

export const fileGone = (): AppError =>
  new AppError('NOT_FOUND', { message: 'This download has ended or was opened before. Export it again.' })

/** Takes a prepared file: once, within its time, and only for the person who asked for it. */
export async function takeFile(hub: Hub, call: Call, token: string): Promise<Omit<FileWish, 'userId'>> {
  const { actor } = await createContext(hub, call).identity()
  if (!actor) throw new AppError('UNAUTHORIZED')
  const now = hub.now()
  const found = await hub.db.system
    .updateTable('fileExport')
    .set({ usedAt: now })
    .where('tokenHash', '=', sha256(token))
    .where('userId', '=', actor.userId)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now.toISOString())
    .returning(['kind', 'subject', 'request'])
    .executeTakeFirst()
  if (!found) throw fileGone()
  return found
}
