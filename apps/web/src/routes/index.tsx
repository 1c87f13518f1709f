import { createFileRoute, redirect } from '@tanstack/react-router'
import { lastOrganization, requireMe } from '../account.ts'

export const Route = createFileRoute('/')({
  beforeLoad: async ({ context, location }) => {
    const me = await requireMe(context.hubs, location.href)
    const org = lastOrganization(me)
    if (org === undefined) throw redirect({ to: '/new-organization' })
    const { startPage = 'dashboard' } = me.user.preferences
    if (startPage === 'dashboard') throw redirect({ to: '/o/$org', params: { org: org.slug } })
    // What the places are is no part of the first download.
    const { startPages } = await import('../shell/start-page.ts')
    const { to } = startPages(me, org).find(({ name }) => name === startPage) ?? { to: '/o/$org' as const }
    throw redirect({ to, params: { org: org.slug } })
  },
})
