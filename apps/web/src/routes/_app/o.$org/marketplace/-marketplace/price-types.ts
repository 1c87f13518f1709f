import type { AppRouter } from '@hub/api'
import type { inferRouterOutputs } from '@trpc/server'

type Marketplace = inferRouterOutputs<AppRouter>['modules']['marketplace']

export type Product = Marketplace['products']['get']
export type History = Marketplace['products']['history']
export type Listing = Marketplace['listings']['list']['items'][number]
export type WholeListing = Marketplace['listings']['get']
export type Check = Marketplace['checks']['list']['items'][number]
export type Rule = Marketplace['rules']['list']['items'][number]
export type Alert = Marketplace['alerts']['list']['items'][number]
export type Competitor = Marketplace['competitors']['list']['items'][number]
export type ShownPrice = NonNullable<Product['price']>
export type Outcome = Check['outcome']
export type Source = NonNullable<WholeListing['source']>
