import { Card } from '@hub/ui/card'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCan, useHub, useOrganization } from '../../account.ts'
import { useTimeZone } from '../../components/day-words.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Figure, NothingYet, SummaryFoot, SummarySkeleton } from '../../components/summary.tsx'
import { GradeTile } from '../../routes/_app/o.$org/security/-security/grade-tile.tsx'
import type { ListedSite } from '../../routes/_app/o.$org/security/-security/security-types.ts'
import {
  severities,
  severityNames,
  standingOf,
  whenScanned,
} from '../../routes/_app/o.$org/security/-security/security-words.ts'
import { sitesInput } from './early.ts'

const SCORE_MOST = 100
const scoreOf = ({ score }: ListedSite): number => score ?? SCORE_MOST + 1

/** The website with the lowest score: its grade, and what is to mend there. */
export function WebsiteCard() {
  const { slug } = useOrganization()
  const { trpc } = useHub()
  const query = useQuery(trpc.modules.security.sites.list.queryOptions(sitesInput))
  const sites = query.data?.items.toSorted((one, other) => scoreOf(one) - scoreOf(other)) ?? []
  const [weakest] = sites
  return (
    <Card
      fill
      title="Website"
      note={sites.length > 1 ? `the weakest of ${sites.length}` : undefined}
      action={
        weakest ? (
          <Link
            to="/o/$org/security/$site"
            params={{ org: slug, site: weakest.id }}
            search={{}}
            className="text-13 text-text-2"
          >
            {weakest.scannedAt === null ? 'Open website' : 'Open scan'}
          </Link>
        ) : undefined
      }
    >
      <Loaded
        query={query}
        failed="The website could not be loaded"
        skeleton={<SummarySkeleton rows={severities.length + 1} />}
      >
        {() => (weakest ? <Standing site={weakest} /> : <NoSite />)}
      </Loaded>
    </Card>
  )
}

function NoSite() {
  const { slug } = useOrganization()
  const canAdd = useCan('security.scan.write')
  return (
    <NothingYet>
      {canAdd ? (
        <>
          <Link to="/o/$org/security" params={{ org: slug }} search={{ add: true }}>
            Add your website
          </Link>{' '}
          to see here how safe it is.
        </>
      ) : (
        'No website is looked after yet.'
      )}
    </NothingYet>
  )
}

function Standing({ site }: { site: ListedSite }) {
  const timeZone = useTimeZone()
  const { host, grade, wasGrade, score, toMend, muted, scannedAt } = site
  if (scannedAt === null) return <NothingYet>{host} has not been scanned yet. Open it to begin.</NothingYet>
  return (
    <>
      <div className="flex items-center gap-3">
        <GradeTile grade={grade} size="md" />
        <div className="min-w-0">
          {score === null ? (
            <p className="text-15 font-medium">Could not look</p>
          ) : (
            <Figure amount={String(score)} unit={`of ${SCORE_MOST}`} />
          )}
          <p className="truncate text-13 text-text-2">
            {score !== null && gradeWords(grade, wasGrade)}
            {host}
          </p>
        </div>
      </div>
      <Ledger label="To mend" className="mt-3">
        {severities.map((severity) => (
          <LedgerLine
            key={severity}
            name={severityNames[severity]}
            amount={
              <span className={severity === 'high' && toMend.high > 0 ? 'text-danger-text' : undefined}>
                {toMend[severity]}
              </span>
            }
          />
        ))}
      </Ledger>
      <SummaryFoot>
        Scanned {whenScanned(scannedAt, timeZone)}
        {muted > 0 && `, ${muted} muted`}
      </SummaryFoot>
    </>
  )
}

/** "Grade B, was A. "; of one that stayed as it is, what it means: "Good. " */
const gradeWords = (grade: string | null, was: string | null): string =>
  was === null || was === grade ? `${standingOf(grade).words}. ` : `Grade ${grade}, was ${was}. `
