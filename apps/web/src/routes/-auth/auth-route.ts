import { checked } from '../../search-params.ts'
import type { RawSearch } from '../../search-params.ts'
import type { RouterContext } from '../__root.tsx'

/** As the hub makes them; half a one is none, so that nobody fills in a form that could never be sent. */
const TOKEN = /^[\w-]{43}$/

export const linkSecret = (value: unknown): string | undefined =>
  typeof value === 'string' && TOKEN.test(value) ? value : undefined

/** The secret of a mailed or printed link; pages say by themselves what to do without one. */
export const linkToken = (search: RawSearch) => checked({ token: linkSecret(search['token']) })

/** Who may create an account here, and what a password must be. */
export const loadRegistration = ({ context }: { context: RouterContext }) => {
  const { queryClient, trpc } = context.hubs.account
  return queryClient.ensureQueryData(trpc.auth.registration.queryOptions({}))
}

type LinkPurpose = 'verify-email' | 'reset-password' | 'first-admin' | 'change-email' | 'keep-email'

/** Whether the link still works. Where that cannot be learned, the page goes on, and says so when the link is used. */
export async function isLinkOpen(
  { context }: { context: RouterContext },
  purpose: LinkPurpose,
  token: string | undefined,
): Promise<boolean> {
  if (token === undefined) return true
  try {
    return (await context.hubs.account.client.auth.linkState.query({ purpose, token })).isOpen
  } catch {
    return true
  }
}

/** What a page needs on which a link leads to a new password. */
export async function loadPasswordLink(
  given: { context: RouterContext },
  purpose: LinkPurpose,
  token: string | undefined,
) {
  const [registration, isOpen] = await Promise.all([
    loadRegistration(given),
    isLinkOpen(given, purpose, token),
  ])
  return { ...registration, isOpen }
}
