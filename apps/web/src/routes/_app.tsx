import { createFileRoute } from '@tanstack/react-router'
import { requireMe } from '../account.ts'

/** Everything behind the sign-in. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => ({ me: await requireMe(context.hubs, location.href) }),
})
