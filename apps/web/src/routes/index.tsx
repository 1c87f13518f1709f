import { createFileRoute, redirect } from '@tanstack/react-router'
import { lastOrganization, requireMe } from '../account.ts'

const pages = {
  dashboard: '/o/$org',
  tasks: '/o/$org/tasks',
  assistant: '/o/$org/assistant',
} as const

export const Route = createFileRoute('/')({
  beforeLoad: async ({ context, location }) => {
    const me = await requireMe(context.hubs, location.href)
    const org = lastOrganization(me)
    if (org === undefined) throw redirect({ to: '/new-organization' })
    const { startPage = 'dashboard' } = me.user.preferences
    throw redirect({ to: pages[startPage], params: { org: org.slug } })
  },
})
