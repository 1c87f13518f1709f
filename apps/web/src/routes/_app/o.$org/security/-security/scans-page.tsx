import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Checkbox } from '@hub/ui/checkbox'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useHub, useOrganization } from '../../../../../account.ts'
import { durationWords } from '../../../../../components/job-words.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { isNoSuch } from '../../../../../failure.ts'
import { paging } from '../../../../../paging.ts'
import { compact } from '../../../../../search-params.ts'
import { usePageName } from '../../../../../shell/page-head.tsx'
import { chosenScans, COMPARED, withScan } from './chosen-scans.ts'
import { GradeTile } from './grade-tile.tsx'
import { NoSuchSite } from './no-such-site.tsx'
import { ScanComparison } from './scan-comparison.tsx'
import type { ScansSearch } from './security-search.ts'
import type { Scan } from './security-types.ts'

interface ScansPageProps {
  /** Of the website. */
  id: string
  search: ScansSearch
}

/** The scans of a website, two of which can be compared. */
export function ScansPage({ id, search }: ScansPageProps) {
  const { trpc } = useHub()
  const { slug } = useOrganization()
  const site = useQuery(trpc.modules.security.sites.get.queryOptions({ id }))
  const host = site.data?.host
  usePageName(host === undefined ? undefined : `Earlier scans of ${host}`)
  const chosen = chosenScans(search)
  if (isNoSuch(site)) return <NoSuchSite />
  return (
    <Page>
      <PageHeader
        title="Earlier scans"
        description={
          host !== undefined && (
            <Link to="/o/$org/security/$site" params={{ org: slug, site: id }} search={{}}>
              {host}
            </Link>
          )
        }
      />
      <div className="flex flex-col gap-(--gap)">
        {chosen.length === COMPARED && <ScanComparison scans={chosen} />}
        <ScanList siteId={id} chosen={chosen} />
      </div>
    </Page>
  )
}

function ScanList({ siteId, chosen }: { siteId: string; chosen: readonly string[] }) {
  const { trpc } = useHub()
  const scans = useInfiniteQuery(trpc.modules.security.scans.list.infiniteQueryOptions({ siteId }, paging))
  return (
    <Card flush title="Scans" note={chosen.length < COMPARED ? 'Choose two to compare them' : undefined}>
      <Loaded query={scans} failed="The scans could not be loaded" skeleton={<SkeletonRows rows={6} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          return items.length === 0 ? (
            <NoScans siteId={siteId} />
          ) : (
            <ScanTable scans={items} chosen={chosen} />
          )
        }}
      </Loaded>
      <LoadMore query={scans} />
    </Card>
  )
}

function NoScans({ siteId }: { siteId: string }) {
  const { slug } = useOrganization()
  return (
    <Empty
      picture="search"
      title="Not scanned yet"
      actions={
        <Button
          render={<Link to="/o/$org/security/$site" params={{ org: slug, site: siteId }} search={{}} />}
        >
          To the website
        </Button>
      }
    >
      Each scan stands here with its grade.
    </Empty>
  )
}

const ScanTable = ({ scans, chosen }: { scans: readonly Scan[]; chosen: readonly string[] }) => (
  <Table label="Scans">
    <TableHead>
      <Th>Scanned</Th>
      <Th>Kind</Th>
      <Th>Took</Th>
      <Th numeric>To mend</Th>
      <Th numeric>Score</Th>
      <Th numeric>Grade</Th>
    </TableHead>
    <TableBody>
      {scans.map((scan) => (
        <ScanRow key={scan.id} scan={scan} chosen={chosen} />
      ))}
    </TableBody>
  </Table>
)

const kinds: Record<Scan['kind'], string> = { quick: 'Quick', full: 'Full' }

function ScanRow({ scan, chosen }: { scan: Scan; chosen: readonly string[] }) {
  const timeZone = useTimeZone()
  const navigate = useNavigate()
  const { id, kind, score, grade, parts, startedAt, finishedAt } = scan
  const isChosen = chosen.includes(id)
  const toMend = parts.reduce((sum, part) => sum + part.toMend, 0)
  const choose = () =>
    void navigate({
      from: '/o/$org/security/$site/scans',
      // Of where one is on the way to: two clicks may come before the page shows the first.
      search: (before) => compact({ scan: withScan(chosenScans(before), id) }),
      replace: true,
      resetScroll: false,
    })
  return (
    <TableRow selected={isChosen}>
      <Td phone="title" className="font-medium">
        <Checkbox
          checked={isChosen}
          onChange={choose}
          label={<Time plain value={startedAt} format="full" timeZone={timeZone} />}
        />
      </Td>
      <Td phone="detail">{kinds[kind]}</Td>
      <Td phone="hidden">{durationWords(Date.parse(finishedAt) - Date.parse(startedAt))}</Td>
      <Td phone="detail-end" numeric>
        {score === null && toMend === 0 ? (
          '–'
        ) : (
          <>
            {toMend}
            <span className="tablet:hidden"> to mend</span>
          </>
        )}
      </Td>
      <Td phone="hidden" numeric>
        {score ?? 'Could not look'}
      </Td>
      <Td phone="end" numeric>
        <span className="inline-flex items-center gap-2">
          <span className="tablet:hidden">{score ?? 'Could not look'}</span>
          <GradeTile grade={grade} size="sm" />
          <span className="sr-only">{grade ?? 'no grade'}</span>
        </span>
      </Td>
    </TableRow>
  )
}
