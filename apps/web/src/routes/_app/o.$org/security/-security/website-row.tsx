import { CardRow } from '@hub/ui/card'
import { Time } from '@hub/ui/time'
import { Link } from '@tanstack/react-router'
import { useCan, useOrganization } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { GradeTile } from './grade-tile.tsx'
import { ScanButton } from './scan-button.tsx'
import { ScanProgress } from './scan-progress.tsx'
import { severities, standingOf, toMendCount } from './security-words.ts'
import type { ListedSite } from './security-types.ts'
import { SeverityMark } from './severity-mark.tsx'
import { useScan } from './use-scan.ts'

/** A website: its grade, what is to mend there, and a scan at the press of a button. */
export function WebsiteRow({ site }: { site: ListedSite }) {
  const { slug } = useOrganization()
  const canScan = useCan('security.scan.write')
  const scanning = useScan(site)
  const { id, host, grade, proof } = site
  return (
    <CardRow className="flex-wrap gap-x-4 gap-y-3 py-3.5!">
      <GradeTile grade={grade} size="md" />
      <div className="min-w-0 flex-1 basis-52">
        <Link
          to="/o/$org/security/$site"
          params={{ org: slug, site: id }}
          search={{}}
          className="text-15 font-medium wrap-anywhere"
        >
          {host}
        </Link>
        <p className="text-13 text-text-2">
          <Standing site={site} />
        </p>
        <p className="text-12 text-text-3">
          {proof === null ? 'Not proved to be yours' : 'Proved to be yours'}
        </p>
      </div>
      {scanning.isPending ? (
        <div className="w-60 max-tablet:w-full">
          <ScanProgress host={host} scanning={scanning} />
        </div>
      ) : (
        site.scannedAt !== null && <ToMend {...site} />
      )}
      {canScan && (
        <div className="flex items-center gap-2 max-tablet:w-full">
          <ScanButton site={site} scanning={scanning} size="sm" isNamed />
        </div>
      )}
    </CardRow>
  )
}

/** "82 of 100, good. Scanned 2 h ago" */
function Standing({ site: { score, grade, scannedAt } }: { site: ListedSite }) {
  const timeZone = useTimeZone()
  if (scannedAt === null) return 'Not scanned yet'
  return (
    <>
      {score === null ? (
        'Could not look. '
      ) : (
        <>
          <span className="sr-only">Grade {grade}. </span>
          {score} of 100, {standingOf(grade).words.toLowerCase()}.{' '}
        </>
      )}
      Scanned <Time value={scannedAt} timeZone={timeZone} />
    </>
  )
}

function ToMend({ toMend, muted, score }: Pick<ListedSite, 'toMend' | 'muted' | 'score'>) {
  const isClear = toMendCount(toMend) === 0
  if (score === null && isClear && muted === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-text-2">
      {isClear ? (
        <p>Nothing to mend</p>
      ) : (
        <ul aria-label="To mend" className="flex flex-wrap gap-x-3 gap-y-1">
          {severities
            .filter((severity) => toMend[severity] > 0)
            .map((severity) => (
              <li key={severity}>
                <SeverityMark severity={severity} count={toMend[severity]} />
              </li>
            ))}
        </ul>
      )}
      {muted > 0 && <p className="text-text-3">{muted} muted</p>}
    </div>
  )
}
