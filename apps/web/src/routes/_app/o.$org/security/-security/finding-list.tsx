import { Card } from '@hub/ui/card'
import { Tag } from '@hub/ui/tag'
import { clsx } from 'clsx'
import { Link } from '@tanstack/react-router'
import { BellOff, ChevronRight } from 'lucide-react'
import { useOrganization } from '../../../../../account.ts'
import { ChoiceFilter } from '../../../../../components/choice-filter.tsx'
import { ChecksOf, Fold } from './check-folds.tsx'
import type { Changed, SiteSearch } from './security-search.ts'
import { countOf, partNames, pointsWords, severities, severityNames } from './security-words.ts'
import type { Finding, Part, WholeScan } from './security-types.ts'
import { SeverityMark } from './severity-mark.tsx'

interface FindingListProps {
  findings: readonly Finding[]
  scan: WholeScan
  search: SiteSearch
  /** The finding that is shown beside. */
  selected: string | undefined
  onSearch: (change: Changed<SiteSearch>) => void
}

const partChoices = Object.entries(partNames).map(([value, label]) => ({ value: value as Part, label })) // its own keys

/** What is to mend, the gravest first; then what is left alone, what is well, and what nobody could look at. */
export function FindingList({ findings, scan, search, selected, onSearch }: FindingListProps) {
  const shown = findings.filter(({ part }) => search.part === undefined || part === search.part)
  const open = shown.filter(({ muted }) => muted === null)
  const muted = shown.filter((finding) => finding.muted !== null)
  const points = open.reduce((sum, finding) => sum + finding.points, 0)
  const rows = { search, selected }
  return (
    <Card
      flush
      title={open.length === 0 ? 'Nothing to mend' : `${countOf(open.length, 'thing')} to mend`}
      {...(points !== 0 && { note: countOf(Math.abs(points), 'point') })}
      action={
        (findings.length > 0 || search.part !== undefined) && (
          <ChoiceFilter
            name="Part"
            choices={partChoices}
            value={search.part}
            onChange={(part) => onSearch({ part })}
          />
        )
      }
    >
      {severities.map((severity) => (
        <Group
          key={severity}
          severity={severity}
          findings={open.filter((finding) => finding.severity === severity)}
          {...rows}
        />
      ))}
      {open.length === 0 && <AllWell scan={scan} part={search.part} />}
      <div className="divide-y divide-line border-t border-line">
        {muted.length > 0 && (
          <Fold
            icon={<BellOff aria-hidden="true" />}
            title={`${countOf(muted.length, 'thing')} muted`}
            isOpen={muted.some(({ id }) => id === selected)}
          >
            <Rows findings={muted} {...rows} />
          </Fold>
        )}
        <ChecksOf scan={scan} part={search.part} />
      </div>
    </Card>
  )
}

function AllWell({ scan, part }: { scan: WholeScan; part: Part | undefined }) {
  const words =
    part === undefined
      ? 'Nothing asks to be mended on this website.'
      : `${partNames[part]} need nothing mended.`
  return (
    <p className="px-(--card-pad) pb-4 text-text-2">
      {scan.score === null ? 'Nobody could look this time, so this says little.' : words}
    </p>
  )
}

interface GroupProps {
  severity: Finding['severity']
  findings: readonly Finding[]
  search: SiteSearch
  selected: string | undefined
}

function Group({ severity, findings, ...rows }: GroupProps) {
  if (findings.length === 0) return null
  return (
    <section aria-label={severityNames[severity]}>
      <h3 className="flex items-center justify-between px-(--card-pad) pt-2.5 pb-1">
        <SeverityMark severity={severity} />
        <span className="text-12 font-normal text-text-3 tabular-nums">{findings.length}</span>
      </h3>
      <Rows findings={findings} {...rows} />
    </section>
  )
}

const Rows = ({ findings, search, selected }: Omit<GroupProps, 'severity'>) => (
  <ul>
    {findings.map((finding) => (
      <Row key={finding.id} finding={finding} search={search} isSelected={finding.id === selected} />
    ))}
  </ul>
)

/** The line that says most: what was asked for stands before what came of it. */
const signOf = ({ evidence }: Finding): string | undefined =>
  evidence.find((line) => !line.startsWith('GET ')) ?? evidence[0]

interface RowProps {
  finding: Finding
  search: SiteSearch
  isSelected: boolean
}

function Row({ finding, search, isSelected }: RowProps) {
  const { slug } = useOrganization()
  const { id, siteId, title, isNew, muted, part, points } = finding
  const seen = signOf(finding)
  return (
    <li className="border-t border-line">
      <Link
        to="/o/$org/security/$site"
        params={{ org: slug, site: siteId }}
        search={{ ...search, finding: id }}
        resetScroll={false}
        {...(isSelected && { 'aria-current': 'true' })}
        className={clsx(
          'flex min-h-[50px] items-center gap-3 py-1.5 pr-3.5 pl-(--card-pad) text-text no-underline! hover:bg-hover focus-visible:-outline-offset-2',
          isSelected && 'bg-selected hover:bg-selected',
        )}
      >
        <span className="min-w-0 flex-1">
          <span className="block font-medium">
            <span className="mr-1.5 align-middle">{title}</span>
            {isNew && <Tag className="font-normal">new</Tag>}
          </span>
          {muted !== null && <span className="block text-13 wrap-anywhere text-text-2">{muted.reason}</span>}
          {seen !== undefined && (
            <span className="block truncate font-mono text-12 tracking-normal text-text-3">{seen}</span>
          )}
        </span>
        <span className="w-16 flex-none text-12 text-text-3 max-tablet:hidden">{partNames[part]}</span>
        <span className="w-7 flex-none text-right text-13 text-text-2 tabular-nums">
          {pointsWords(points)}
          <span className="sr-only"> points</span>
        </span>
        <ChevronRight aria-hidden="true" className="size-3.5 text-text-3" />
      </Link>
    </li>
  )
}
