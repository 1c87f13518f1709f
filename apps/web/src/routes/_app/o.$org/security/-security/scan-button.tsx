import { scanPrices } from '@hub/api/schemas/shared/scan-prices'
import { Button } from '@hub/ui/button'
import { PriceTag } from '@hub/ui/price-tag'
import { RotateCcw } from 'lucide-react'
import type { Scanning } from './use-scan.ts'
import type { ListedSite, ScanKind } from './security-types.ts'

/** What is scanned of a website: of one's own everything, of others what visitors see. */
export const kindFor = ({ proof }: Pick<ListedSite, 'proof'>): ScanKind => (proof === null ? 'quick' : 'full')

interface ScanButtonProps {
  site: Pick<ListedSite, 'host' | 'proof' | 'scannedAt'>
  scanning: Scanning
  variant?: 'primary' | undefined
  size?: 'sm' | undefined
  /** Names the website to who does not see the row around it. */
  isNamed?: boolean
}

/** Scans a website, with what that costs. */
export function ScanButton({ site, scanning, variant, size, isNamed = false }: ScanButtonProps) {
  const kind = kindFor(site)
  const words = site.scannedAt === null ? 'Scan' : 'Scan again'
  return (
    <>
      <PriceTag short="phone" micro={scanPrices[kind]} />
      <Button
        variant={variant}
        size={size}
        {...(isNamed && { 'aria-label': `${words}: ${site.host}` })}
        pending={scanning.isPending}
        pendingLabel="Scanning"
        onClick={() => scanning.start(kind)}
      >
        <RotateCcw aria-hidden="true" />
        {words}
      </Button>
    </>
  )
}
