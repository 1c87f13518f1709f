import { Drawer } from '@hub/ui/drawer'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { ScoreAfterFix } from './after-fix.tsx'
import { FindingActs } from './finding-acts.tsx'
import { Evidence, HowToMend } from './finding-parts.tsx'
import { MutedNote, MuteButton } from './mute.tsx'
import { partNames, whenDay } from './security-words.ts'
import type { WholeFinding, WholeSite } from './security-types.ts'
import { SeverityMark } from './severity-mark.tsx'
import type { Scanning } from './use-scan.ts'

interface FindingProps {
  id: string
  site: WholeSite
  scanning: Scanning
}

const useFinding = (id: string | undefined) => {
  const { trpc } = useHub()
  return useQuery(
    trpc.modules.security.findings.get.queryOptions({ id: id ?? '' }, { enabled: id !== undefined }),
  )
}

const FAILED = 'The finding could not be loaded'

/** One finding beside the list: what was seen, what mends it, and what that is worth. */
export function FindingPanel({ id, site, scanning }: FindingProps) {
  const query = useFinding(id)
  return (
    <section
      aria-label="Finding"
      className="sticky top-[calc(var(--bars)+var(--topbar)+16px)] flex max-h-[calc(100dvh-var(--bars)-var(--topbar)-32px)] min-w-0 flex-col rounded-lg border border-line bg-sheet"
    >
      <Loaded
        query={query}
        failed={FAILED}
        skeleton={
          <div className="p-(--card-pad)">
            <Skeleton className="h-80" />
          </div>
        }
      >
        {(finding) => (
          <>
            <div className="flex min-h-0 flex-col gap-3 overflow-y-auto px-(--card-pad) pt-3.5 pb-3">
              <div>
                <Facts finding={finding} />
                <h2 className="mt-1 text-15/5 font-semibold tracking-tight wrap-anywhere">{finding.title}</h2>
              </div>
              <About finding={finding} />
            </div>
            <div className="sticky bottom-0 flex flex-none flex-wrap items-center gap-2 rounded-b-lg border-t border-line bg-sheet px-(--card-pad) py-2.5 empty:hidden">
              <FindingActs finding={finding} site={site} scanning={scanning} />
            </div>
          </>
        )}
      </Loaded>
    </section>
  )
}

/** The same over the page, where there is no room beside the list. */
export function FindingDrawer({
  id,
  site,
  scanning,
  onClose,
}: Omit<FindingProps, 'id'> & { id: string | undefined; onClose: () => void }) {
  const query = useFinding(id)
  return (
    <Drawer
      open={id !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title="Finding"
      {...(query.data && {
        footer: <FindingActs finding={query.data} site={site} scanning={scanning} />,
      })}
    >
      {id !== undefined && (
        <Loaded query={query} failed={FAILED} skeleton={<Skeleton className="h-80" />}>
          {(finding) => (
            <div className="flex flex-col gap-3">
              <div>
                <Facts finding={finding} />
                <h3 className="mt-1 text-16 font-semibold tracking-tight wrap-anywhere">{finding.title}</h3>
              </div>
              <About finding={finding} />
            </div>
          )}
        </Loaded>
      )}
    </Drawer>
  )
}

function Facts({ finding }: { finding: WholeFinding }) {
  const timeZone = useTimeZone()
  const { severity, part, openedAt, closedAt, state } = finding
  return (
    <div className="flex items-center gap-2 text-12 text-text-3">
      <SeverityMark severity={severity} />
      <span>{partNames[part]}</span>
      <span className="min-w-0 flex-1">
        {state === 'closed' && closedAt !== null
          ? `found mended ${whenDay(closedAt, timeZone)}`
          : sinceWords(openedAt, timeZone)}
      </span>
      <MuteButton finding={finding} />
    </div>
  )
}

const sinceWords = (openedAt: string, timeZone: string): string =>
  `seen since ${whenDay(openedAt, timeZone).replace(/^on /, '')}`

function About({ finding }: { finding: WholeFinding }) {
  const { id, about, evidence, muted, state, after, part } = finding
  return (
    <>
      <p className="text-13 text-text-2">{about}</p>
      {muted !== null && <MutedNote muted={muted} />}
      <Evidence lines={evidence} />
      {state === 'open' && <HowToMend key={id} finding={finding} />}
      {after && <ScoreAfterFix after={after} part={part} />}
    </>
  )
}
