import { Progress } from '@hub/ui/progress'
import type { Scanning } from './use-scan.ts'

/** How far a scan is; one may go elsewhere meanwhile. */
export const ScanProgress = ({ host, scanning }: { host: string; scanning: Scanning }) => (
  <div role="status">
    <Progress
      label={scanning.note ?? `Scanning ${host}`}
      value={scanning.share}
      hint="You can leave this page."
    />
  </div>
)
