import type { InstantColumn, NullableInstant, TableDeclaration } from '@hub/db'
import type { ColumnType, Generated } from 'kysely'
import type { CompetitorState } from './competitors/schema.ts'
import type { ListingState, Outcome, ShownVariant } from './listings/schema.ts'
import type { Availability, Reader, Source } from './reading/schema.ts'
import type { RuleKind } from './rules/schema.ts'

type Made = ColumnType<string, string | Date, never>
type Once<T> = ColumnType<T, T, never>
type Json<T> = ColumnType<T, string, string>
/** Whole minor units of the currency beside it. */
type NullableMinor = ColumnType<number | null, bigint | number | null, bigint | number | null>

interface Row {
  id: Once<string>
  orgId: Once<string>
}

interface ChangingRow extends Row {
  createdById: Once<string>
  createdAt: Made
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface MarketplaceProductTable extends ChangingRow {
  name: string
  /** What the business itself asks for it. */
  minor: NullableMinor
  currency: string | null
  gtin: string | null
}

export interface MarketplaceListingTable extends ChangingRow {
  productId: Once<string>
  url: string
  /** Its host, as people write it. */
  shop: string
  title: string
  reader: ColumnType<Reader, Reader | undefined, Reader>
  variant: string | null
  selector: string | null
  currencyMeant: string | null
  state: ListingState
  outcome: Outcome | null
  note: string
  availability: Availability
  variants: Json<ShownVariant[]>
  minor: NullableMinor
  /** Null beside an amount: the page does not say which. */
  currency: string | null
  wasMinor: NullableMinor
  source: Source | null
  /** In percent. */
  confidence: number | null
  reasons: Json<string[]>
  pricedAt: NullableInstant
  waitingMinor: NullableMinor
  waitingCurrency: string | null
  waitingBecause: string | null
  waitingAt: NullableInstant
  refusedMinor: NullableMinor
  refusedCurrency: string | null
  etag: string | null
  modified: string | null
  checkedAt: NullableInstant
  nextAt: InstantColumn
  /** Since when nothing could be read there. */
  failingAt: NullableInstant
  toldGoneAt: NullableInstant
}

export interface MarketplaceCheckTable extends Row {
  listingId: Once<string>
  outcome: Once<Outcome>
  minor: NullableMinor
  currency: Once<string | null>
  note: Once<string>
  checkedAt: Made
}

export interface MarketplacePriceTable extends Row {
  productId: Once<string>
  /** Null where it is the price of the business itself. */
  listingId: Once<string | null>
  /** Null where the business asks nothing for it any more. */
  minor: NullableMinor
  currency: Once<string | null>
  seenAt: Made
}

export interface MarketplaceRuleTable extends ChangingRow {
  /** Null for every product. */
  productId: Once<string | null>
  kind: Once<RuleKind>
  minor: NullableMinor
  currency: string | null
  percent: number | null
  isOn: boolean
}

export interface MarketplaceAlertTable extends Row {
  ruleId: Once<string>
  listingId: Once<string>
  kind: Once<RuleKind>
  fromMinor: NullableMinor
  minor: NullableMinor
  currency: Once<string | null>
  raisedAt: Made
  settledAt: NullableInstant
  taskId: string | null
}

export interface MarketplaceCompetitorTable extends ChangingRow {
  /** Of Google Places. */
  placeId: Once<string>
  state: CompetitorState
  name: string
  address: string | null
  website: string | null
  distanceMetres: number | null
  /** 0 to 100. */
  score: number
  reasons: Json<string[]>
  /** Null where it stays. */
  keptUntil: NullableInstant
}

declare module '@hub/db/tables' {
  interface ModuleTables {
    marketplaceProduct: MarketplaceProductTable
    marketplaceListing: MarketplaceListingTable
    marketplaceCheck: MarketplaceCheckTable
    marketplacePrice: MarketplacePriceTable
    marketplaceRule: MarketplaceRuleTable
    marketplaceAlert: MarketplaceAlertTable
    marketplaceCompetitor: MarketplaceCompetitorTable
  }
}

const erased = { atEnd: 'erased' } as const

export const marketplaceTables = {
  marketplace_product: erased,
  marketplace_listing: erased,
  marketplace_check: erased,
  marketplace_price: erased,
  marketplace_rule: erased,
  marketplace_alert: erased,
  marketplace_competitor: erased,
} as const satisfies Record<string, TableDeclaration>
