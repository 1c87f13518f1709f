import { Card } from '@hub/ui/card'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { partNames, scoreWords, whenScanned } from './security-words.ts'
import type { ScanChange } from './security-types.ts'
import { SeverityMark } from './severity-mark.tsx'

/** Two scans side by side; the earlier one is the one before, whichever was chosen first. */
export function ScanComparison({ scans }: { scans: readonly string[] }) {
  const { trpc } = useHub()
  // Ids of scans grow with time.
  const [before = '', after = ''] = scans.toSorted()
  const change = useQuery(trpc.modules.security.scans.compare.queryOptions({ before, after }))
  return (
    <Card title="What changed">
      <Loaded
        query={change}
        failed="The scans could not be compared"
        skeleton={<Skeleton className="h-32" />}
      >
        {(shown) => <Change change={shown} />}
      </Loaded>
    </Card>
  )
}

type Changed = ScanChange['opened'][number]

function Change({ change }: { change: ScanChange }) {
  const timeZone = useTimeZone()
  const { before, after, opened, closed, moved, unknown } = change
  const isSame = [opened, closed, moved, unknown].every(({ length }) => length === 0)
  return (
    <div className="flex flex-col gap-4">
      <p className="text-text-2">
        From <b className="font-medium text-text">{scoreWords(before)}</b>,{' '}
        {whenScanned(before.startedAt, timeZone)}, to{' '}
        <b className="font-medium text-text">{scoreWords(after)}</b>, {whenScanned(after.startedAt, timeZone)}
        .
      </p>
      {isSame && <p>Both found the same.</p>}
      <div className="grid gap-5 tablet:grid-cols-2">
        <Group title="New" changes={opened} />
        <Group title="Mended" changes={closed} />
        <Group title="Changed" changes={moved} detail={(one) => moved.find(({ key }) => key === one.key)} />
        <Group title="Could not look again" changes={unknown} />
      </div>
    </div>
  )
}

interface GroupProps {
  title: string
  changes: readonly Changed[]
  /** From what to what it went. */
  detail?: (change: Changed) => { from: string; to: string } | undefined
}

function Group({ title, changes, detail }: GroupProps) {
  if (changes.length === 0) return null
  return (
    <section>
      <h3 className="flex items-baseline gap-2 text-13 font-semibold">
        {title}
        <span className="text-12 font-normal text-text-3 tabular-nums">{changes.length}</span>
      </h3>
      <ul className="mt-1.5 flex flex-col gap-2">
        {changes.map((change) => {
          const way = detail?.(change)
          return (
            <li key={change.key} className="text-13">
              <span className="block wrap-anywhere">{change.title}</span>
              <span className="flex flex-wrap items-center gap-x-2 text-12 text-text-3">
                <SeverityMark severity={change.severity} />
                {partNames[change.part]}
                {way && (
                  <span className="font-mono tracking-normal">
                    {way.from} → {way.to}
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
