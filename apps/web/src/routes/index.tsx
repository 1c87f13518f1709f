import { createFileRoute, redirect } from '@tanstack/react-router'
import { lastOrganization, requireMe } from '../account.ts'

export const Route = createFileRoute('/')({
  beforeLoad: async ({ context, location }) => {
    const me = await requireMe(context.hubs, location.href)
    const org = lastOrganization(me)
    if (org === undefined) throw redirect({ to: '/new-organization' })
    throw redirect({ to: '/o/$org', params: { org: org.slug } })
  },
})
