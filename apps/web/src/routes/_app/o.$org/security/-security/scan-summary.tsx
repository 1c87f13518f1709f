import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useOrganization } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { GradeTile } from './grade-tile.tsx'
import { PartList } from './part-list.tsx'
import { changeWords, scorePoints, sumOf, worstPart } from './scan-words.ts'
import { ScoreSteps } from './score-steps.tsx'
import { countOf, partNames, scoreWords, standingOf, toMendCount } from './security-words.ts'
import type { Scan, ScanChange, WholeScan, WholeSite } from './security-types.ts'

interface ScanSummaryProps {
  site: WholeSite
  scan: WholeScan
  /** The latest, the newest first. */
  recent: readonly Scan[]
  /** How the latest differs from the one before. */
  change: ScanChange | undefined
}

/** What the latest scan says in short: the grade, the parts, and how it went from scan to scan. */
export const ScanSummary = ({ site, scan, recent, change }: ScanSummaryProps) => (
  <section
    aria-label="Result"
    className="grid rounded-lg border border-line bg-sheet tablet:grid-cols-[232px_minmax(0,1fr)] wide:grid-cols-[244px_minmax(0,1fr)_284px] [&>*]:px-(--card-pad) [&>*]:pt-3.5 [&>*]:pb-3"
  >
    <div>
      <Grade site={site} scan={scan} />
      <Change site={site} scan={scan} recent={recent} change={change} />
      {site.muted > 0 && <p className="mt-1 text-12 text-text-3">What is muted still counts in the score.</p>}
    </div>
    <div className="min-w-0 border-line max-tablet:border-t tablet:border-l">
      <Head title={coverage(scan)}>
        <span className="text-12 text-text-3">points</span>
      </Head>
      <PartList scan={scan} />
    </div>
    <div className="border-line max-wide:col-span-full max-wide:border-t wide:border-l">
      <Scores site={site} recent={recent} />
    </div>
  </section>
)

const coverage = (scan: WholeScan): string =>
  `${sumOf(scan, ({ looked }) => looked)} of ${countOf(
    sumOf(scan, ({ checks }) => checks.length),
    'check',
  )} ran`

const Head = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="mb-1.5 flex min-h-[18px] items-center justify-between gap-3">
    <h2 className="text-12 font-medium text-text-3">{title}</h2>
    {children}
  </div>
)

function Grade({ site, scan }: { site: WholeSite; scan: WholeScan }) {
  const { score, grade } = scan
  const toMend = toMendCount(site.toMend)
  const { words } = standingOf(grade)
  return (
    <div className="flex items-center gap-3.5">
      <GradeTile grade={grade} size="lg" />
      <div className="min-w-0">
        {score === null ? (
          <>
            <p className="text-15 font-semibold">{words}</p>
            <p className="text-13 text-text-2">
              {site.score === null ? 'It showed no page.' : `Last known: ${scoreWords(site)}.`}
            </p>
          </>
        ) : (
          <>
            <p className="text-28 font-semibold tracking-display tabular-nums">
              {score}
              <span className="text-14 font-normal tracking-normal text-text-3"> of 100</span>
            </p>
            <p className="text-13 text-text-2">
              <span className="sr-only">Grade {grade}. </span>
              {words}, {toMend === 0 ? 'nothing to mend' : `${toMend} to mend`}
            </p>
          </>
        )}
      </div>
    </div>
  )
}

/** Where the last two scans agree, what they agree on may still be news. */
function GradeBefore({ site: { wasGrade }, change }: { site: WholeSite; change: ScanChange | undefined }) {
  const isNews = change && change.before.grade === change.after.grade && wasGrade !== change.after.grade
  return isNews && wasGrade !== null ? <p>Earlier the grade was {wasGrade}.</p> : null
}

/** What changed since the scan before, and which part the score is that of. */
function Change({ site, scan, recent, change }: ScanSummaryProps) {
  const timeZone = useTimeZone()
  const worst = worstPart(scan)
  const words = change && changeWords(change, timeZone)
  return (
    <div className="mt-3 flex flex-col gap-1 text-13 text-text-2">
      {recent.length === 1 && <p>This is the first scan.</p>}
      {words && (
        <p className="wrap-anywhere">
          <b className="font-medium text-text">{words.lead}</b> {words.rest}
        </p>
      )}
      <GradeBefore site={site} change={change} />
      {worst && <p className="text-12 text-text-3">The worst part counts: {partNames[worst.part]}.</p>}
    </div>
  )
}

function Scores({ site, recent }: Pick<ScanSummaryProps, 'site' | 'recent'>) {
  const { slug } = useOrganization()
  const timeZone = useTimeZone()
  const points = scorePoints(recent)
  return (
    <>
      <Head title={points.length > 1 ? `Last ${points.length} scans` : 'Scores'}>
        <Link
          to="/o/$org/security/$site/scans"
          params={{ org: slug, site: site.id }}
          search={{}}
          className="text-12 font-medium text-text-2"
        >
          Earlier scans
        </Link>
      </Head>
      {points.length > 1 ? (
        <ScoreSteps points={points} timeZone={timeZone} />
      ) : (
        <p className="text-13 text-text-2">
          {points.length === 0 ? 'No scan has a score yet.' : 'From the second scan on a line stands here.'}
        </p>
      )}
    </>
  )
}
