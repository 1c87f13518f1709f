import type { QueryClient } from '@tanstack/react-query'
import type { PricesSearch, ProductSearch } from './marketplace-search.ts'

/** More shops than a small business compares one product with. */
const LISTINGS = 100
const ALERTS = 5
const RULES = 20
const CHECKS = 5
const USUAL_DAYS = 60

const ofProduct = (productId: string | undefined) => (productId === undefined ? {} : { productId })

export const productsIn = ({ q }: Pick<PricesSearch, 'q'>) => (q === undefined ? {} : { search: q })
export const listingsOf = (productId: string) => ({ productId, limit: LISTINGS })
export const alertsOf = (productId?: string) => ({ limit: ALERTS, ...ofProduct(productId) })
export const rulesOf = (productId?: string) => ({ limit: RULES, ...ofProduct(productId) })
export const checksOf = (listingId: string) => ({ listingId, limit: CHECKS })
export const daysOf = ({ days }: ProductSearch): number => days ?? USUAL_DAYS

/** Under which the job of a look is kept: the row and the panel of a page show the same one. */
export const lookOf = (listingId: string) => ['marketplace', 'look', listingId] as const

/** A look has begun elsewhere, such as with the page itself; it is followed wherever that page is shown. */
export const rememberLook = (queryClient: QueryClient, listingId: string, jobId: string | null): void => {
  queryClient.setQueryData<string | null>(lookOf(listingId), jobId)
}
