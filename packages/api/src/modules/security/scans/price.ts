import { scanPrices } from '../../../shared/scan-prices.ts'
import type { ScanKind } from '../checks/schema.ts'

/** What a scan costs that somebody asks for; where no kind is said, it is a quick one. */
export const priceOf = ({ kind = 'quick' }: { kind?: ScanKind }): number => scanPrices[kind]

/** What the weekly scan costs at most, of which only its website is named. */
export const mostOfWeekly = (): number => scanPrices.full
