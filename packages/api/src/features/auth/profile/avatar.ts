import { sql } from '@hub/db'
import { avatarPath } from '../../../platform/files/avatars.ts'
import type { AuthedContext } from '../../../platform/calls/context.ts'
import { requirePerson } from '../../../platform/access/identity.ts'
import type { SystemWriteTx } from '../../../platform/data/recorder.ts'
import { done } from '../../../shared/mutation.ts'
import type { Done } from '../../../shared/mutation.ts'
import { dropFiles, keepFile, squarePicture, storeFile } from '../../files/service.ts'
import type { Avatar, SetAvatar } from './schema.ts'

/** Who is shown how. The person's row stays locked, so of two changes at once the second drops the picture of the first. */
async function showAs(tx: SystemWriteTx, ctx: AuthedContext, avatar: string | null): Promise<void> {
  const { userId } = ctx.actor
  await tx
    .updateTable('authUser')
    .set({ avatar, updatedAt: ctx.now(), version: sql<number>`version + 1` })
    .where('id', '=', userId)
    .execute()
  await dropFiles(tx, { userId, kind: 'avatar', now: ctx.now() })
}

/**
 * Shows the caller by a picture: drawn anew as a small square, under an address that only those are told who see the
 * person's name. Throws UNSUPPORTED_MEDIA_TYPE for what is no picture, UNAVAILABLE when too many wait or the store is away.
 */
export async function setAvatar(ctx: AuthedContext, { picture }: SetAvatar): Promise<Avatar> {
  requirePerson(ctx.actor)
  const { userId } = ctx.actor
  const bytes = await squarePicture(Buffer.from(picture, 'base64'))
  const file = await storeFile(ctx.hub, {
    owner: { userId },
    kind: 'avatar',
    mediaType: 'image/webp',
    bytes,
  })
  return ctx.system.write(async (tx) => {
    await showAs(tx, ctx, file.name)
    await keepFile(tx, file.id, ctx.now())
    tx.audit('auth.avatar.set', { user: userId, file: file.id })
    return { avatarUrl: avatarPath(file.name) }
  })
}

/** Initials again. The address of the picture ends at once; its bytes go an hour later. */
export async function removeAvatar(ctx: AuthedContext): Promise<Done> {
  requirePerson(ctx.actor)
  return ctx.system.write(async (tx) => {
    await showAs(tx, ctx, null)
    tx.audit('auth.avatar.removed', { user: ctx.actor.userId })
    return done
  })
}
