import type { AppRouter } from '@hub/api'
import { Card } from '@hub/ui/card'
import { formatCredits } from '@hub/ui/credits'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { Link } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import type { ReactNode } from 'react'
import type { OrganizationSearch, PeopleSearch } from './admin-search.ts'

export type Overview = inferRouterOutputs<AppRouter>['admin']['overview']

const plain = (count: number): string => count.toLocaleString('en-GB')

/** As high and wide as a finger needs, however few digits there are. */
const target = {
  className: 'inline-flex min-h-6 items-center justify-end',
  style: { minWidth: 24 },
}

/** Figures that lead to what they count. */
const peopleLink = (count: number, search: PeopleSearch = {}) => (
  <Link to="/admin/users" search={search} {...target}>
    {plain(count)}
  </Link>
)
const organizationsLink = (text: string, search: OrganizationSearch = {}) => (
  <Link to="/admin/organizations" search={search} {...target}>
    {text}
  </Link>
)
const auditLink = (text: string, action: string) => (
  <Link to="/admin/audit" search={{ action }} {...target}>
    {text}
  </Link>
)

/** All figures of the hub, each card one matter; where there is a list behind a figure, the figure leads there. */
export function Figures({ figures }: { figures: Overview }) {
  const { people, organizations, credits, lastDay, deliveries } = figures
  return (
    <>
      <FiguresCard
        title="People"
        lines={[
          ['Accounts', peopleLink(people.total)],
          ['Address not confirmed', peopleLink(people.unconfirmed, { confirmed: 'no' })],
          ['With a second factor', peopleLink(people.protected, { factor: 'yes' })],
          ['Suspended', peopleLink(people.suspended, { state: 'suspended' })],
          ['Administrators', peopleLink(people.administrators, { role: 'admin' })],
        ]}
      />
      <FiguresCard
        title="Organizations and credits"
        lines={[
          ['Organizations', organizationsLink(plain(organizations.total))],
          ['Suspended', organizationsLink(plain(organizations.suspended), { state: 'suspended' })],
          ['Credits available', organizationsLink(formatCredits(credits.availableMicro))],
          [
            `On hold, for ${plain(credits.openHolds)} open calls`,
            organizationsLink(formatCredits(credits.heldMicro)),
          ],
          ['Given in 30 days', auditLink(formatCredits(credits.grantedMicro), 'credits.adjusted')],
          ['Spent in 30 days', organizationsLink(formatCredits(credits.spentMicro))],
        ]}
      />
      <FiguresCard
        title="Last 24 hours"
        lines={[
          ['Calls of keys and applications', plain(lastDay.calls)],
          ['Of these failed', plain(lastDay.failedCalls)],
          ['Refused sign-ins', auditLink(plain(lastDay.refusedSignIns), 'auth.login.refused')],
          ['Deliveries waiting', plain(deliveries.waiting)],
          ['Oldest waits for', `${plain(deliveries.oldestSeconds)} s`],
          ['Given up', plain(deliveries.dead)],
        ]}
      />
    </>
  )
}

function FiguresCard({ title, lines }: { title: string; lines: [name: string, amount: ReactNode][] }) {
  return (
    <Card title={title}>
      <Ledger label={title}>
        {lines.map(([name, amount]) => (
          <LedgerLine key={name} name={name} amount={amount} />
        ))}
      </Ledger>
    </Card>
  )
}
