import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { useWide } from '../../../../../components/use-phone.ts'
import { FindingList } from './finding-list.tsx'
import { FindingDrawer, FindingPanel } from './finding-panel.tsx'
import { ScanSummary } from './scan-summary.tsx'
import { openFindings, recentScans } from './site-reads.ts'
import type { Changed, SiteSearch } from './security-search.ts'
import type { Finding, WholeScan, WholeSite } from './security-types.ts'
import type { Scanning } from './use-scan.ts'

interface LatestScanProps {
  site: WholeSite
  scanId: string
  scanning: Scanning
  search: SiteSearch
  onSearch: (change: Changed<SiteSearch>) => void
}

/** What the latest scan says, with what is to mend. */
export function LatestScan({ scanId, ...rest }: LatestScanProps) {
  const { trpc } = useHub()
  const { scans, findings } = trpc.modules.security
  const { id } = rest.site
  const scan = useQuery(scans.get.queryOptions({ id: scanId }, { placeholderData: (before) => before }))
  const recent = useQuery(scans.list.queryOptions(recentScans(id)))
  const open = useQuery(findings.list.queryOptions(openFindings(id)))
  const [latest, before] = recent.data?.items ?? []
  const compared = useQuery(
    scans.compare.queryOptions(
      { before: before?.id ?? '', after: latest?.id ?? '' },
      { enabled: latest !== undefined && before !== undefined },
    ),
  )
  const isWhole = !recent.isPending && !compared.isLoading
  return (
    <Loaded
      // What it says depends on the scan before it too, and is as long as that turns out.
      query={{ ...scan, data: isWhole ? scan.data : undefined }}
      failed="The scan could not be loaded"
      // What stands below is out of sight until it is known how far down that is.
      skeleton={<Skeleton className="h-dvh rounded-lg" />}
    >
      {(whole) => (
        <>
          <ScanSummary
            site={rest.site}
            scan={whole}
            recent={recent.data?.items ?? []}
            change={compared.data}
          />
          <Loaded
            query={open}
            failed="What is to mend could not be loaded"
            skeleton={<Skeleton className="h-80 rounded-lg" />}
          >
            {({ items }) => <Findings {...rest} scan={whole} findings={items} />}
          </Loaded>
        </>
      )}
    </Loaded>
  )
}

interface FindingsProps extends Omit<LatestScanProps, 'scanId'> {
  scan: WholeScan
  findings: readonly Finding[]
}

/** The list, and what is chosen in it: beside it where there is room, over it elsewhere. */
function Findings({ site, scan, findings, scanning, search, onSearch }: FindingsProps) {
  const isWide = useWide()
  const { finding, part } = search
  // With room for it, the gravest is shown until another is chosen.
  const first = findings.find((one) => one.muted === null && (part === undefined || one.part === part))
  const shown = finding ?? (isWide ? first?.id : undefined)
  const list = (
    <FindingList findings={findings} scan={scan} search={search} selected={shown} onSearch={onSearch} />
  )
  if (isWide && shown !== undefined)
    return (
      <div className="grid grid-cols-[minmax(0,13fr)_minmax(400px,10fr)] items-start gap-(--gap)">
        {list}
        <FindingPanel id={shown} site={site} scanning={scanning} />
      </div>
    )
  return (
    <>
      {list}
      {!isWide && (
        <FindingDrawer
          id={finding}
          site={site}
          scanning={scanning}
          onClose={() => onSearch({ finding: undefined })}
        />
      )}
    </>
  )
}
