import { createFileRoute, redirect } from '@tanstack/react-router'
import { lastOrganization, requireMe } from '../account.ts'
import { modules } from '../modules/index.ts'

/** Places by the last part of their address; the dashboard where there is none of that name. */
const pageOf = (name: string) =>
  name === 'assistant'
    ? '/o/$org/assistant'
    : (modules.flatMap(({ places }) => places).find(({ to }) => to === `/o/$org/${name}`)?.to ?? '/o/$org')

export const Route = createFileRoute('/')({
  beforeLoad: async ({ context, location }) => {
    const me = await requireMe(context.hubs, location.href)
    const org = lastOrganization(me)
    if (org === undefined) throw redirect({ to: '/new-organization' })
    const { startPage = 'dashboard' } = me.user.preferences
    throw redirect({ to: pageOf(startPage), params: { org: org.slug } })
  },
})
