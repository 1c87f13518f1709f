import type { OrgPermission } from '@hub/api'
import { Button } from '@hub/ui/button'
import { Page } from '@hub/ui/app-shell'
import { PageHeader } from '@hub/ui/page-header'
import { createFileRoute, Link } from '@tanstack/react-router'
import { LayoutDashboard, MessageSquareText } from 'lucide-react'
import { memo, Suspense, useState } from 'react'
import { useCan, useMe, useOrganization } from '../../../account.ts'
import { arranged, usualArrangement } from '../../../components/arrangement.ts'
import { todayIn, useTimeZone, weekday } from '../../../components/day-words.ts'
import { isReturn, Later } from '../../../components/later.tsx'
import { lazyPart } from '../../../lazy-part.ts'
import type { DashboardCard, DashboardCardProps } from '../../../modules/web-module.ts'
import { AskCard } from './-dashboard/ask-card.tsx'
import { cardsOf, dashboards } from './-dashboard/dashboards.ts'
import { readDashboardSearch } from './-dashboard/dashboard-search.ts'
import { greeting, needWords } from './-dashboard/greeting.ts'
import { needsIn, NeedsYou, useBriefing } from './-dashboard/needs-you.tsx'

const ArrangeDialog = lazyPart(async () => (await import('../../../shell/arrange-dialog.tsx')).ArrangeDialog)

export const Route = createFileRoute('/_app/o/$org/')({
  staticData: { title: 'Dashboard' },
  validateSearch: readDashboardSearch,
  loader: async ({ context: { hub, organization } }) => {
    const can = (permission: OrgPermission) => organization.permissions.includes(permission)
    // A loader comes with the first download, where the cards of modules have no place. Their code is waited for, as the page
    // waits for it anyhow: it then begins with the answers that are there, and shows no skeleton first.
    const parts = await import('./-dashboard/dashboards.ts')
    for (const { prefetch } of parts.dashboards) prefetch(hub, can)
  },
  component: Dashboard,
})

const needs: DashboardCard = {
  id: 'needs',
  title: 'Today’s briefing',
  size: 'wide',
  permission: 'organization.read',
  Card: NeedsYou,
}
const ask: DashboardCard = {
  id: 'ask',
  title: 'Ask your business',
  size: 'wide',
  permission: 'organization.read',
  Card: AskCard,
}
const cards: readonly DashboardCard[] = [needs, ask, ...cardsOf(dashboards)]

/** In one column so many come at once, the others when those are painted: a phone shows no more of them at first. */
const AT_ONCE = 1

function Dashboard() {
  const { user } = useMe()
  const { slug, timeZone: ownZone } = useOrganization()
  const timeZone = useTimeZone()
  const canAsk = useCan('assistant.use')
  // Due days and spending are counted where the organization is; the greeting is the person's.
  const today = todayIn(ownZone)
  const { data: briefing } = useBriefing()
  const count = briefing && needsIn(briefing)
  return (
    <Page>
      <PageHeader
        large
        title={greeting(user.name, { timeZone, now: new Date() })}
        description={
          <>
            {weekday(todayIn(timeZone))}.{' '}
            {/* Its line on a phone from the beginning, so that nothing below moves when it is known. */}
            <span className="max-tablet:block max-tablet:min-h-[1lh]">
              {count !== undefined && needWords(count)}
            </span>
          </>
        }
        actions={
          <>
            {dashboards.map(({ name, Act }) => Act && <Act key={name} />)}
            {canAsk && (
              <Button variant="primary" render={<Link to="/o/$org/assistant" params={{ org: slug }} />}>
                <MessageSquareText />
                Ask the assistant
              </Button>
            )}
          </>
        }
      />
      <Cards today={today} />
    </Page>
  )
}

/** As a card that takes its whole place, however high that is: two halves beside each other end at one line. */
const placeClass = 'grid min-w-0 grow grid-cols-1'

/** Of halves as many stand in a line as have room; one that is left over takes the line. */
const widths: Readonly<Record<DashboardCard['size'], string>> = {
  wide: 'w-full',
  half: 'basis-72',
  narrow: 'w-full',
}

/** In two columns by their size, in each in the person's order; in one column all in that order. */
const Cards = memo(function Cards({ today }: DashboardCardProps) {
  const { preferences } = useMe().user
  const { id, permissions } = useOrganization()
  const [isArranging, setArranging] = useState(false)
  const allowed = cards.filter(({ permission }) => permissions.includes(permission))
  const arrangement = preferences.dashboards?.[id]
  const shown = arranged(allowed, arrangement ?? usualArrangement)
  // A page that is come back to is at once as high as it was, or could not be scrolled to the same place.
  const waits = !isReturn()
  const isAside = ({ size }: DashboardCard) => size === 'narrow'
  const hasSide = shown.some(isAside) && !shown.every(isAside)
  const column = (aside: boolean) => (
    <div
      className={`flex min-w-0 flex-wrap content-start gap-(--gap) max-side:contents ${aside && hasSide ? 'w-[336px]' : 'flex-1'} ${waits ? 'side:settles' : ''}`}
    >
      {shown.map((card, index) => {
        if (isAside(card) !== aside) return null
        const place = index === 0 ? { 'data-first': '' } : { 'data-rest': '' }
        const content = (
          <div
            key={card.id}
            {...place}
            style={{ order: index }}
            className={`${placeClass} ${widths[card.size]}`}
          >
            <card.Card today={today} />
          </div>
        )
        return index < AT_ONCE ? content : <Later key={card.id}>{content}</Later>
      })}
    </div>
  )
  return (
    <>
      <div
        className={`flex flex-wrap gap-(--gap) ${waits ? 'settles-last max-side:settles-one-column' : ''}`}
      >
        {!shown.every(isAside) && column(false)}
        {shown.some(isAside) && column(true)}
        <Later>
          <p data-rest style={{ order: shown.length }} className="w-full text-center">
            <Button size="sm" variant="ghost" onClick={() => setArranging(true)}>
              <LayoutDashboard />
              Arrange the dashboard
            </Button>
          </p>
        </Later>
      </div>
      <Suspense>
        {isArranging && (
          <ArrangeDialog
            title="Arrange the dashboard"
            description="Drag by the handles, or move with the arrow keys. Narrow cards stand in the column at the side where there is one."
            lists={[{ name: 'cards', things: allowed.map((card) => ({ id: card.id, label: card.title })) }]}
            arrangement={arrangement}
            toPreferences={(next) => ({ dashboards: { [id]: next } })}
            onClose={() => setArranging(false)}
          />
        )}
      </Suspense>
    </>
  )
})
