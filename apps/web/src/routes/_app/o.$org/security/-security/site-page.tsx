import { Page } from '@hub/ui/app-shell'
import { Button } from '@hub/ui/button'
import { Empty } from '@hub/ui/empty'
import { PageHeader } from '@hub/ui/page-header'
import { Skeleton } from '@hub/ui/skeleton'
import { usePrefetchQuery, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { Suspense } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { useFileExport } from '../../../../../components/file-export.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { isNoSuch } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import { usePageName } from '../../../../../shell/page-head.tsx'
import { AboutSite } from './about-site.tsx'
import { LatestScan } from './latest-scan.tsx'
import { NoSuchSite } from './no-such-site.tsx'
import { ScanButton } from './scan-button.tsx'
import { ScanProgress } from './scan-progress.tsx'
import type { Changed, SiteSearch } from './security-search.ts'
import { weekdayName, whenScanned } from './security-words.ts'
import type { WholeSite } from './security-types.ts'
import { openFindings, recentScans } from './site-reads.ts'
import { useScan } from './use-scan.ts'
import type { Scanning } from './use-scan.ts'

const ProveDialog = lazyPart(async () => (await import('./prove-dialog.tsx')).ProveDialog)

export interface SitePageProps {
  id: string
  search: SiteSearch
  onSearch: (change: Changed<SiteSearch>) => void
}

/** Everything about one website: its grade, what is to mend, and how. */
export function SitePage({ id, ...rest }: SitePageProps) {
  const { trpc } = useHub()
  const { sites, scans, findings } = trpc.modules.security
  // Together with the website, which says what else there is to show.
  usePrefetchQuery(scans.list.queryOptions(recentScans(id)))
  usePrefetchQuery(findings.list.queryOptions(openFindings(id)))
  const site = useQuery(sites.get.queryOptions({ id }))
  if (isNoSuch(site)) return <NoSuchSite />
  return (
    <Page>
      <Loaded query={site} level={1} failed="This website could not be loaded" skeleton={<Loading />}>
        {(whole) => <Whole site={whole} {...rest} />}
      </Loaded>
    </Page>
  )
}

const Loading = () => (
  <div className="flex flex-col gap-4">
    <Skeleton className="h-12 w-72" />
    <Skeleton className="h-44 rounded-lg" />
    <Skeleton className="h-dvh rounded-lg" />
  </div>
)

function Whole({ site, search, onSearch }: Omit<SitePageProps, 'id'> & { site: WholeSite }) {
  const scanning = useScan(site)
  usePageName(site.host)
  const { scanId } = site
  return (
    <>
      <Head site={site} scanning={scanning} />
      <div className="flex flex-col gap-(--gap)">
        {scanning.isPending && (
          <div className="max-w-md">
            <ScanProgress host={site.host} scanning={scanning} />
          </div>
        )}
        {scanId === null ? (
          !scanning.isPending && <NotScanned site={site} scanning={scanning} />
        ) : (
          <LatestScan site={site} scanId={scanId} scanning={scanning} search={search} onSearch={onSearch} />
        )}
        <AboutSite site={site} onProve={() => onSearch({ panel: 'prove', finding: undefined })} />
      </div>
      <Suspense>
        {search.panel === 'prove' && site.proof === null && (
          <ProveDialog site={site} onClose={() => onSearch({ panel: undefined })} />
        )}
      </Suspense>
    </>
  )
}

interface ScannedProps {
  site: WholeSite
  scanning: Scanning
}

function Head({ site, scanning }: ScannedProps) {
  const canScan = useCan('security.scan.write')
  const { host, scanId } = site
  return (
    <PageHeader
      title={<span className="wrap-anywhere">{host}</span>}
      description={<Scanned site={site} />}
      {...(scanId !== null && {
        actions: (
          <>
            {canScan && <ScanButton site={site} scanning={scanning} />}
            <ShareReport scanId={scanId} />
          </>
        ),
      })}
    />
  )
}

/** "Scanned today at 08:56. Every Monday it is scanned again." */
function Scanned({ site: { scannedAt, schedule } }: { site: WholeSite }) {
  const timeZone = useTimeZone()
  const last = scannedAt === null ? 'Not scanned yet.' : `Scanned ${whenScanned(scannedAt, timeZone)}.`
  if (schedule === null) return last
  const weekly = `Every ${weekdayName(schedule.weekday)} it is scanned again`
  return `${last} ${weekly}${schedule.held === null ? '' : ', which is held just now'}.`
}

function ShareReport({ scanId }: { scanId: string }) {
  const { client } = useHub()
  const make = useFileExport(() =>
    client.modules.security.reports.create.mutate({ scanId, idempotencyKey: newKey() }),
  )
  return (
    <Button pending={make.isPending} pendingLabel="Preparing" onClick={() => make.mutate()}>
      <Download aria-hidden="true" />
      Share report
    </Button>
  )
}

function NotScanned({ site, scanning }: ScannedProps) {
  const canScan = useCan('security.scan.write')
  return (
    <section className="rounded-lg border border-line bg-sheet">
      <Empty
        picture="search"
        title="Not scanned yet"
        actions={canScan && <ScanButton variant="primary" site={site} scanning={scanning} />}
      >
        {canScan
          ? 'A scan looks at the website as a visitor would, and says what to mend.'
          : 'Somebody who may scan websites can begin it.'}
      </Empty>
    </section>
  )
}
