import type { AuthedContext } from '../../../platform/calls/context.ts'
import { createContext } from '../../../platform/calls/context.ts'
import type { Call } from '../../../platform/calls/call.ts'
import type { Hub } from '../../../platform/hub.ts'
import { requirePerson } from '../../../platform/access/identity.ts'
import { requestMail } from '../../../platform/mail/request-mail.ts'
import { systemWrite } from '../../../platform/data/write.ts'
import { AppError } from '../../../shared/errors.ts'
import { consumeToken, findToken, issueToken, linkExpiry, usedLink } from '../one-time-tokens.ts'
import { exportParts } from './export-parts.ts'
import { exportMadeMail } from './mails.ts'
import type { ExportLink } from './schema.ts'
import { zipOf } from './zip.ts'

/** A link to what the hub keeps about the caller; it works once, for ten minutes, in a browser signed in as them. */
export async function exportData(ctx: AuthedContext): Promise<ExportLink> {
  requirePerson(ctx.actor)
  const { userId, email } = ctx.actor
  return ctx.system.write(async (tx) => {
    const now = ctx.now()
    const token = await issueToken(tx, { purpose: 'data-export', userId, email, now })
    tx.audit('auth.export.asked', { user: userId })
    return { url: `/exports/account/${token}`, expiresAt: linkExpiry('data-export', now).toISOString() }
  })
}

interface OpenedData {
  fileName: string
  parts: AsyncIterable<Uint8Array>
}

/**
 * Uses an export link up and answers with the zip as it is read. Throws UNAUTHORIZED without a session, BAD_REQUEST for a
 * link that is used, out of time or another person's.
 */
export async function openExport(hub: Hub, call: Call, token: string): Promise<OpenedData> {
  const { actor } = await createContext(hub, call).identity()
  if (!actor || actor.sessionId === null) throw new AppError('UNAUTHORIZED')
  if (actor.impersonatorId !== null || actor.deletesAt !== null) throw new AppError('FORBIDDEN')
  const given = { purpose: 'data-export', token, now: hub.now() } as const
  // Another person's link stays usable for them.
  if ((await findToken(hub.db.system, given))?.userId !== actor.userId) throw usedLink()
  const write = systemWrite({ hub, call }, actor, null)
  await write(async (tx) => {
    await consumeToken(tx, given)
    requestMail(tx, exportMadeMail(hub.settings.publicUrl, actor))
    tx.audit('auth.export.taken', { user: actor.userId })
  })
  const fileName = `smart-ai-hub-${hub.now().toISOString().slice(0, 10)}.zip`
  return { fileName, parts: zipOf(exportParts({ hub, userId: actor.userId })) }
}
