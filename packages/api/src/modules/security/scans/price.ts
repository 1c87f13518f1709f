import { scanPrices } from '../../../shared/scan-prices.ts'
import type { ScanKind } from '../checks/schema.ts'

/** What a scan costs. One that is not asked for by its kind is the weekly one, a full scan at most. */
export const priceOf = ({ kind = 'full' }: { kind?: ScanKind }): number => scanPrices[kind]
