import type { PublicContext } from '../../platform/calls/context.ts'
import { findToken } from './one-time-tokens.ts'
import { findPersonBehind } from './own-account/email-links.ts'
import type { GetLinkState, LinkState } from './schema.ts'

/** Whether a link still does what it is for; looking uses nothing up. */
export async function getLinkState(ctx: PublicContext, { purpose, token }: GetLinkState): Promise<LinkState> {
  const found =
    purpose === 'change-email' || purpose === 'keep-email'
      ? await findPersonBehind(ctx, purpose, token)
      : await findToken(ctx.system.db, { purpose, token, now: ctx.now() })
  return { isOpen: found !== undefined }
}
