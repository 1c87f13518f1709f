import { AppError } from '../../shared/errors.ts'
import type { Identity, Membership } from '../calls/call.ts'

function requireOpen(membership: Membership): Membership {
  if (!membership.isSuspended) return membership
  throw new AppError('ORGANIZATION_SUSPENDED', {
    message: `${membership.name} is suspended. Ask whoever runs this hub.`,
  })
}

/** The organization a call is about: named by slug or id, or the only one there is. Throws for one that is suspended. */
export function chooseMembership({ memberships: all }: Identity, named: string | null): Membership {
  if (named === null) {
    const open = all.filter(({ isSuspended }) => !isSuspended)
    if (open.length === 0 && all[0]) return requireOpen(all[0])
    const [only, ...others] = open
    if (only && others.length === 0) return only
    const message = only
      ? `Say which organization: send x-hub-org with one of ${open.map(({ slug }) => slug).join(', ')}.`
      : 'You are not a member of any organization yet.'
    throw new AppError(only ? 'BAD_REQUEST' : 'FORBIDDEN', { message })
  }
  // By its id first: whoever founds an organization may call it like the id of another one.
  const found = all.find(({ orgId }) => orgId === named) ?? all.find(({ slug }) => slug === named)
  if (!found)
    throw new AppError('NOT_FOUND', {
      message: 'There is no such organization, or you are not a member of it.',
    })
  return requireOpen(found)
}
